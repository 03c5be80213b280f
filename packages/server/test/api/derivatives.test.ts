import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeServer } from './world.ts'

describeServer('settings of derivatives', (world) => {
  it('are read and changed by administrators, and hold from the next request on', async () => {
    const { as, request, photos } = world()
    const admin = await as('admin')
    const member = await as('member')
    await expect(member.derivatives.settings()).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' })
    const before = await admin.derivatives.settings()
    expect(before).toMatchObject({ formats: ['jpeg', 'webp'], usualWatermark: null, locked: [] })
    const sizes = [...before.sizes, { name: 'custom', width: 30, height: 20, fit: 'crop', enabled: true } as const]
    await admin.derivatives.setSettings({ formats: ['jpeg', 'webp', 'avif'], sizes })

    const photo = await admin.photos.get({ id: photos.open.id })
    expect(photo.derivatives.custom).toMatchObject({ width: 30, height: 20 })
    const url = photo.derivatives.custom?.url ?? ''
    for (const [accept, path, type] of [
      ['image/avif,image/webp,*/*', url, 'image/avif'],
      ['image/webp,*/*', url, 'image/webp'],
      ['*/*', url, 'image/jpeg'],
      ['*/*', `${url}.avif`, 'image/avif'],
    ] as const) {
      const answer = await request(path, { headers: { accept } })
      expect(answer.headers.get('content-type'), accept).toBe(type)
      expect(answer.headers.get('vary')).toBe('Accept')
      const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata()
      expect([width, height]).toEqual([30, 20])
      const etag = answer.headers.get('etag') ?? ''
      const again = await request(path, { headers: { accept, 'if-none-match': etag } })
      expect(again.status, accept).toBe(304)
    }

    await admin.derivatives.setSettings({ formats: ['jpeg', 'webp'], sizes: before.sizes })
    expect((await request(url)).status).toBe(404)
    expect((await request(`${url}.avif`)).status).toBe(404)
    expect(await admin.derivatives.settings()).toEqual(before)
    await expect(admin.derivatives.setSettings({ usualWatermark: 'none-such' })).rejects.toMatchObject({
      code: 'INPUT_INVALID',
      issues: [{ path: 'usualWatermark' }],
    })
  })

  it('lay a watermark on what guests see', async () => {
    const { as, client, photos } = world()
    const admin = await as('admin')
    const png = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#00ff00' } })
      .png()
      .toBuffer()
    const { picture, width } = await admin.derivatives.addWatermarkPicture({ picture: png.toString('base64') })
    expect(width).toBe(20)
    const { id } = photos.open
    const bare = (await client().photos.get({ id })).derivatives
    const watermark = {
      name: 'proof',
      picture,
      position: 'tiled',
      opacityPercent: 100,
      marginPercent: 0,
      widthPercent: 50,
      minWidth: 0,
      minHeight: 0,
      sizes: null,
    } as const
    await admin.derivatives.setSettings({ watermarks: [watermark], usualWatermark: 'proof' })
    const marked = (await client().photos.get({ id })).derivatives
    expect(marked.medium?.url).not.toBe(bare.medium?.url)
    expect((await admin.photos.get({ id })).derivatives).toEqual(bare)
    const { request } = world()
    const shown = await request(marked.medium?.url ?? '')
    const [, green = 0] = await sharp(Buffer.from(await shown.arrayBuffer()))
      .raw()
      .toBuffer()
    expect(green).toBeGreaterThan(200)
    expect((await request(bare.medium?.url ?? '')).status).toBe(404)
    expect((await request(`/api/v1/photos/${id}/original`)).status).toBe(401)
    await admin.derivatives.setSettings({ watermarks: [], usualWatermark: null })
  })

  it('set the focal point of a photo', async () => {
    const { as, photos } = world()
    const admin = await as('admin')
    const { id } = photos.open
    expect((await admin.photos.update({ id, focal: { x: 0.25, y: 0.75 } })).focal).toEqual({ x: 0.25, y: 0.75 })
    expect((await admin.photos.update({ id, focal: null })).focal).toBeNull()
  })

  it('are told how full the cache is, empty it, and warm it up', async () => {
    const { as, request, photos, gallery } = world()
    const admin = await as('admin')
    const photo = await admin.photos.get({ id: photos.open.id })
    await request(photo.derivatives.thumb?.url ?? '')
    expect((await admin.derivatives.figures()).sizes.thumb?.files).toBeGreaterThan(0)
    expect((await admin.derivatives.purge({ size: 'thumb' })).removed).toBeGreaterThan(0)
    await expect(admin.derivatives.purge({})).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    await expect(admin.derivatives.purge({ size: 'thumb', all: true })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
    const { jobId } = await admin.derivatives.warmUp({ sizes: ['thumb'] })
    while (await gallery.jobs.runNext());
    expect(await admin.derivatives.warming({ id: jobId ?? 0 })).toMatchObject({ state: 'done' })
    expect((await admin.derivatives.figures()).sizes.thumb?.files).toBeGreaterThan(0)
    expect((await admin.derivatives.purge({ all: true })).removed).toBeGreaterThan(0)
  })

  it('DO-01: make nothing of a flood of sizes that were never declared', async () => {
    const { as, request, photos } = world()
    const admin = await as('admin')
    const { id, derivatives } = await admin.photos.get({ id: photos.open.id })
    const key = derivatives.thumb?.url.split('-').at(-1) ?? ''
    const before = await admin.derivatives.figures()
    const asked = Array.from({ length: 300 }, (_, index) =>
      request(`/media/${id}/${index % 2 ? `${index}x${index}` : 'medium'}-${index % 3 ? 'A'.repeat(22) : key}`),
    )
    expect(new Set((await Promise.all(asked)).map(({ status }) => status))).toEqual(new Set([404]))
    const after = await admin.derivatives.figures()
    expect([after.files, after.bytes, after.rendered]).toEqual([before.files, before.bytes, before.rendered])
  })
})
