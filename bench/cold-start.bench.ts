import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { buildIfStale, cliFile } from '../scripts/build.mjs'
import { type Bench, defineBench } from './kernel/define-bench.ts'

const photos = 4_000
const albums = 40

/** One small JPEG, made another file each time by a comment of its own. */
const fillFolder = async (folder: string): Promise<void> => {
  const picture = await sharp({ create: { width: 64, height: 48, channels: 3, background: '#5b7ba5' } })
    .jpeg()
    .toBuffer()
  for (let n = 0; n < photos; n++) {
    const comment = Buffer.from(`photo ${n}`)
    const segment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, comment.length + 2]), comment])
    const album = join(folder, `Album ${n % albums}`)
    if (n < albums) await mkdir(album, { recursive: true })
    await writeFile(join(album, `${n}.jpg`), Buffer.concat([picture.subarray(0, 2), segment, picture.subarray(2)]))
  }
}

/** Milliseconds from the start of a process to its first answer. The process prints a line that holds its address, and is stopped. */
const untilFirstAnswer = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> => {
  const startedAt = performance.now()
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const response = await fetch(await addressOf(child))
    await response.arrayBuffer()
    if (response.status !== 200) throw new Error(`The first answer was ${response.status}.`)
    return performance.now() - startedAt
  } finally {
    child.kill('SIGTERM')
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  }
}

const addressOf = async (child: ChildProcess): Promise<string> => {
  let printed = ''
  for await (const chunk of child.stdout ?? []) {
    printed += chunk
    const address = /http:\/\/127\.0\.0\.1:\d+\//.exec(printed)
    if (address) return address[0]
  }
  throw new Error(`It ended without an address: ${printed}`)
}

const bareServer = `
const server = require('node:http').createServer((request, response) => response.end('<!doctype html>'))
server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port + '/'))
`

export const benches: readonly Bench[] = [
  defineBench({
    name: 'server.cold-start',
    unit: 'ms',
    better: 'lower',
    measure: 'returned',
    // Of which the first is the promise. The second, at a bare server of some 50 ms, tells a slow machine from a slow start.
    limits: { value: 1_500, ratio: 20 },
    rounds: 7,
    warmUpRounds: 1,
    setup: async ({ folder }) => {
      await buildIfStale()
      const pictures = join(folder, 'Pictures')
      await fillFolder(pictures)
      const env = { ...process.env, XDG_DATA_HOME: join(folder, 'data home'), CI: 'true' }
      const indexing = spawn(process.execPath, [cliFile, 'sync', pictures], {
        env,
        stdio: ['ignore', 'ignore', 'inherit'],
      })
      const [code] = await once(indexing, 'exit')
      if (code !== 0) throw new Error(`The folder could not be indexed: ${code}`)
      return { pictures, env }
    },
    baseline: ({ env }) => untilFirstAnswer(['-e', bareServer], env),
    // With the synchronisation that a start begins with, as people use it.
    subject: ({ pictures, env }) => untilFirstAnswer([cliFile, 'serve', pictures, '--port', '0', '--no-open'], env),
  }),
]
