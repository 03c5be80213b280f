import { statfs } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { silentLogger, VitrineError } from '@vitrine/core'
import { type CommonFlags, resolvePlaces } from '../config.ts'
import { dataHome, onlyDataFolder } from '../data-folder.ts'
import { openGallery } from '../open-gallery.ts'
import { plain, print } from '../terminal.ts'
import { findTool, optionalTools } from '../tools.ts'
import { vitrineVersion } from '../version.ts'

interface Finding {
  readonly id: string
  readonly isFine: boolean
  readonly text: string
}

/** Says what is installed, where things are, and whether the gallery is well. @returns 1 where something is wrong. */
export const doctorCommand = async (flags: CommonFlags): Promise<number> => {
  const tools = await Promise.all(optionalTools.map((tool) => findTool(tool)))
  const libraries = await libraryVersions()
  const places = await describePlaces(flags)
  const findings = places.dataFolder === null ? [] : await checkGallery(flags)
  const report = {
    vitrine: vitrineVersion(),
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    libraries,
    tools,
    places,
    findings,
  }

  if (flags.json) print(JSON.stringify(report, null, 2))
  else {
    print(`Vitrine ${report.vitrine} · Node ${report.node} · ${report.platform}`)
    for (const [name, version] of Object.entries(libraries)) print(`  ${name.padEnd(12)} ${version}`)
    print('\nOptional programs')
    for (const tool of tools) {
      print(
        tool.path === null
          ? `  ${tool.name.padEnd(12)} not installed: adds ${tool.adds} (apt-get install ${tool.debianPackage})`
          : `  ${tool.name.padEnd(12)} ${tool.version}  ${tool.path}`,
      )
    }
    print('\nPlaces')
    print(
      `  data         ${places.dataFolder === null ? `none yet (galleries are kept in ${places.dataHome})` : plain(places.dataFolder)}`,
    )
    if (places.freeBytes !== null) print(`  free space   ${(places.freeBytes / 1e9).toFixed(1)} GB`)
    if (findings.length > 0) print('\nGallery')
    for (const finding of findings) print(`  ${finding.isFine ? 'fine ' : 'WRONG'}        ${plain(finding.text)}`)
  }
  return findings.every((finding) => finding.isFine) ? 0 : 1
}

const libraryVersions = async (): Promise<Record<string, string>> => {
  const { default: sharp } = await import('sharp')
  const versions: Record<string, string> = { sharp: sharp.versions.sharp ?? '', libvips: sharp.versions.vips ?? '' }
  const require = createRequire(import.meta.url)
  for (const name of ['h3', 'eta'] as const) {
    try {
      versions[name] = (require(`${name}/package.json`) as { version: string }).version
    } catch {
      // Not every package lets its description be read.
    }
  }
  return versions
}

const describePlaces = async (
  flags: CommonFlags,
): Promise<{ dataHome: string; dataFolder: string | null; freeBytes: number | null }> => {
  const home = dataHome(process.env)
  let dataFolder: string | null = null
  try {
    dataFolder = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment)).dataFolder
  } catch {
    // None, or more than one: nothing to check.
  }
  return { dataHome: home, dataFolder, freeBytes: await freeBytesAt(dataFolder ?? home) }
}

/** Of the folder, or of the nearest one above that exists. */
const freeBytesAt = async (path: string): Promise<number | null> => {
  for (let at = path; ; at = dirname(at)) {
    try {
      const stats = await statfs(at)
      return stats.bavail * stats.bsize
    } catch {
      if (dirname(at) === at) return null
    }
  }
}

const checkGallery = async (flags: CommonFlags): Promise<Finding[]> => {
  try {
    const places = resolvePlaces(flags, [], process.env, (_, environment) => onlyDataFolder(environment))
    await using gallery = await openGallery(places, { log: silentLogger })
    await gallery.checkHealth()
    const system = gallery.asSystem('vitrine doctor')
    const roots = await system.library.roots()
    const photos = await system.photos.list({ limit: 1 })
    return [
      { id: 'database', isFine: true, text: `the database (${places.database.name}) answers` },
      { id: 'photos', isFine: true, text: `${photos.total} photos` },
      ...roots.map((root) => ({
        id: `root-${root.id}`,
        isFine: root.state === 'ready' || root.state === 'new',
        text: `folder ${root.path}: ${root.state}`,
      })),
    ]
  } catch (error) {
    return [{ id: 'gallery', isFine: false, text: VitrineError.is(error) ? error.message : String(error) }]
  }
}
