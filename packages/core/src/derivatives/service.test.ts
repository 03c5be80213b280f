import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import sharp from 'sharp'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { defaultQualities } from './formats.ts'
import { defaultRenderSettings, toProfile } from './profile.ts'
import { createDerivatives } from './service.ts'
import { defaultSizes } from './sizes.ts'
import type { DerivativeSource, Derivatives, DerivativesOptions } from './types.ts'

let root: string
let photo: Buffer
let open: Derivatives[] = []

beforeAll(async () => {
  photo = await sharp({
    create: {
      width: 1200,
      height: 800,
      channels: 3,
      background: '#876',
      noise: { type: 'gaussian', mean: 128, sigma: 30 },
    },
  })
    .jpeg()
    .toBuffer()
})
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'vitrine-derivatives-'))
})
afterEach(async () => {
  await Promise.all(open.map((each) => each.close()))
  open = []
  await rm(root, { recursive: true, force: true })
})

const create = (options: Partial<DerivativesOptions> = {}): Derivatives => {
  const made = createDerivatives({ root, ...options })
  open.push(made)
  return made
}
const hashOf = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex')
const sourceOf = (more: Partial<DerivativeSource> = {}): DerivativeSource => ({
  contentHash: hashOf(photo),
  orientation: 1,
  widthPx: 1200,
  heightPx: 800,
  mimeType: 'image/jpeg',
  file: photo,
  ...more,
})
const filesBelow = async () => {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
const medium = { size: 'medium', format: 'jpeg' } as const

describe('createDerivatives', () => {
  it('describes every enabled size as it is then made', async () => {
    const derivatives = create({ formats: ['jpeg', 'webp', 'avif'] })
    const described = derivatives.describe(sourceOf())
    expect(Object.keys(described)).toEqual([
      'square',
      'thumb',
      '2small',
      'xsmall',
      'small',
      'medium',
      'large',
      'xlarge',
      'xxlarge',
    ])
    for (const [size, { widthPx, heightPx }] of Object.entries(described)) {
      for (const format of ['jpeg', 'webp', 'avif'] as const) {
        const made = await derivatives.open(sourceOf(), { size, format })
        const about = await sharp(made.bytes).metadata()
        expect([made.widthPx, made.heightPx, about.width, about.height]).toEqual([widthPx, heightPx, widthPx, heightPx])
        expect([made.mimeType, about.format]).toEqual([`image/${format}`, format === 'avif' ? 'heif' : format])
      }
    }
  })

  it('DO-03: renders a missing derivative once for 1,000 who ask at once', async () => {
    const derivatives = create({ maxWaiting: 1 })
    let reads = 0
    const source = sourceOf({
      file: async () => {
        reads += 1
        return photo
      },
    })
    const answers = await Promise.all(Array.from({ length: 1000 }, () => derivatives.open(source, medium)))
    expect(new Set(answers.map(({ bytes }) => bytes.toString('base64'))).size).toBe(1)
    expect(new Set(answers.map(({ etag }) => etag)).size).toBe(1)
    expect(reads).toBe(1)
    expect(await derivatives.statistics()).toMatchObject({ rendered: 1, decoded: 1, active: 0, waiting: 0 })
    expect(await filesBelow()).toHaveLength(1)
  })

  it('keeps what it made over a restart, and nothing but declared sizes', async () => {
    const first = await create().open(sourceOf(), medium)
    const again = create()
    const second = await again.open(sourceOf({ file: '/gone.jpg' }), medium)
    expect(second.bytes.equals(first.bytes)).toBe(true)
    expect(second).toMatchObject({ etag: first.etag, widthPx: 792, heightPx: 528 })
    expect(await again.statistics()).toMatchObject({ rendered: 0, cache: { disk: { files: 1, hits: 1 } } })
    for (const size of ['4xlarge', '10x10', '../medium', '__proto__']) {
      await expect(again.open(sourceOf(), { size, format: 'jpeg' })).rejects.toMatchObject({ code: 'SIZE_NOT_FOUND' })
    }
  })

  it.each([
    ['empty', () => Buffer.alloc(0)],
    ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
    ['of zeros', (bytes: Buffer) => Buffer.alloc(bytes.length)],
    ['of another type', () => Buffer.from('<html>not a picture at all, but long enough</html>')],
  ])('makes a cached file that is %s again, once', async (_, damage) => {
    const whole = await create().open(sourceOf(), medium)
    const [path = ''] = await filesBelow()
    await writeFile(path, damage(whole.bytes))
    const derivatives = create()
    const answers = await Promise.all(Array.from({ length: 20 }, () => derivatives.open(sourceOf(), medium)))
    for (const { bytes } of answers) expect(bytes.equals(whole.bytes)).toBe(true)
    expect((await readFile(path)).equals(whole.bytes)).toBe(true)
    expect(await derivatives.statistics()).toMatchObject({ rendered: 1, cache: { disk: { damaged: 1 } } })
  })

  it.each(['webp', 'avif'] as const)('does the same for %s', async (format) => {
    const options = { formats: ['jpeg', format] } as const
    const request = { size: 'thumb', format }
    const whole = await create(options).open(sourceOf(), request)
    const [path = ''] = await filesBelow()
    await writeFile(path, whole.bytes.subarray(0, whole.bytes.length - 10))
    expect((await create(options).open(sourceOf(), request)).bytes.equals(whole.bytes)).toBe(true)
  })

  it('makes no format that is not on offer', async () => {
    const derivatives = create()
    await expect(derivatives.open(sourceOf(), { size: 'thumb', format: 'avif' })).rejects.toMatchObject({
      code: 'DERIVATIVE_NOT_FOUND',
    })
    expect(await filesBelow()).toEqual([])
  })

  it('removes what the settings would make otherwise by now, and nothing else', async () => {
    const derivatives = create()
    const names = ['thumb', 'medium', 'large']
    await derivatives.warm(sourceOf(), { sizes: names, formats: ['jpeg', 'webp'] })
    const sizes = defaultSizes.map((size) =>
      size.name === 'medium' ? { ...size, sharpenPercent: 30 } : { ...size, enabled: size.name !== 'large' },
    )
    const quality = { ...defaultQualities, webp: 70 }
    const changed = toProfile({ ...defaultRenderSettings, sizes, quality })
    // Both of medium and large, and the WebP of thumb.
    expect(await derivatives.purge({ otherThan: changed.allTags([]) })).toBe(5)
    const after = derivatives.under(changed)
    expect(await after.warm(sourceOf(), { sizes: ['thumb', 'medium'] })).toEqual({ rendered: 1, present: 1 })
    expect(Object.keys((await derivatives.statistics()).cache.disk.sizes).sort()).toEqual(['medium', 'thumb'])
    await expect(after.open(sourceOf(), { size: 'large', format: 'jpeg' })).rejects.toMatchObject({
      code: 'SIZE_NOT_FOUND',
    })
  })

  it('keeps within its budget by removing what was used longest ago', async () => {
    const derivatives = create({ memoryMaxBytes: 0, touchEveryMs: 0 })
    const sources = Array.from({ length: 12 }, (_, index) => sourceOf({ contentHash: hashOf(`photo ${index}`) }))
    for (const source of sources) await derivatives.open(source, medium)
    const { bytes } = (await derivatives.statistics()).cache.disk
    // Oldest first; the very first is looked at again.
    for (const [index, source] of sources.entries()) {
      const path = (await filesBelow()).find((each) => each.includes(source.contentHash)) ?? ''
      await utimes(path, 1_000_000 + index * 60, 1_000_000 + index * 60)
    }
    const bounded = create({ memoryMaxBytes: 0, touchEveryMs: 0, diskMaxBytes: Math.floor(bytes / 2) })
    await bounded.open(sources[0] as DerivativeSource, medium)
    // A mark of use is not waited for.
    await setTimeout(50)
    const { removed, bytes: left } = await bounded.tidy()
    expect(left).toBeLessThanOrEqual(bytes / 2)
    expect(removed).toBe(7)
    const kept = await filesBelow()
    expect(sources.map(({ contentHash }) => kept.some((path) => path.includes(contentHash)))).toEqual([
      true,
      ...Array(7).fill(false),
      ...Array(4).fill(true),
    ])
    expect(await bounded.tidy()).toMatchObject({ removed: 0, bytes: left })
  })

  it('makes room by itself while it writes, and clears what was never finished', async () => {
    const one = (await create().open(sourceOf(), medium)).bytes.length
    const [path = ''] = await filesBelow()
    const unfinished = join(path, '..', '.left.part')
    await writeFile(unfinished, 'x')
    await utimes(unfinished, 1_000_000, 1_000_000)
    const derivatives = create({ memoryMaxBytes: 0, diskMaxBytes: one * 5 })
    for (let index = 0; index < 40; index++)
      await derivatives.open(sourceOf({ contentHash: hashOf(`photo ${index}`) }), medium)
    await derivatives.tidy()
    const files = await filesBelow()
    expect(files.length).toBeLessThanOrEqual(5)
    expect(files).not.toContain(unfinished)
  })

  it('decodes a broken file once, and tries again when the memory of it has faded', async () => {
    let now = 1000
    const faults: unknown[] = []
    const derivatives = create({ monotonicNow: () => now, onFault: (_, about) => faults.push(about) })
    const broken = sourceOf({
      contentHash: hashOf('broken'),
      file: Buffer.from('not a picture'),
      about: { photoId: 7 },
    })
    for (const size of ['medium', 'medium', 'thumb']) {
      await expect(derivatives.open(broken, { size, format: 'jpeg' })).rejects.toMatchObject({ code: 'MEDIA_CORRUPT' })
    }
    expect(await derivatives.statistics()).toMatchObject({ decoded: 1, failed: 1 })
    expect(faults).toEqual([{ photoId: 7, contentHash: hashOf('broken'), size: 'medium' }])
    now += 60_001
    await expect(derivatives.open(broken, medium)).rejects.toMatchObject({ code: 'MEDIA_CORRUPT' })
    expect(await derivatives.statistics()).toMatchObject({ decoded: 2 })
  })

  it('DO-04: refuses when too many wait, and does not hold that against the picture', async () => {
    const derivatives = create({ maxConcurrent: 1, maxWaiting: 3 })
    const sources = Array.from({ length: 10 }, (_, index) => sourceOf({ contentHash: hashOf(`copy ${index}`) }))
    const answers = await Promise.allSettled(sources.map((source) => derivatives.open(source, medium)))
    const refused = answers.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(6)
    for (const answer of refused)
      expect(answer).toMatchObject({ reason: { code: 'DERIVATIVE_QUEUE_FULL', details: { retryAfterSeconds: 5 } } })
    await expect(
      Promise.all(sources.slice(-3).map((source) => derivatives.open(source, medium))),
    ).resolves.toHaveLength(3)
  })

  it('warms all sizes from one decode, shares it with those who ask meanwhile, and skips what is there', async () => {
    const derivatives = create()
    await derivatives.open(sourceOf(), medium)
    const [warmed] = await Promise.all([
      derivatives.warm(sourceOf()),
      derivatives.open(sourceOf(), { size: 'large', format: 'jpeg' }),
    ])
    expect(warmed).toEqual({ rendered: 8, present: 1 })
    expect(await derivatives.statistics()).toMatchObject({ decoded: 2, rendered: 9 })
    expect(await derivatives.warm(sourceOf())).toEqual({ rendered: 0, present: 9 })
    expect(await derivatives.warm(sourceOf(), { sizes: ['thumb'], formats: ['jpeg', 'webp'] })).toEqual({
      rendered: 1,
      present: 1,
    })
  })

  it('purges one photo, one size, everything, in memory as on disk', async () => {
    const derivatives = create()
    const other = sourceOf({ contentHash: hashOf('other') })
    const names = ['square', 'thumb', 'medium']
    const fill = () => Promise.all([sourceOf(), other].map((source) => derivatives.warm(source, { sizes: names })))
    await fill()
    expect(await derivatives.purge({ contentHash: other.contentHash })).toBe(3)
    expect(await filesBelow()).toHaveLength(3)
    await fill()
    expect(await derivatives.purge({ size: 'thumb' })).toBe(2)
    expect(await derivatives.warm(other, { sizes: names })).toEqual({ rendered: 1, present: 2 })
    expect(await derivatives.purge({ all: true })).toBe(5)
    expect(await filesBelow()).toEqual([])
    expect((await derivatives.statistics()).cache.memory).toMatchObject({ entries: 0, bytes: 0 })
  })

  it('serves from memory without the disk, within its bounds', async () => {
    const derivatives = create({ memoryMaxBytes: 100_000, memoryMaxEntryBytes: 20_000 })
    await derivatives.warm(sourceOf())
    const { memory } = (await derivatives.statistics()).cache
    expect(memory.bytes).toBeLessThanOrEqual(100_000)
    expect(memory.entries).toBeGreaterThan(0)
    await rm(root, { recursive: true })
    expect((await derivatives.open(sourceOf({ file: '/gone.jpg' }), { size: 'thumb', format: 'jpeg' })).widthPx).toBe(
      144,
    )
  })

  it('shows the picture also where the cache cannot be written, and says so', async () => {
    const faults: unknown[] = []
    await writeFile(join(root, 'file'), 'x')
    const derivatives = create({ root: join(root, 'file', 'below'), onFault: (error) => faults.push(error) })
    expect((await derivatives.open(sourceOf(), medium)).bytes.length).toBeGreaterThan(1000)
    expect(faults.length).toBeGreaterThan(0)
  })

  it('reports all faults of its sizes together, and refuses work when closed', async () => {
    const bad = { name: 'A', widthPx: 0, heightPx: 0, fit: 'inside', enabled: true } as const
    expect(() => create({ sizes: [bad] })).toThrow(
      expect.objectContaining({ code: 'OPTIONS_INVALID', issues: expect.objectContaining({ length: 3 }) }),
    )
    const derivatives = create()
    await derivatives.close()
    await expect(derivatives.open(sourceOf(), medium)).rejects.toMatchObject({ code: 'GALLERY_CLOSED' })
  })
})
