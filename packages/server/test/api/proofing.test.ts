import { Readable } from 'node:stream'
import { createClient } from '@vitrine/sdk'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { cookiesOf, describeServer, outcomeOf, password, type World } from './world.ts'

const clientOf = (world: World, link: string) =>
  createClient({ baseUrl: world.baseUrl, fetch: (request) => world.server.fetch(request), link, maxRetries: 0 })

const ask = (world: World, path: string, headers: Record<string, string>) =>
  world.server.fetch(new Request(`http://gallery.test${path}`, { headers, redirect: 'manual' }))

const post = (world: World, path: string, fields: Record<string, string>, cookie: string) =>
  world.server.fetch(
    new Request(`http://gallery.test${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      body: new URLSearchParams(fields).toString(),
    }),
  )

describeServer('links for proofs', (world) => {
  /** A photo large enough for all sizes, with its position. */
  const addLarge = async () => {
    const { gallery, albums } = world()
    const picture = await sharp({ create: { width: 1_800, height: 1_300, channels: 3, background: '#6b7f6b' } })
      .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '48/1 0/1 0/1' } })
      .jpeg()
      .toBuffer()
    const { photo } = await gallery.asSystem('test').photos.add({
      content: Readable.from([picture]),
      fileName: `large-${Date.now()}.jpg`,
      album: albums.hidden.id,
    })
    return photo.id
  }

  it('PR-08: give by no route more than their size', async () => {
    const admin = await world().as('admin')
    const { albums } = world()
    const id = await addLarge()
    const draft = { name: 'Proofs', albumIds: [albums.hidden.id], capabilities: ['download' as const] }
    const { key } = await admin.shares.create({ ...draft, maxSize: 'medium' })
    const visitor = clientOf(world(), key)
    const whole = await admin.photos.get({ id })
    const photo = await visitor.photos.get({ id })
    expect(Object.keys(photo.derivatives)).toEqual(['square', 'thumb', '2small', 'xsmall', 'small', 'medium'])
    expect([photo.downloadSize, whole.downloadSize]).toEqual(['medium', null])

    const headers = { authorization: `Link ${key}` }
    for (const size of ['large', 'xlarge', 'xxlarge'])
      for (const suffix of ['', '.jpg', '.webp', '?download'])
        expect((await ask(world(), `${whole.derivatives[size]?.url}${suffix}`, headers)).status, size).toBe(404)
    const kept = { ...headers, 'if-none-match': '*' }
    expect((await ask(world(), whole.derivatives.large?.url ?? '', kept)).status).toBe(404)
    for (const path of [
      `/photos/${id}/original`,
      `/photos/${id}/original?metadata=stripped`,
      `/photos/${id}/sidecar`,
      `/photos/${id}/versions/1`,
      `/photos/${id}/formats/1`,
      `/photos/${id}/video`,
    ]) {
      const refused = await ask(world(), `/api/v1${path}`, headers)
      expect([403, 404], path).toContain(refused.status)
      expect(refused.headers.get('content-type'), path).toContain('json')
    }
    const got = await ask(world(), `${photo.derivatives.medium?.url}?download`, { ...headers, accept: 'image/webp' })
    expect(got.headers.get('content-type')).toBe('image/jpeg')
    expect(got.headers.get('content-disposition')).toBe(`attachment; filename=photo-${id}-medium.jpg`)
    expect((await sharp(await got.arrayBuffer()).metadata()).width).toBe(792)
    expect(await outcomeOf(admin.shares.create({ ...draft, maxSize: 'huge' }))).toBe('400 INPUT_INVALID')
  })

  it('PR-08: bear their text, by whatever address', async () => {
    const admin = await world().as('admin')
    const { albums } = world()
    const id = await addLarge()
    const watermarkText = 'PROOF – Zoe'
    const { key, link } = await admin.shares.create({ name: 'x', albumIds: [albums.hidden.id], watermarkText })
    expect(link.watermarkText).toBe(watermarkText)
    const visitor = clientOf(world(), key)
    const [photo, whole] = [await visitor.photos.get({ id }), await admin.photos.get({ id })]
    const headers = { authorization: `Link ${key}` }
    const plainUrl = whole.derivatives.medium?.url ?? ''
    expect(photo.derivatives.medium?.url).not.toBe(plainUrl)
    expect((await ask(world(), plainUrl, headers)).status).toBe(404)
    const bytes = await (await ask(world(), photo.derivatives.medium?.url ?? '', headers)).arrayBuffer()
    expect((await sharp(bytes).stats()).channels[0]?.stdev).toBeGreaterThan(5)
    // Whoever else asks at that address gets nothing, either.
    expect((await ask(world(), photo.derivatives.medium?.url ?? '', {})).status).toBe(404)
    expect(await outcomeOf(visitor.photos.original({ id }))).toBe('403 FORBIDDEN')
  })

  it('are chosen from by whoever comes, through the API and by forms without script', async () => {
    const { albums, photos } = world()
    const admin = await world().as('admin')
    const { key, link } = await admin.shares.create({
      name: 'Proofs for Zoe',
      albumIds: [albums.hidden.id],
      feedback: ['favourite', 'rate'],
    })
    const id = photos.hidden.id
    const visitor = clientOf(world(), key)
    expect(await visitor.favourites.get({ id })).toEqual({ isFavourite: false, mayChoose: true })
    expect(await visitor.favourites.add({ photoIds: [id] })).toEqual({ count: 1 })
    expect(await outcomeOf(visitor.favourites.add({ photoIds: [photos.open.id] }))).toBe('404 PHOTO_NOT_FOUND')
    expect((await admin.favourites.ofLink({ id: link.id })).items.map((photo) => photo.id)).toEqual([id])
    expect(await visitor.favourites.clear()).toEqual({ count: 1 })

    const opened = await ask(world(), `/s/${key}`, {})
    const cookie = cookiesOf(opened)
    const page = await (await ask(world(), `/photos/${id}`, { cookie })).text()
    expect(page).toContain('aria-pressed="false"')
    const csrfToken = /name="csrfToken" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const send = (fields: Record<string, string>) => post(world(), `/photos/${id}/favourite`, fields, cookie)
    expect((await send({ isFavourite: '1' })).status).toBe(403)
    const sent = await send({ csrfToken, isFavourite: '1', return: `/photos/${id}` })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `/photos/${id}`])
    expect(await (await ask(world(), `/photos/${id}`, { cookie })).text()).toContain('aria-pressed="true"')
    expect(await (await ask(world(), '/favourites', { cookie })).text()).toContain(`/photos/${id}`)

    const signedIn = await post(world(), '/sign-in', { username: 'admin', password }, '')
    const ofLink = await (await ask(world(), `/links/${link.id}`, { cookie: cookiesOf(signedIn) })).text()
    expect(ofLink).toContain('Chosen photos')
    expect(ofLink).toContain(`/photos/${id}`)
    await send({ csrfToken, isFavourite: '0' })
    const starred = await post(
      world(),
      `/photos/${id}/stars`,
      { csrfToken, stars: '4', return: `/photos/${id}` },
      cookie,
    )
    expect(starred.headers.get('location')).toBe(`/photos/${id}`)
    expect(await visitor.ratings.get({ id })).toEqual({ score: null, count: 0, own: 4, mayRate: true })
    expect((await admin.ratings.ofLink({ id: link.id })).items.map(({ stars }) => stars)).toEqual([4])
    const rated = await (await ask(world(), `/links/${link.id}`, { cookie: cookiesOf(signedIn) })).text()
    expect(rated).toContain('★★★★')
    expect((await post(world(), `/photos/${id}/stars`, { csrfToken, stars: '9' }, cookie)).status).toBe(400)
    expect((await visitor.favourites.list()).total).toBe(0)
    // A guest has none, and is asked to sign in.
    expect(await (await ask(world(), `/photos/${photos.open.id}`, {})).text()).not.toContain('aria-pressed')
    expect((await ask(world(), '/favourites', {})).status).toBe(401)
  })
})
