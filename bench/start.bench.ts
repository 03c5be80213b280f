import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildIfStale, cliFile } from '../scripts/build.mjs'
import { type Bench, defineBench } from './kernel/define-bench.ts'
import { askedScale, type Scale, scales } from './kernel/scale.ts'
import { type KeptSeeds, openKeptSeeds } from './seed/kept-seeds.ts'

/** The server as a process of its own, on a seeded gallery of `--scale` photos against one of a thousand. */
interface Side {
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}
interface State {
  readonly seeds: KeptSeeds
  readonly small: Side
  readonly large: Side
}

const openSide = async (seeds: KeptSeeds, scale: Scale, folder: string): Promise<Side> => {
  const { url } = await seeds.open(scale, folder)
  const data = join(folder, `${scale.name}-data`)
  await mkdir(data)
  return {
    args: [cliFile, 'serve', '--data', data, '--port', '0', '--no-open'],
    env: { ...process.env, VITRINE_DATABASE_URL: url, CI: 'true' },
  }
}

const setup = async ({ folder }: { folder: string }): Promise<State> => {
  await buildIfStale()
  const { scale, database } = askedScale()
  const seeds = await openKeptSeeds(database)
  return { seeds, small: await openSide(seeds, scales['1k'], folder), large: await openSide(seeds, scale, folder) }
}

/** Runs a server for as long as `use` takes. */
const withServer = async <T>(side: Side, use: (server: ChildProcess, base: string) => Promise<T>): Promise<T> => {
  const server = spawn(process.execPath, side.args, { env: side.env, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    return await use(server, await addressOf(server))
  } finally {
    server.kill('SIGTERM')
    if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
  }
}

const addressOf = async (server: ChildProcess): Promise<string> => {
  let printed = ''
  for await (const part of server.stdout ?? []) {
    printed += part
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)
    if (address) return address[0]
  }
  throw new Error(`It ended without an address: ${printed}`)
}

const request = async (url: string): Promise<void> => {
  const response = await fetch(url)
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`${url} answered ${response.status}.`)
}

const untilListening = async (side: Side): Promise<number> => {
  const startedAt = performance.now()
  return withServer(side, async (_, base) => {
    await request(`${base}healthz`)
    return performance.now() - startedAt
  })
}

const untilFirstPage = async (side: Side): Promise<number> => {
  const startedAt = performance.now()
  return withServer(side, async (_, base) => {
    await request(base)
    return performance.now() - startedAt
  })
}

const residentBytes = async ({ pid }: ChildProcess): Promise<number> => {
  const status = await readFile(`/proc/${pid}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1]) * 1_024
}

/** After a few pages, once what is read in the background is there and the rest has been given back. */
const idleMemory = (side: Side): Promise<number> =>
  withServer(side, async (server, base) => {
    for (const path of ['', 'albums/1', 'tags', 'calendar', '']) await request(`${base}${path}`)
    await sleep(side.env.VITRINE_BENCH_SCALE === '1m' ? 15_000 : 5_000)
    for (let n = 0; n < 20; n++) await request(base)
    await sleep(5_000)
    return residentBytes(server)
  })

const row = (
  name: string,
  unit: 'ms' | 'bytes',
  limits: { value?: number; ratio?: number },
  figure: (side: Side) => Promise<number>,
  rounds: number,
): Bench =>
  defineBench<State>({
    name: `start.${name}`,
    unit,
    better: 'lower',
    measure: 'returned',
    limits,
    rounds,
    warmUpRounds: unit === 'ms' ? 1 : 0,
    setup,
    teardown: ({ seeds }) => seeds.close(),
    baseline: ({ small }) => figure(small),
    subject: ({ large }) => figure(large),
  })

export const benches: readonly Bench[] = [
  row('listening', 'ms', { value: 1_500 }, untilListening, 5),
  // Not promised, and yet somebody waits for it.
  row('first-page', 'ms', { value: 3_000 }, untilFirstPage, 3),
  row('idle-memory', 'bytes', { value: 400 * 1024 ** 2 }, idleMemory, 1),
]
