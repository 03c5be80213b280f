import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRenderClaims } from '../../src/derivatives/render-claims.ts'
import { resultOf, startChild } from '../library/run-child.ts'

let folder = ''
let photo = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-flight-'))
  photo = join(folder, 'photo.jpg')
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const bytes = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#876', noise } })
    .jpeg()
    .toBuffer()
  await writeFile(photo, bytes)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Result {
  readonly digests: readonly string[]
  readonly rendered: number
}

const start = (root: string, startAtMs: number, ...more: string[]) =>
  startChild('../derivatives/flight.child.ts', [root, photo, String(startAtMs), ...more])

describe('several processes on one cache folder', () => {
  it('render what is missing once between them', async () => {
    const root = join(folder, 'shared')
    const startAt = Date.now() + 2_500
    const children = [start(root, startAt), start(root, startAt), start(root, startAt)]
    const results = (await Promise.all(children.map(resultOf))) as Result[]
    expect(new Set(results.map(({ digests }) => digests.join())).size).toBe(1)
    // The nine sizes, each once.
    expect(results.reduce((sum, { rendered }) => sum + rendered, 0)).toBe(9)
    expect(await readdir(join(root, 'claims'))).toEqual([])
  })

  it('take over from one that was killed in the middle of it', async () => {
    const root = join(folder, 'killed')
    const killed = await start(root, 0, 'dies').output
    expect(killed.code).toBeNull()
    expect((await readdir(join(root, 'claims'))).length).toBeGreaterThan(0)
    const { rendered } = (await resultOf(start(root, 0))) as Result
    expect(rendered).toBe(9)
    expect(await readdir(join(root, 'claims'))).toEqual([])
  })
})

describe('a claim', () => {
  it('is held by one, shows signs of life, and is taken over without them', async () => {
    let now = Date.now()
    const root = join(folder, 'claims-of-two')
    const [one, other] = [0, 1].map(() => createRenderClaims({ root, now: () => now, leaseMs: 10_000 }))
    const release = await one?.claim('key')
    expect(release).not.toBeNull()
    expect(await other?.claim('key')).toBeNull()
    expect(await other?.claim('another')).not.toBeNull()
    await release?.()
    const second = await other?.claim('key')
    expect(second).not.toBeNull()
    expect(await one?.claim('key')).toBeNull()
    now += 11_000
    const taken = await one?.claim('key')
    expect(taken).not.toBeNull()
    // The one that was given up does not take the new one's away.
    await second?.()
    now -= 11_000
    expect(await other?.claim('key')).toBeNull()
    await Promise.all([one?.close(), other?.close()])
    expect(await readdir(join(root, 'claims'))).toEqual([])
  })

  it('keeps nobody from work where no claim can be made', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, 'x')
    const claims = createRenderClaims({ root: join(file, 'below'), now: Date.now, leaseMs: 1_000 })
    const release = await claims.claim('key')
    expect(release).not.toBeNull()
    await release?.()
  })
})
