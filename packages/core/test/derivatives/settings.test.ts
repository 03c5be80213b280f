import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { linkActor } from '../../src/access/actor.ts'
import type { Watermark } from '../../src/derivatives/watermark.ts'
import type { ActorGallery } from '../../src/gallery.types.ts'
import { createTestGallery } from '../../src/testing/test-gallery.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

const red = () =>
  sharp({ create: { width: 40, height: 40, channels: 3, background: '#ff0000' } })
    .png()
    .toBuffer()

/** Large enough for most sizes to differ. */
const addLarge = async (as: ActorGallery, album: number) => {
  const content = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#204060' } })
    .jpeg()
    .toBuffer()
  return (await as.photos.add({ content: Readable.from([content]), fileName: 'large.jpg', album })).photo
}

const isRed = async (bytes: Uint8Array): Promise<boolean> => {
  const { data, info } = await sharp(Buffer.from(bytes)).raw().toBuffer({ resolveWithObject: true })
  const at = (Math.floor(info.height * 0.4) * info.width + Math.floor(info.width * 0.4)) * info.channels
  return (data[at] ?? 0) > 200 && (data[at + 1] ?? 0) < 60
}

const cacheFiles = async (folder: string): Promise<string[]> => {
  const entries = await readdir(join(folder, 'cache'), { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name)
}

describeDialects('settings of derivatives', ({ openTestGallery }) => {
  it('offer custom sizes and AVIF from the next call on, and keep the addresses of what stays as it was', async () => {
    const world = await openTestGallery()
    const { id } = await addLarge(world.system, (await world.addAlbum('Open')).id)
    const guest = world.gallery.as({ kind: 'guest' })
    const before = (await guest.photos.get(id)).derivatives
    const { settings, locked } = await world.system.settings.derivatives()
    expect(locked).toEqual([])
    const sizes = [
      ...settings.sizes.map((size) => ({ ...size, enabled: size.name === '4xlarge' || size.enabled })),
      { name: 'strip', widthPx: 50, heightPx: 10, fit: 'crop', enabled: true } as const,
    ]
    await world.system.settings.setDerivatives({ sizes })
    const after = (await guest.photos.get(id)).derivatives
    expect(after).toMatchObject(before)
    expect(Object.keys(after).filter((name) => !(name in before))).toEqual(['4xlarge', 'strip'])
    expect(await guest.derivatives.open(id, { size: 'strip' })).toMatchObject({ widthPx: 50, heightPx: 10 })
    await refusalOf(guest.derivatives.open(id, { size: '3xlarge' }), 'SIZE_NOT_FOUND')

    await refusalOf(guest.derivatives.open(id, { size: 'strip', format: 'avif' }), 'DERIVATIVE_NOT_FOUND')
    await world.system.settings.setDerivatives({ formats: ['jpeg', 'webp', 'avif'] })
    const opened = await guest.derivatives.open(id, { size: 'thumb', accept: 'image/avif,image/webp' })
    expect(opened.mimeType).toBe('image/avif')
    expect(opened.key).not.toBe(before.thumb?.key)
  })

  it('name every fault, keep what they were, and are for administrators', async () => {
    const world = await openTestGallery()
    const before = await world.system.settings.derivatives()
    const set = (patch: unknown) => world.system.settings.setDerivatives(patch as never)
    const size = { name: 'a', widthPx: 10, heightPx: 10, fit: 'crop', enabled: true }
    const faults: [unknown, string][] = [
      [{ sizes: [{ ...size, name: '../a' }] }, 'sizes.0.name'],
      [{ sizes: [size, size] }, 'sizes.1.name'],
      [{ sizes: [{ ...size, widthPx: 20_000 }] }, 'sizes.0.widthPx'],
      [{ sizes: [{ ...size, enabled: false }] }, 'sizes'],
      [{ sizes: [{ ...size, sharpenPercent: 1_000 }] }, 'sizes.0.sharpenPercent'],
      [{ formats: ['webp'] }, 'formats'],
      [{ quality: { avif: 0 } }, 'quality.avif'],
      [{ avifEffort: 10 }, 'avifEffort'],
      [{ usualWatermark: 'none-such' }, 'usualWatermark'],
      [{ watermarks: [{ name: 'a', picture: 'ab'.repeat(32) }] }, 'watermarks.0.picture'],
      [{ watermarkRules: [{ role: 1, watermark: 'none-such' }] }, 'watermarkRules.0.watermark'],
      [{ renderAhead: ['none-such'] }, 'renderAhead.0'],
      [{ unknown: 1 }, 'unknown'],
    ]
    for (const [patch, path] of faults) {
      const { issues } = await refusalOf(set(patch), 'INPUT_INVALID')
      expect(
        issues?.map((issue) => issue.path),
        JSON.stringify(patch),
      ).toContain(path)
    }
    for (const bytes of [Buffer.alloc(0), Buffer.from('no picture'), Buffer.alloc(600_000)])
      await refusalOf(world.system.settings.addWatermarkPicture(bytes), 'INPUT_INVALID')
    expect(await world.system.settings.derivatives()).toEqual(before)
    const member = await world.addUser('member')
    await refusalOf(member.as.settings.setDerivatives({ avifEffort: 1 }), 'FORBIDDEN')
    await refusalOf(member.as.settings.addWatermarkPicture(await red()), 'FORBIDDEN')
    const { derivatives } = member.as
    const calls = [
      () => derivatives.figures(),
      () => derivatives.purge({ all: true }),
      () => derivatives.warmUp(),
      () => derivatives.warming(1),
    ]
    for (const call of calls) await refusalOf(call(), 'FORBIDDEN')
  })

  it('mark what each sees by role and link, the same picture once for all, and never the original', async () => {
    const world = await openTestGallery()
    const { system, gallery } = world
    const album = await world.addAlbum('Open')
    const { id } = await addLarge(system, album.id)
    const member = await world.addUser('member')
    const admin = await world.addUser('chief', { role: 'admin' })
    const guest = gallery.as({ kind: 'guest' })
    const bare = (await guest.photos.get(id)).derivatives
    const shares = await Promise.all(
      ['proofs', 'client'].map((name) =>
        system.shares.create({ name, grants: [{ albumId: album.id, capabilities: ['view', 'download'] }] }),
      ),
    )
    const [proofs, client] = shares.map(({ link }) => ({ id: link.id, as: gallery.as(linkActor(link.id)) }))
    if (!proofs || !client) throw new Error('no links')

    const { picture } = await system.settings.addWatermarkPicture(await red())
    const mark = (name: string, more: Partial<Watermark> = {}): Watermark => ({
      name,
      picture,
      position: 'centre',
      opacityPercent: 100,
      marginPercent: 0,
      widthPercent: 50,
      minWidthPx: 0,
      minHeightPx: 0,
      sizes: null,
      ...more,
    })
    const memberRole = (await system.roles.list()).find(({ key }) => key === 'user')?.id ?? 0
    await system.settings.setDerivatives({
      watermarks: [mark('usual', { sizes: ['medium'] }), mark('heavy', { position: 'tiled' })],
      usualWatermark: 'usual',
      watermarkRules: [
        { role: memberRole, watermark: null },
        { link: proofs.id, watermark: 'heavy' },
        { link: client.id, watermark: null },
      ],
    })
    const open = (as: typeof guest, size: string) => as.derivatives.open(id, { size })
    for (const [as, medium, thumb] of [
      [guest, true, false],
      [proofs.as, true, true],
      [client.as, false, false],
      [member.as, false, false],
      [admin.as, false, false],
      [system, false, false],
    ] as const) {
      expect(await isRed((await open(as, 'medium')).bytes)).toBe(medium)
      expect(await isRed((await open(as, 'thumb')).bytes)).toBe(thumb)
      const { derivatives, capabilities } = await as.photos.get(id)
      expect(derivatives.medium?.key === bare.medium?.key).toBe(!medium)
      expect(derivatives.thumb?.key === bare.thumb?.key).toBe(!thumb)
      expect(capabilities.includes('download')).toBe(!medium)
      if (medium) await refusalOf(as.photos.original(id), as === guest ? 'UNAUTHENTICATED' : 'FORBIDDEN')
      else await as.photos.original(id)
    }
    // An address that shows it without a mark shows those nothing who see it marked.
    const key = bare.medium?.key ?? ''
    await refusalOf(guest.derivatives.open(id, { size: 'medium', key }), 'DERIVATIVE_NOT_FOUND')
    expect((await member.as.derivatives.open(id, { size: 'medium', key })).key).toBe(key)

    await system.settings.setDerivatives({ hidesOriginals: false })
    await guest.photos.original(id)

    // Another opacity touches what is marked, and nothing else.
    while (await gallery.jobs.runNext());
    const before = await cacheFiles(world.folder)
    await system.settings.setDerivatives({
      watermarks: [mark('usual', { sizes: ['medium'], opacityPercent: 40 }), mark('heavy', { position: 'tiled' })],
    })
    while (await gallery.jobs.runNext());
    const after = await cacheFiles(world.folder)
    expect(before.filter((name) => !after.includes(name)).map((name) => name.split('.')[1])).toEqual(['medium'])
    await system.settings.setDerivatives({ watermarks: [], usualWatermark: null, watermarkRules: [] })
    expect((await guest.photos.get(id)).derivatives).toEqual(bare)
  })

  it('keep the focal point of a photo in what is cropped', async () => {
    const world = await openTestGallery()
    const { id, derivatives } = await world.addPhoto((await world.addAlbum('Open')).id)
    const guest = world.gallery.as({ kind: 'guest' })
    const updated = await world.system.photos.update(id, { focal: { x: 0.123456, y: 1 } })
    expect(updated.focal).toEqual({ x: 0.1235, y: 1 })
    expect(updated.derivatives.square?.key).not.toBe(derivatives.square?.key)
    expect(updated.derivatives.medium?.key).toBe(derivatives.medium?.key)
    expect((await guest.derivatives.open(id, { size: 'square' })).key).toBe(updated.derivatives.square?.key)
    expect((await world.system.photos.update(id, { title: 'Other' })).focal).toEqual(updated.focal)
    expect((await world.system.photos.update(id, { focal: null })).derivatives).toEqual(derivatives)
    for (const focal of [{ x: -0.1, y: 0 }, { x: 0, y: 1.1 }, { x: 0 }, { x: Number.NaN, y: 0 }])
      await refusalOf(world.system.photos.update(id, { focal: focal as never }), 'INPUT_INVALID')
  })

  it('render ahead what is named, make tiny previews, and warm up the rest with progress', async () => {
    const world = await openTestGallery()
    const { system, gallery } = world
    await system.settings.setDerivatives({ renderAhead: ['thumb'] })
    const album = await world.addAlbum('Open')
    const other = await world.addAlbum('Other')
    const photos = [await world.addPhoto(album.id), await world.addPhoto(album.id), await world.addPhoto(other.id)]
    await new Promise((resolve) => setTimeout(resolve, 700))
    while (await gallery.jobs.runNext());
    for (const { id } of photos) {
      const { placeholder } = await system.photos.get(id)
      expect(placeholder).toMatch(/^[A-Za-z0-9+/]{8,48}={0,2}$/)
    }
    expect((await system.derivatives.figures()).sizes).toEqual({ thumb: { files: 3, bytes: expect.any(Number) } })

    const jobId = await system.derivatives.warmUp({ album: album.id, sizes: ['square', 'thumb'] })
    expect(await system.derivatives.warmUp({ album: album.id, sizes: ['thumb', 'square', 'thumb'] })).toBeNull()
    expect(await system.derivatives.warming(jobId ?? 0)).toMatchObject({ state: 'waiting' })
    while (await gallery.jobs.runNext());
    const progress = await system.derivatives.warming(jobId ?? 0)
    expect(progress.state).toBe('done')
    expect(progress.done).toBe(progress.total)
    expect((await system.derivatives.figures()).sizes).toMatchObject({ square: { files: 2 }, thumb: { files: 3 } })
    await refusalOf(system.derivatives.warmUp({ sizes: ['none-such'] }), 'SIZE_NOT_FOUND')
    await refusalOf(system.derivatives.warmUp({ album: 999_999 }), 'ALBUM_NOT_FOUND')
    await refusalOf(system.derivatives.warming(999_999), 'JOB_NOT_FOUND')

    expect(await system.derivatives.purge({ size: 'square' })).toBe(2)
    expect(await system.derivatives.purge({ photoId: photos[0]?.id ?? 0 })).toBe(1)
    expect(await system.derivatives.purge({ outdated: true })).toBe(0)
    await refusalOf(system.derivatives.purge({ size: 'none-such' }), 'SIZE_NOT_FOUND')
    expect(await system.derivatives.purge({ all: true })).toBeGreaterThan(0)
    expect((await system.derivatives.figures()).files).toBe(0)
  })

  it('that the options of the gallery fix cannot be changed', async () => {
    const sizes = [{ name: 'only', widthPx: 100, heightPx: 100, fit: 'inside', enabled: true }] as const
    const world = await openTestGallery({ sizes, derivatives: { avifEffort: 2 } })
    const { settings, locked } = await world.system.settings.derivatives()
    expect([...locked].sort()).toEqual(['avifEffort', 'sizes'])
    expect(settings).toMatchObject({ sizes, avifEffort: 2, formats: ['jpeg', 'webp'] })
    const { issues } = await refusalOf(
      world.system.settings.setDerivatives({ avifEffort: 1, quality: { jpeg: 90 } }),
      'INPUT_INVALID',
    )
    expect(issues?.map(({ path }) => path)).toEqual(['avifEffort'])
    const { settings: changed } = await world.system.settings.setDerivatives({ quality: { jpeg: 90 } })
    expect(changed.quality).toEqual({ jpeg: 90, webp: 80, avif: 50 })
  })
})

it('a program may decide about watermarks by itself', async () => {
  await using test = await createTestGallery({
    derivatives: { chooseWatermark: ({ userId }, configured) => (userId === null ? configured : null) },
  })
  const system = test.gallery.asSystem('test')
  const { picture } = await system.settings.addWatermarkPicture(await red())
  const mark = { name: 'usual', picture } as Watermark
  const { settings } = await system.settings.setDerivatives({ watermarks: [mark], usualWatermark: 'usual' })
  expect(settings.watermarks).toEqual([
    {
      name: 'usual',
      picture,
      position: 'bottom-right',
      opacityPercent: 50,
      marginPercent: 2,
      widthPercent: 25,
      minWidthPx: 0,
      minHeightPx: 0,
      sizes: null,
    },
  ])
})
