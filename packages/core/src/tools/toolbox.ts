import { VitrineError } from '../errors/vitrine-error.ts'
import { findPrograms, isExecutable, usualSearchPath } from './find-program.ts'
import { findGuards, type Guards } from './guards.ts'
import { type ToolName, toolNames, toolPrograms } from './programs.ts'
import { defaultToolLimits, runTool, type ToolLimits } from './run-tool.ts'
import type { Toolbox, ToolOptions, ToolStatus } from './tool.types.ts'
import { withToolFolder } from './tool-folder.ts'

interface ToolboxSettings {
  /** `false`: no program is ever run. */
  readonly tools: ToolOptions | false
  /** Where the folders of runs are made. */
  readonly folder: string
  /** Ends what is running. */
  readonly signal?: AbortSignal
}

interface Found {
  readonly statuses: readonly ToolStatus[]
  readonly paths: ReadonlyMap<ToolName, string>
  readonly guards: Guards
}

const versionTimeoutMs = 5_000

/** The programs of this machine, looked up once they are asked for. */
export const createToolbox = ({ tools, folder, signal }: ToolboxSettings): Toolbox => {
  const options: ToolOptions = tools || {}
  const searchPath = options.searchPath ?? usualSearchPath
  const limits: ToolLimits = {
    ...defaultToolLimits,
    timeoutMs: options.timeoutMs ?? defaultToolLimits.timeoutMs,
    maxMemoryBytes: options.maxMemoryBytes ?? defaultToolLimits.maxMemoryBytes,
  }
  let looking: Promise<Found> | null = null
  let found: Found | null = null

  const versionOf = async (name: ToolName, path: string, guards: Guards): Promise<string | null> => {
    const { versionArguments, versionPattern } = toolPrograms[name]
    try {
      const { stdout, stderr } = await withToolFolder(folder, (at) =>
        runTool({
          name,
          program: path,
          args: versionArguments,
          folder: at,
          limits: { ...limits, timeoutMs: versionTimeoutMs },
          guards,
          searchPath,
          signal,
        }),
      )
      return versionPattern.exec(stdout.toString('utf8'))?.[1] ?? versionPattern.exec(stderr)?.[1] ?? null
    } catch (error) {
      // Some tell their version and call that a failure.
      const failed = VitrineError.has(error, 'TOOL_FAILED') && error.details?.reason === 'failed'
      return failed && error.cause instanceof Error ? (versionPattern.exec(error.cause.message)?.[1] ?? null) : null
    }
  }

  const look = async (name: ToolName, guards: Guards): Promise<ToolStatus> => {
    const { label, adds, debianPackage, programs } = toolPrograms[name]
    const chosen = tools === false ? false : options.programs?.[name]
    const missing = { name, label, path: null, version: null, isOff: chosen === false, adds, debianPackage }
    if (chosen === false) return missing
    const candidates =
      chosen === undefined
        ? (await Promise.all(programs.map((program) => findPrograms(program, searchPath)))).flat()
        : [chosen]
    for (const path of candidates) {
      if (!(await isExecutable(path))) continue
      const version = await versionOf(name, path, guards)
      if (version !== null) return { ...missing, path, version }
    }
    return missing
  }

  const lookAll = async (): Promise<Found> => {
    const guards = tools === false ? { prlimit: null, setpriv: null } : await findGuards(searchPath)
    const statuses = await Promise.all(toolNames.map((name) => look(name, guards)))
    const paths = new Map(statuses.flatMap(({ name, path }) => (path === null ? [] : [[name, path] as const])))
    return { statuses, paths, guards }
  }

  const begin = (): Promise<Found> => {
    const mine = lookAll().then((result) => {
      found = result
      return result
    })
    looking = mine
    // Tried again by whoever asks next.
    mine.catch(() => {
      if (looking === mine) looking = null
    })
    return mine
  }
  const ready = (): Promise<Found> => looking ?? begin()

  return {
    list: async () => (await ready()).statuses,
    refresh: async () => (await begin()).statuses,
    known: () => {
      if (looking === null) void begin().catch(() => {})
      return found === null ? null : new Set(found.paths.keys())
    },
    has: async (name) => (await ready()).paths.has(name),
    stayOpen: async <N extends ToolName>(name: N) => {
      const { paths, guards } = await ready()
      return { [name]: paths.get(name) ?? null, guards } as Readonly<Record<N, string | null>> & { guards: Guards }
    },
    run: async (name, call) => {
      const { paths, guards } = await ready()
      const program = paths.get(name)
      if (program === undefined) throw new VitrineError('TOOL_FAILED', { details: { tool: name, reason: 'missing' } })
      const { limits: own, signal: ownSignal, ...rest } = call
      const until = ownSignal && signal ? AbortSignal.any([ownSignal, signal]) : (ownSignal ?? signal)
      return runTool({ ...rest, name, program, limits: { ...limits, ...own }, guards, searchPath, signal: until })
    },
  }
}
