import { execFile } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A program that adds to the gallery where it is installed. */
export interface OptionalTool {
  readonly name: string
  /** Names it goes by, in order of preference. */
  readonly programs: readonly string[]
  readonly versionArguments: readonly string[]
  readonly versionPattern: RegExp
  readonly adds: string
  readonly debianPackage: string
}

export const optionalTools: readonly OptionalTool[] = [
  {
    name: 'exiftool',
    programs: ['exiftool'],
    versionArguments: ['-ver'],
    versionPattern: /^([\d.]+)/,
    adds: 'metadata of more formats',
    debianPackage: 'libimage-exiftool-perl',
  },
  {
    name: 'ffmpeg',
    programs: ['ffmpeg'],
    versionArguments: ['-version'],
    versionPattern: /version (\S+)/,
    adds: 'pictures of videos',
    debianPackage: 'ffmpeg',
  },
  {
    name: 'ffprobe',
    programs: ['ffprobe'],
    versionArguments: ['-version'],
    versionPattern: /version (\S+)/,
    adds: 'details of videos',
    debianPackage: 'ffmpeg',
  },
  {
    name: 'ImageMagick',
    programs: ['magick', 'convert'],
    versionArguments: ['-version'],
    versionPattern: /ImageMagick (\S+)/,
    adds: 'pictures of rarer formats',
    debianPackage: 'imagemagick',
  },
]

export interface FoundTool {
  readonly name: string
  readonly path: string | null
  readonly version: string | null
  readonly adds: string
  readonly debianPackage: string
}

export const findTool = async (tool: OptionalTool, searchPath = process.env.PATH ?? ''): Promise<FoundTool> => {
  const { name, adds, debianPackage } = tool
  for (const program of tool.programs) {
    const path = searchPath
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, program))
      .find(isExecutable)
    if (path === undefined) continue
    const version = await versionOf(path, tool)
    // Another program of the same name (Windows has its own `convert`) does not know our question.
    if (version !== null) return { name, path, version, adds, debianPackage }
  }
  return { name, path: null, version: null, adds, debianPackage }
}

const versionOf = async (path: string, tool: OptionalTool): Promise<string | null> => {
  try {
    const { stdout } = await run(path, tool.versionArguments, { timeout: 5_000, maxBuffer: 1 << 20 })
    return tool.versionPattern.exec(stdout)?.[1] ?? null
  } catch {
    return null
  }
}

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
