import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createClient } from '@vitrine/sdk'
import sharp from 'sharp'
import { afterEach, beforeEach, inject } from 'vitest'

export type Environment = Readonly<Record<string, string | undefined>>

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface CliOptions {
  readonly env?: Environment
  readonly cwd?: string
  /** Written to the standard input, which is then closed. */
  readonly input?: string
  readonly uid?: number
}

/** A program that runs: what it has printed so far, and its end. */
export interface Running {
  readonly child: ChildProcess
  readonly stdout: () => string
  readonly stderr: () => string
  /** Waits until the standard output holds a line that fits, and returns its match. */
  line(pattern: RegExp): Promise<RegExpExecArray>
  ended: Promise<Ended>
}

/** A served gallery. */
export interface Served extends Running {
  /** With a slash at the end. */
  readonly url: string
  readonly listening: { readonly url: string; readonly publicUrl: string | null; readonly setupUrl: string | null }
  /** Waits for as many synchronisations. */
  synced(times?: number): Promise<readonly { readonly state: string; readonly path: string; readonly added: number }[]>
  stop(signal?: NodeJS.Signals): Promise<Ended & { readonly tookMs: number }>
}

/** One folder of its own for each test: a data home, and whatever the test puts beside it. */
export const useFolder = () => {
  let folder = ''
  const running = new Set<ChildProcess>()

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-cli-'))
  })
  afterEach(async () => {
    await Promise.all(
      [...running].map(async (child) => {
        if (child.exitCode !== null || child.signalCode !== null) return
        child.kill('SIGKILL')
        await once(child, 'exit')
      }),
    )
    running.clear()
    await rm(folder, { recursive: true, force: true })
  })

  const start = (args: readonly string[], options: CliOptions = {}): Running => {
    const child = spawn(process.execPath, [inject('vitrineCli'), ...args], {
      cwd: options.cwd ?? folder,
      env: environment(folder, options.env),
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
    })
    running.add(child)
    return watch(child, options.input)
  }

  return {
    /** A path in the folder of this test. */
    path: (...parts: string[]) => join(folder, ...parts),
    start,
    run: (args: readonly string[], options: CliOptions = {}): Promise<Ended> => start(args, options).ended,
    /** For what is started by other means. */
    adopt: (child: ChildProcess): Running => {
      running.add(child)
      return watch(child, undefined)
    },
    environment: (env?: Environment) => environment(folder, env),
    /** `vitrine serve --json` on any free port. */
    serve: async (args: readonly string[], options: CliOptions = {}): Promise<Served> => {
      const port = args.includes('--port') || options.env?.VITRINE_PORT !== undefined ? [] : ['--port', '0']
      return toServed(start(['serve', '--json', ...port, ...args], options))
    },
  }
}

const environment = (folder: string, more: Environment = {}): NodeJS.ProcessEnv => {
  const kept = Object.entries(process.env).filter(([name]) => !/^(VITRINE_|VITEST|PORT$|HOST$|NODE_ENV$)/.test(name))
  return { ...Object.fromEntries(kept), XDG_DATA_HOME: join(folder, 'data home'), ...more }
}

const watch = (child: ChildProcess, input: string | undefined): Running => {
  let stdout = ''
  let stderr = ''
  let tell = () => {}
  child.stdout?.setEncoding('utf8').on('data', (chunk) => {
    stdout += chunk
    tell()
  })
  child.stderr?.setEncoding('utf8').on('data', (chunk) => (stderr += chunk))
  // A program that ends before it has read everything is no fault of the test.
  child.stdin?.on('error', () => {})
  if (child.stdin && input !== undefined) child.stdin.end(input)
  else child.stdin?.end()
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (code, signal) => {
      resolve({ code, signal, stdout, stderr })
      tell()
    }),
  )
  return {
    child,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(stdout)
          if (match) resolve(match)
          else if (child.exitCode !== null || child.signalCode !== null)
            reject(new Error(`It ended without ${pattern}.\n${stdout}\n${stderr}`))
        }
        tell = look
        look()
      }),
  }
}

const toServed = async (running: Running): Promise<Served> => {
  const [line] = await running.line(/^\{"event":"listening".*$/m)
  const listening = JSON.parse(line)
  return {
    ...running,
    listening,
    url: listening.url,
    synced: async (times = 1) => {
      await running.line(new RegExp(`(?:^\\{"event":"sync(?:ed|-failed)"[\\s\\S]*?\\n){${times}}`, 'm'))
      return running
        .stdout()
        .split('\n')
        .filter((each) => each.startsWith('{"event":"synced"'))
        .map((each) => JSON.parse(each).summary)
    },
    stop: async (signal = 'SIGTERM') => {
      const startedAt = performance.now()
      running.child.kill(signal)
      return { ...(await running.ended), tookMs: performance.now() - startedAt }
    },
  }
}

let shade = 0

/** A small JPEG unlike every other; its folder is made. */
export const paint = async (file: string, size = { width: 60, height: 40 }): Promise<void> => {
  shade += 1
  const background = { r: shade % 256, g: Math.floor(shade / 256) % 256, b: 120 }
  await mkdir(dirname(file), { recursive: true })
  await sharp({ create: { ...size, channels: 3, background } })
    .jpeg({ quality: 100 })
    .toFile(file)
}

export const clientOf = (served: Pick<Served, 'url'>) => createClient({ baseUrl: served.url.replace(/\/$/, '') })
