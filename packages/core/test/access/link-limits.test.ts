import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

const grey = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#808080' } })
    .jpeg()
    .toBuffer()

describeDialects('the limits of share links', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery()
    const { addAlbum, addUser, grant, gallery, system } = world
    const ann = await addUser('ann')
    const album = await addAlbum('Proofs', { visibility: 'private' })
    await grant(album.id, [['user', ann.id, 'view', 'download', 'share']])
    const { photo } = await system.photos.add({
      content: Readable.from([await grey(1_400, 1_000)]),
      fileName: 'grey.jpg',
      album: album.id,
    })
    const enter = async (key: string) => {
      const entered = await gallery.shares.enter({ key })
      if (!entered) throw new Error('The link did not open')
      return gallery.as(entered.actor)
    }
    return { ...world, ann, album, photo, enter }
  }

  it('PR-08: give a size and smaller ones, and no original', async () => {
    const { ann, album, photo, enter } = await build()
    const draft = { name: 'x', albumIds: [album.id], capabilities: ['view', 'download'] as const }
    const { link, key } = await ann.as.shares.create({ ...draft, maxSize: 'medium' })
    expect(link).toMatchObject({ maxSize: 'medium', watermarkText: null, feedback: [] })
    const as = await enter(key)
    const seen = await as.photos.get(photo.id)
    expect(Object.keys(seen.derivatives)).toEqual(['square', 'thumb', '2small', 'xsmall', 'small', 'medium'])
    expect(seen).toMatchObject({ capabilities: ['view'], downloadSize: 'medium', formatCount: 0 })
    expect((await as.photos.list()).items[0]?.derivatives).toEqual(seen.derivatives)
    expect((await as.derivatives.open(photo.id, { size: 'medium' })).widthPx).toBe(792)
    for (const size of ['large', 'xxlarge']) {
      await refusalOf(as.derivatives.open(photo.id, { size }), 'SIZE_NOT_FOUND')
      await refusalOf(as.derivatives.describe(photo.id, { size }), 'SIZE_NOT_FOUND')
    }
    const whole = await ann.as.photos.get(photo.id)
    expect(whole.downloadSize).toBeNull()
    const { key: largeKey } = whole.derivatives.large ?? { key: '' }
    await refusalOf(as.derivatives.open(photo.id, { size: 'large', key: largeKey }), 'SIZE_NOT_FOUND')
    await refusalOf(as.photos.original(photo.id), 'FORBIDDEN')
    await refusalOf(as.photos.original(photo.id, { metadata: 'stripped' }), 'FORBIDDEN')
    await refusalOf(as.photos.sidecar(photo.id), 'FORBIDDEN')

    // Lifted, it is obeyed by the next request; without `download` there is nothing to download.
    await ann.as.shares.update(link.id, { maxSize: null })
    expect((await as.photos.get(photo.id)).capabilities).toEqual(['view', 'download'])
    expect(Object.keys((await as.photos.get(photo.id)).derivatives)).toContain('large')
    await ann.as.shares.update(link.id, { maxSize: 'small', capabilities: ['view'] })
    expect(await as.photos.get(photo.id)).toMatchObject({ downloadSize: null, capabilities: ['view'] })
    const picked = await ann.as.shares.create({ name: 'y', photoIds: [photo.id], maxSize: 'thumb' })
    expect(Object.keys((await (await enter(picked.key)).photos.get(photo.id)).derivatives)).toEqual(['square', 'thumb'])
    await refusalOf(ann.as.shares.create({ ...draft, maxSize: 'huge' }), 'INPUT_INVALID')
  })

  it('PR-08: give the smallest size alone where theirs is gone from the settings', async () => {
    const { ann, album, photo, enter, system } = await build()
    const { key } = await ann.as.shares.create({ name: 'x', albumIds: [album.id], maxSize: 'medium' })
    const { settings } = await system.settings.derivatives()
    await system.settings.setDerivatives({ sizes: settings.sizes.filter(({ name }) => name !== 'medium') })
    expect(Object.keys((await (await enter(key)).photos.get(photo.id)).derivatives)).toEqual(['square'])
  })

  it('PR-08: bear a text on their pictures, each its own, and never an original', async () => {
    const { ann, album, photo, enter } = await build()
    const create = (watermarkText: string) =>
      ann.as.shares.create({ name: 'x', albumIds: [album.id], capabilities: ['view', 'download'], watermarkText })
    const as = await enter((await create('PROOF – <Zoe> & "co"')).key)
    const other = await enter((await create('PROOF – Max')).key)
    const plain = await ann.as.derivatives.open(photo.id, { size: 'medium' })
    const marked = await as.derivatives.open(photo.id, { size: 'medium' })
    const othersToo = await other.derivatives.open(photo.id, { size: 'medium' })
    expect(new Set([plain.key, marked.key, othersToo.key]).size).toBe(3)
    const spread = async (bytes: Uint8Array): Promise<number> => (await sharp(bytes).stats()).channels[0]?.stdev ?? 0
    expect(await spread(plain.bytes)).toBeLessThan(1)
    expect(await spread(marked.bytes)).toBeGreaterThan(5)
    // In each corner of the picture as well.
    const { width, height } = await sharp(marked.bytes).metadata()
    for (const [left, top] of [
      [0, 0],
      [width / 2, 0],
      [0, height / 2],
      [width / 2, height / 2],
    ] as const) {
      const corner = { left: Math.floor(left), top: Math.floor(top), width: width >> 1, height: height >> 1 }
      expect(await spread(await sharp(marked.bytes).extract(corner).png().toBuffer())).toBeGreaterThan(5)
    }
    // Nobody else's address gives the picture without it, or with another.
    for (const { key } of [plain, othersToo])
      await refusalOf(as.derivatives.open(photo.id, { size: 'medium', key }), 'DERIVATIVE_NOT_FOUND')
    // Too small to be read on, it is left out.
    expect((await as.derivatives.describe(photo.id, { size: 'square' })).key).toBe(
      (await ann.as.derivatives.describe(photo.id, { size: 'square' })).key,
    )
    await refusalOf(as.photos.original(photo.id), 'FORBIDDEN')
    expect((await as.photos.get(photo.id)).downloadSize).toBe('xxlarge')
    for (const watermarkText of ['', ' \u200b ', 'x'.repeat(201), 'a\u0007b'])
      await refusalOf(create(watermarkText), 'INPUT_INVALID')
  })

  it('PR-08: a text does not take away the mark that lies there anyhow', async () => {
    const { ann, album, photo, enter, system } = await build()
    const dot = await sharp({ create: { width: 40, height: 40, channels: 4, background: '#ff0000' } })
      .png()
      .toBuffer()
    const { picture } = await system.settings.addWatermarkPicture(dot)
    const mark = {
      name: 'house',
      picture,
      position: 'bottom-right' as const,
      opacityPercent: 100,
      marginPercent: 0,
      widthPercent: 10,
      minWidthPx: 0,
      minHeightPx: 0,
      sizes: null,
    }
    await system.settings.setDerivatives({ watermarks: [mark], usualWatermark: 'house' })
    const { key } = await ann.as.shares.create({ name: 'x', albumIds: [album.id], watermarkText: '.' })
    const as = await enter(key)
    for (const size of ['square', 'medium']) {
      const { bytes, widthPx, heightPx } = await as.derivatives.open(photo.id, { size })
      const corner = { left: widthPx - 6, top: heightPx - 6, width: 4, height: 4 }
      // Of the file as it was written: statistics know nothing of the steps before.
      const [red, green] = (await sharp(await sharp(bytes).extract(corner).png().toBuffer()).stats()).channels
      expect((red?.mean ?? 0) - (green?.mean ?? 0)).toBeGreaterThan(100)
    }
  })
})
