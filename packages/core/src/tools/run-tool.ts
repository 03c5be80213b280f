import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { VitrineError } from '../errors/vitrine-error.ts'
import { killGroup, killStrays } from './end-processes.ts'
import { type Guards, toGuardedCommand } from './guards.ts'
import { type ToolFault, toFault } from './tool-fault.ts'

export interface ToolLimits {
  /** Wall clock, in milliseconds; the processor time is bounded by the same figure, rounded up to whole seconds. */
  readonly timeoutMs: number
  /** Address space of each process. Only where `prlimit` is installed. */
  readonly maxMemoryBytes: number
  /** Largest file that it may write. Only where `prlimit` is installed. */
  readonly maxFileBytes: number
  /** What it may say; one byte more and it is stopped. */
  readonly maxStdoutBytes: number
  readonly maxStderrBytes: number
}

export const defaultToolLimits: ToolLimits = {
  timeoutMs: 10_000,
  maxMemoryBytes: 1_610_612_736,
  maxFileBytes: 268_435_456,
  maxStdoutBytes: 1_048_576,
  maxStderrBytes: 1_048_576,
}

export interface ToolRun {
  /** For messages. */
  readonly name: string
  /** Path of the executable. */
  readonly program: string
  readonly args: readonly string[]
  /** A folder of this run's own: the working folder, and where temporary files go. */
  readonly folder: string
  readonly limits: ToolLimits
  readonly guards: Guards
  /** A file to read from. Without one there is nothing to read. */
  readonly stdin?: string
  /** Variables beside `PATH`, `LANG`, `HOME` and `TMPDIR`. */
  readonly environment?: Readonly<Record<string, string>>
  readonly searchPath: string
  readonly signal?: AbortSignal | undefined
}

export interface ToolOutput {
  readonly stdout: Buffer
  readonly stderr: string
}

/** Longest part of what a program complained about that is kept with an error. */
const maxComplaintChars = 2_000

/**
 * Runs a program to its end: without a shell, in a folder and a process group of its own, within limits. Whatever it started is
 * killed when it ends, and it is killed itself with all of it when a limit is passed.
 *
 * @throws {VitrineError} `TOOL_FAILED` with the reason; `reason` of the signal where that aborts.
 */
export const runTool = async (run: ToolRun): Promise<ToolOutput> => {
  run.signal?.throwIfAborted()
  const input = run.stdin === undefined ? null : await open(run.stdin, constants.O_RDONLY)
  try {
    return await supervise(run, start(run, input))
  } finally {
    await input?.close()
  }
}

const start = (
  { program, args, folder, limits, guards, environment, searchPath }: ToolRun,
  input: FileHandle | null,
) => {
  const seconds = Math.max(1, Math.ceil(limits.timeoutMs / 1000))
  const bounds = [
    `--as=${limits.maxMemoryBytes}`,
    `--cpu=${seconds}:${seconds + 1}`,
    `--fsize=${limits.maxFileBytes}`,
    '--core=0',
    '--nofile=256',
  ]
  const guarded = toGuardedCommand(guards, bounds, program, args)
  return spawn(guarded.command, guarded.args, {
    cwd: folder,
    env: { PATH: searchPath, LANG: 'C.UTF-8', HOME: folder, TMPDIR: folder, ...environment },
    stdio: [input ? input.fd : 'ignore', 'pipe', 'pipe'],
    shell: false,
    windowsHide: true,
    // A group of its own, so that what it starts can be ended with it.
    detached: process.platform !== 'win32',
  })
}

const supervise = (run: ToolRun, child: ChildProcess): Promise<ToolOutput> =>
  new Promise((resolve, reject) => {
    const { limits } = run
    let fault: ToolFault | null = null
    let isSettled = false
    const stop = (reason: ToolFault): void => {
      fault ??= reason
      killGroup(child.pid)
    }
    const stdout = collect(child.stdout, limits.maxStdoutBytes, () => stop('output'))
    const stderr = collect(child.stderr, limits.maxStderrBytes, () => stop('output'))
    const timer = setTimeout(() => stop('timeout'), limits.timeoutMs)
    const onAbort = () => stop('aborted')
    run.signal?.addEventListener('abort', onAbort, { once: true })

    const settle = async (ended: ToolFault | null, cause?: unknown): Promise<void> => {
      if (isSettled) return
      isSettled = true
      clearTimeout(timer)
      run.signal?.removeEventListener('abort', onAbort)
      child.stdout?.destroy()
      child.stderr?.destroy()
      await killStrays(run.folder)
      const failure = fault ?? ended
      const said = Buffer.concat(stderr).toString('utf8')
      if (failure === null) return resolve({ stdout: Buffer.concat(stdout), stderr: said })
      if (failure === 'aborted') return reject(run.signal?.reason)
      const complaint = cause ?? new Error(said.trim().slice(-maxComplaintChars) || 'It said nothing.')
      reject(new VitrineError('TOOL_FAILED', { details: { tool: run.name, reason: failure }, cause: complaint }))
    }
    child.on('error', (error) => void settle('missing', error))
    child.on('exit', (code, signal) => {
      const ended = toFault(code, signal)
      // Whatever it left running, also where it went well: it would hold our ends of its outputs open.
      killGroup(child.pid)
      child.once('close', () => void settle(ended))
      setTimeout(() => void settle(ended), closeGraceMs)
    })
  })

/** How long outputs may stay open after the end: something outside of the group may hold them. */
const closeGraceMs = 250

/** The chunks of a stream as they come; past the limit they are dropped, so that the pipe never fills. */
const collect = (stream: Readable | null, maxBytes: number, onFlood: () => void): Buffer[] => {
  const chunks: Buffer[] = []
  let bytes = 0
  stream?.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > maxBytes) onFlood()
    else chunks.push(chunk)
  })
  stream?.on('error', () => {})
  return chunks
}
