import { createClient } from '@vitrine/sdk'
import { expect, it } from 'vitest'
import { cookiesOf, describeServer, outcomeOf, password, type World } from './world.ts'

const clientOf = (world: World, link: string) =>
  createClient({ baseUrl: world.baseUrl, fetch: (request) => world.server.fetch(request), link, maxRetries: 0 })

/** Pages have errors of their own: past the checks of the API's answers. */
const post = (world: World, path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  world.server.fetch(
    new Request(`http://gallery.test${path}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    }),
  )
const get = (world: World, path: string, cookie = '') =>
  world.server.fetch(new Request(`http://gallery.test${path}`, { headers: { cookie }, redirect: 'manual' }))

describeServer('share links through the API', (world) => {
  it('PR-08, PR-10: are opened with their password, changed, and followed', async () => {
    const admin = await world().as('admin')
    const { albums, photos } = world()
    const { link, key } = await admin.shares.create({
      name: 'Proofs',
      recipient: 'Zoe',
      albumIds: [albums.hidden.id],
      password: 'tide pool',
      maxUses: 3,
      capabilities: ['download'],
    })
    expect(link).toMatchObject({ recipient: 'Zoe', hasPassword: true, maxUses: 3, uses: 0, withBelow: false })
    expect(await outcomeOf(clientOf(world(), key).albums.list())).toBe('401 UNAUTHENTICATED')
    const nobody = createClient({ baseUrl: world().baseUrl, fetch: (request) => world().server.fetch(request) })
    expect(await outcomeOf(nobody.shares.open({ key, password: 'wrong' }))).toBe('401 LINK_PASSWORD_INVALID')
    expect(await outcomeOf(nobody.shares.open({ key: `${key}x` }))).toBe('404 LINK_NOT_FOUND')
    const opened = await nobody.shares.open({ key, password: 'tide pool' })
    const visitor = clientOf(world(), opened.key)
    expect((await visitor.albums.list()).items.map(({ id }) => id)).toEqual([albums.hidden.id])
    const original = () => outcomeOf(visitor.photos.original({ id: photos.hidden.id }))
    expect(await original()).toBe('ok')
    await admin.shares.update({ id: link.id, capabilities: ['view'] })
    expect(await original()).toBe('403 FORBIDDEN')
    await admin.shares.update({ id: link.id, password: 'rock pool' })
    expect(await outcomeOf(visitor.albums.list())).toBe('401 UNAUTHENTICATED')
    const { items, total } = await admin.shares.visits({ id: link.id })
    expect([items.length, total]).toEqual([1, 1])
    expect((await admin.shares.list({ album: albums.hidden.id })).items[0]?.uses).toBe(1)
    const member = await world().as('member')
    expect(await outcomeOf(member.shares.get({ id: link.id }))).toBe('404 LINK_NOT_FOUND')
    expect(await outcomeOf(member.shares.visits({ id: link.id }))).toBe('404 LINK_NOT_FOUND')
    expect(await outcomeOf(member.shares.update({ id: link.id, name: 'Mine' }))).toBe('404 LINK_NOT_FOUND')
    expect(await outcomeOf(member.shares.revokeAllOf({ id: albums.hidden.id }))).toBe('404 ALBUM_NOT_FOUND')
    expect(await admin.shares.revokeAllOf({ id: albums.hidden.id })).toEqual({ count: 1 })
    expect(await outcomeOf(nobody.shares.open({ key, password: 'rock pool' }))).toBe('410 LINK_ENDED')
  })

  it('PR-06: say that they have ended to those who have the key, and to nobody else', async () => {
    const admin = await world().as('admin')
    const { albums } = world()
    const { link, key } = await admin.shares.create({ name: 'Short', albumIds: [albums.hidden.id] })
    const entered = await get(world(), `/s/${key}`)
    const cookie = cookiesOf(entered)
    const path = entered.headers.get('location') ?? ''
    expect((await get(world(), path, cookie)).status).toBe(200)
    await admin.shares.revoke({ id: link.id })
    for (const answer of [await get(world(), `/s/${key}`), await get(world(), path, cookie)]) {
      expect(answer.status).toBe(410)
      expect(await answer.text()).toContain('This link has ended')
    }
    expect((await get(world(), path)).status).toBe(404)
    expect((await get(world(), '/nothing', cookie)).status).toBe(404)
    expect((await get(world(), `/s/${key.slice(0, -4)}AAAA`)).status).toBe(404)
    expect((await get(world(), '/', cookie)).status).toBe(200)
  })

  it('PR-12: open photos and nothing beside them', async () => {
    const admin = await world().as('admin')
    const { photos } = world()
    const { key, link } = await admin.shares.create({ name: 'One', photoIds: [photos.hidden.id] })
    expect(link).toMatchObject({ grants: [], photos: { count: 1, query: null, capabilities: ['view'] } })
    const visitor = clientOf(world(), key)
    expect((await visitor.photos.list()).items.map(({ id, albumIds }) => [id, albumIds])).toEqual([
      [photos.hidden.id, []],
    ])
    expect((await visitor.albums.list()).total).toBe(0)
    expect(await outcomeOf(visitor.photos.get({ id: photos.open.id }))).toBe('404 PHOTO_NOT_FOUND')
    const opened = await get(world(), `/s/${key}`)
    expect(opened.headers.get('location')).toContain(`/photos/${photos.hidden.id}`)
  })

  it('PR-12: open what fits a query, for programs too', async () => {
    const admin = await world().as('admin')
    const { photos, albums } = world()
    await admin.photos.update({ id: photos.hidden.id, tags: ['lighthouse'] })
    const { key, link } = await admin.shares.create({ name: 'Lights', query: 'tag:lighthouse' })
    expect(link.photos).toEqual({ count: null, query: 'tag:lighthouse', capabilities: ['view'] })
    const visitor = clientOf(world(), key)
    expect((await visitor.photos.list()).items.map(({ id }) => id)).toEqual([photos.hidden.id])
    expect(await outcomeOf(visitor.photos.get({ id: photos.open.id }))).toBe('404 PHOTO_NOT_FOUND')
    expect((await visitor.albums.list()).total).toBe(0)
    await admin.photos.update({ id: photos.hidden.id, tags: [] })
    expect((await visitor.photos.list()).total).toBe(0)
    expect((await admin.shares.revokeAll({})).count).toBeGreaterThan(0)
    expect(await outcomeOf(visitor.photos.list())).toBe('401 UNAUTHENTICATED')
    const both = admin.shares.create({ name: 'x', query: 'sea', albumIds: [albums.open.id] })
    expect(await outcomeOf(both)).toBe('400 INPUT_INVALID')
  })
})

describeServer('the pages of share links', (world) => {
  it('PR-16, PR-05: ask for the password and tell a preview nothing, nor anybody the key', async () => {
    const admin = await world().as('admin')
    const { albums } = world()
    const { key, link } = await admin.shares.create({
      name: 'Wedding of Ann',
      albumIds: [albums.hidden.id],
      password: 'tide pool',
      maxUses: 5,
    })
    const page = await get(world(), `/s/${key}`)
    expect(page.status).toBe(200)
    expect(page.headers.get('referrer-policy')).toBe('no-referrer')
    expect(page.headers.get('cache-control')).toBe('no-store')
    const text = await page.text()
    for (const secret of [key, 'Wedding of Ann', albums.hidden.name, '/media/']) expect(text).not.toContain(secret)
    expect(text).toContain('noindex')

    const wrong = await post(world(), `/s/${key}`, { password: 'wrong' })
    expect([wrong.status, cookiesOf(wrong)]).toEqual([401, ''])
    const foreign = await post(world(), `/s/${key}`, { password: 'tide pool' }, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.status).toBe(403)
    const opened = await post(world(), `/s/${key}`, { password: 'tide pool' })
    expect(opened.headers.get('location')).toContain(`/albums/${albums.hidden.id}`)
    const cookie = cookiesOf(opened)
    // The same browser again: neither the password nor another visit.
    expect((await get(world(), `/s/${key}`, cookie)).status).toBe(302)
    expect((await admin.shares.get({ id: link.id })).uses).toBe(1)
    expect((await get(world(), opened.headers.get('location') ?? '', cookie)).status).toBe(200)
    expect((await get(world(), opened.headers.get('location') ?? '')).status).toBe(404)
  })

  it('make links, list, change and revoke them, without script', async () => {
    const { albums, photos, gallery } = world()
    const signedIn = await post(world(), '/sign-in', { username: 'admin', password: password })
    const cookie = cookiesOf(signedIn)
    const form = await (await get(world(), `/share?album=${albums.hidden.id}`, cookie)).text()
    const csrfToken = /name="csrfToken" value="([^"]+)"/.exec(form)?.[1] ?? ''
    const send = (path: string, fields: Record<string, string>) =>
      post(world(), path, { csrfToken, ...fields }, { cookie })

    const made = await (
      await send('/share', { album: String(albums.hidden.id), name: 'For Zoe', download: '1', expires: '2099-01-31' })
    ).text()
    const key = /\/s\/(vl_[\w-]{43})"/.exec(made)?.[1] ?? ''
    expect(made).toContain('class="qr"')
    expect(await gallery.shares.open(key)).not.toBeNull()
    const [link] = (await gallery.asSystem('test').shares.list({ limit: 1 })).items
    expect(link).toMatchObject({ name: 'For Zoe', expiresAt: '2099-01-31T23:59:59.999Z' })
    expect(link?.grants[0]?.capabilities).toEqual(['view', 'download'])

    const bad = await send('/share', { album: String(albums.hidden.id), name: '', password: 'abc', uses: 'many' })
    const fault = await bad.text()
    expect(bad.status).toBe(400)
    for (const message of ['Must not be empty.', 'Must have 4 characters or more.']) expect(fault).toContain(message)
    expect(await (await send('/share', { album: String(albums.hidden.id), pick: '1', name: 'x' })).text()).toContain(
      'Choose a photo.',
    )
    const picked = { album: String(albums.hidden.id), pick: '1', name: 'Picked', photos: String(photos.hidden.id) }
    expect(await (await send('/share', picked)).text()).toContain('class="qr"')

    // A search, and photos that are sent in for review.
    await gallery.asSystem('test').photos.update(photos.hidden.id, { tags: ['lighthouse'] })
    expect(await (await get(world(), '/search?q=tag:lighthouse', cookie)).text()).toContain('/share?q=')
    expect(await (await get(world(), '/share?q=tag:lighthouse', cookie)).text()).toContain('newest 1,000')
    const found = await (await send('/share', { q: 'tag:lighthouse', name: 'Lights' })).text()
    expect(found).toContain('class="qr"')
    const sendsIn = { album: String(albums.hidden.id), name: 'Guests', submit: '1' }
    expect(await (await send('/share', sendsIn)).text()).toContain('class="qr"')
    const [guests, lights] = (await gallery.asSystem('test').shares.list({ limit: 2 })).items
    expect(guests?.grants[0]?.capabilities).toEqual(['view', 'submit'])
    expect(lights?.photos).toEqual({ count: null, query: 'tag:lighthouse', capabilities: ['view'] })
    expect((await get(world(), '/share?q=tag:nothing', cookie)).status).toBe(403)

    for (const path of ['/admin/links', `/links/${link?.id}`, `/share?photo=${photos.hidden.id}`])
      expect((await get(world(), path, cookie)).status).toBe(200)
    expect((await send(`/links/${link?.id}`, { name: 'For Zoe and Tim', expires: '2099-01-31' })).status).toBe(303)
    const changed = await gallery.asSystem('test').shares.get(link?.id ?? 0)
    expect(changed).toMatchObject({ name: 'For Zoe and Tim', expiresAt: '2099-01-31T23:59:59.999Z' })
    expect(changed.grants[0]?.capabilities).toEqual(['view'])
    expect((await send(`/links/${link?.id}/revoke`, { return: '/admin/links' })).headers.get('location')).toBe(
      '/admin/links',
    )
    expect(await gallery.shares.open(key)).toBeNull()

    const member = cookiesOf(await post(world(), '/sign-in', { username: 'member', password: password }))
    expect((await get(world(), '/links', member)).status).toBe(200)
    for (const path of [`/links/${link?.id}`, `/share?album=${albums.hidden.id}`])
      expect((await get(world(), path, member)).status).toBe(404)
    expect((await get(world(), '/admin/links', member)).status).toBe(403)
    expect((await post(world(), '/admin/links/revoke-all', { csrfToken }, { cookie: member })).status).toBe(403)
    expect(await (await get(world(), '/admin/links', cookie)).text()).toContain('/admin/links/revoke-all')
    const ended = await send('/admin/links/revoke-all', {})
    expect(ended.headers.get('location')).toBe('/admin/links?done=everything')
    const { items } = await gallery.asSystem('test').shares.list({ limit: 200 })
    expect(items.filter(({ revokedAt }) => revokedAt === null)).toEqual([])
    expect((await get(world(), `/share?album=${albums.open.id}`, member)).status).toBe(403)
    expect((await post(world(), '/share', { album: String(albums.hidden.id), name: 'x' }, { cookie })).status).toBe(403)
  })
})
