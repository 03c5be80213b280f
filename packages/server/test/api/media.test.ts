import { createHash } from 'node:crypto'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeServer, jpeg, type World } from './world.ts'

const addressOf = (photo: World['photos']['open'], size: string): string =>
  `/media/${photo.id}/${size}-${photo.derivatives[size]?.key}`

describeServer('rendered sizes', (world) => {
  it('shows a picture in the format that is understood, kept for good by its asker only', async () => {
    const { request, photos } = world()
    const url = addressOf(photos.open, 'square')
    const jpegAnswer = await request(url, { headers: { accept: 'image/*' } })
    expect(jpegAnswer.status).toBe(200)
    const bytes = Buffer.from(await jpegAnswer.arrayBuffer())
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'jpeg' })
    expect(Object.fromEntries(jpegAnswer.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(bytes.length),
      'cache-control': 'private, max-age=31536000, immutable',
      vary: 'Accept',
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    })
    expect(jpegAnswer.headers.get('set-cookie')).toBeNull()

    const webp = await request(url, { headers: { accept: 'image/avif,image/webp,*/*;q=0.8' } })
    expect(webp.headers.get('content-type')).toBe('image/webp')
    expect(webp.headers.get('etag')).not.toBe(jpegAnswer.headers.get('etag'))
    for (const [extension, type] of [
      ['.jpg', 'image/jpeg'],
      ['.webp', 'image/webp'],
    ]) {
      const fixed = await request(`${url}${extension}`, { headers: { accept: 'image/webp' } })
      expect(fixed.headers.get('content-type')).toBe(type)
    }
    const head = await request(url, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(bytes.length))
    expect(await head.text()).toBe('')
  })

  it('answers 304 to who has it, after the rights were checked', async () => {
    const world_ = world()
    const { request, photos } = world_
    const url = addressOf(photos.open, 'square')
    for (const accept of ['image/jpeg', 'image/webp']) {
      const etag = (await request(url, { headers: { accept } })).headers.get('etag') ?? ''
      for (const match of [etag, `"other", W/${etag}`]) {
        const again = await request(url, { headers: { accept, 'if-none-match': match } })
        expect(again.status).toBe(304)
        expect(again.headers.get('etag')).toBe(etag)
        expect(await again.text()).toBe('')
      }
      expect((await request(url, { headers: { accept, 'if-none-match': '"other"' } })).status).toBe(200)
    }
    const cookie = await world_.cookieOf('admin')
    const hidden = addressOf(photos.hidden, 'square')
    const seen = await request(hidden, { headers: { cookie } })
    expect(seen.status).toBe(200)
    const etag = seen.headers.get('etag') ?? ''
    expect((await request(hidden, { headers: { cookie, 'if-none-match': etag } })).status).toBe(304)
    expect((await request(hidden, { headers: { 'if-none-match': etag } })).status).toBe(404)
    expect((await request(hidden, { headers: { 'if-none-match': '*' } })).status).toBe(404)
  })

  it('AZ-04: gives a hidden picture to nobody who has its exact address, as if it were not there', async () => {
    const world_ = world()
    const { request, photos } = world_
    const member = await world_.cookieOf('member')
    for (const headers of [{}, { cookie: member }]) {
      const hidden = await request(addressOf(photos.hidden, 'square'), { headers })
      const absent = await request(addressOf({ ...photos.hidden, id: 999_999 }, 'square'), { headers })
      expect(hidden.status).toBe(404)
      expect(await hidden.text()).toBe(await absent.text())
    }
  })

  it('AZ-07, DO-01, DO-02: renders declared sizes under their own key, and nothing else', async () => {
    const { request, photos } = world()
    const { key } = photos.open.derivatives.square ?? { key: '' }
    const id = photos.open.id
    const wrong = [
      `/media/${id}/square-${'A'.repeat(22)}`,
      `/media/${id}/huge-${key}`,
      `/media/${id}/medium-${key}`,
      `/media/${id}/square-${key}.png`,
      `/media/${id}/square-${key}x`,
      `/media/${id}/SQUARE-${key}`,
      `/media/${id}/120x120-${key}`,
      `/media/${id}/__proto__-${key}`,
      `/media/${id}/constructor-${key}`,
      `/media/0${id}/square-${key}`,
      `/media/${id}/..%2f..%2fsquare-${key}`,
      `/media/${id}/square-${key}/x`,
      `/media/${id}`,
    ]
    for (const path of wrong) expect((await request(path)).status, path).toBe(404)
    expect((await request(`/media/${id}/square-${key}`, { method: 'DELETE' })).status).toBe(405)
  })

  it('AZ-05: stops at once when an album becomes private', async () => {
    const { request, gallery, as } = world()
    const admin = await as('admin')
    const album = await admin.albums.create({ name: 'soon private' })
    const file = new File([new Uint8Array(await jpeg('#808'))], 'x.jpg')
    const { photo } = await admin.photos.upload({ file, album: album.id })
    const url = photo.derivatives.thumb?.url ?? ''
    expect((await request(url)).status).toBe(200)
    await gallery.asSystem('test').albums.update(album.id, { visibility: 'private' })
    expect((await request(url)).status).toBe(404)
    expect((await request(`/api/v1/photos/${photo.id}/original`)).status).toBe(404)
  })
})

describeServer('originals', (world) => {
  it('sends the very bytes, as an attachment', async () => {
    const { request, photos } = world()
    const response = await request(`/api/v1/photos/${photos.open.id}/original`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(photos.open.sha256)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-length': String(photos.open.bytes),
      'content-disposition': expect.stringMatching(/^attachment; filename="?red\.jpg"?$/),
      etag: `"${photos.open.sha256}"`,
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

  it('DO-10: sends one range, and refuses one outside the file', async () => {
    const { request, photos } = world()
    const path = `/api/v1/photos/${photos.open.id}/original`
    const whole = Buffer.from(await (await request(path)).arrayBuffer())
    const size = whole.length
    const part = (range: string, headers: Record<string, string> = {}) =>
      request(path, { headers: { range, ...headers } })
    const cases: [string, number, number][] = [
      ['bytes=0-9', 0, 9],
      ['bytes=10-', 10, size - 1],
      ['bytes=-5', size - 5, size - 1],
      [`bytes=0-${size * 2}`, 0, size - 1],
      [`bytes=-${size * 2}`, 0, size - 1],
    ]
    for (const [range, start, end] of cases) {
      const response = await part(range)
      expect(response.status, range).toBe(206)
      expect(response.headers.get('content-range')).toBe(`bytes ${start}-${end}/${size}`)
      expect(Buffer.from(await response.arrayBuffer()).equals(whole.subarray(start, end + 1)), range).toBe(true)
    }
    for (const range of [`bytes=${size}-`, 'bytes=-0']) {
      const response = await part(range)
      expect(response.status, range).toBe(416)
      expect(response.headers.get('content-range')).toBe(`bytes */${size}`)
      expect(await response.json()).toMatchObject({ error: { code: 'INPUT_INVALID', issues: [{ path: 'Range' }] } })
    }
    for (const range of ['bytes=0-1,3-4', 'bytes=5-2', 'items=0-1', 'bytes=-', 'bytes=a-b']) {
      const response = await part(range)
      expect(response.status, range).toBe(200)
      expect((await response.arrayBuffer()).byteLength).toBe(size)
    }
    const etag = `"${photos.open.sha256}"`
    for (const [ifRange, status] of [
      [etag, 206],
      ['"old"', 200],
    ] as const) {
      const response = await part('bytes=0-9', { 'if-range': ifRange })
      expect(response.status).toBe(status)
      await response.body?.cancel()
    }
    expect((await request(path, { headers: { 'if-none-match': etag } })).status).toBe(304)
    const head = await request(path, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe(String(size))
    expect(await head.text()).toBe('')
  })

  it('IN-18: writes any file name safely', async () => {
    const { as, request } = world()
    const admin = await as('admin')
    const album = await admin.albums.create({ name: 'names' })
    const file = new Blob([new Uint8Array(await jpeg('#456'))])
    const { photo } = await admin.photos.upload({ file, fileName: 'Ísland "eldur" 火.jpg', album: album.id })
    const head = await request(`/api/v1/photos/${photo.id}/original`, { method: 'HEAD' })
    const disposition = head.headers.get('content-disposition') ?? ''
    expect(disposition).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''%C3%8Dsland/)
    expect(disposition).toContain('%E7%81%AB.jpg')
  })

  it('PR-11: lets who may not download look, not take', async () => {
    const { as, users, albums, photos } = world()
    const admin = await as('admin')
    const member = await as('member')
    await admin.albums.setGrants({
      id: albums.hidden.id,
      inherit: true,
      grants: [{ principal: { type: 'user', id: users.member.id }, capabilities: ['view'] }],
    })
    const { id } = photos.hidden
    expect(await member.photos.get({ id })).toMatchObject({ id })
    await expect(member.photos.original({ id })).rejects.toMatchObject({ status: 403, code: 'FORBIDDEN' })
    await admin.albums.setGrants({ id: albums.hidden.id, inherit: true, grants: [] })
    await expect(member.photos.original({ id })).rejects.toMatchObject({ status: 404, code: 'PHOTO_NOT_FOUND' })
  })

  it('comes through the client, whole and in part', async () => {
    const { client, photos } = world()
    const { id, bytes } = photos.open
    expect((await (await client().photos.original({ id })).arrayBuffer()).byteLength).toBe(bytes)
    const part = await client().photos.original({ id }, { headers: { range: 'bytes=0-3' } })
    expect(part.status).toBe(206)
    expect((await part.arrayBuffer()).byteLength).toBe(4)
  })
})
