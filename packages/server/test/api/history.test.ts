import { expect, it } from 'vitest'
import { describeServer, outcomeOf } from './world.ts'

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'

describeServer('the history of visits', (world) => {
  const ask = (path: string, headers: Record<string, string> = { 'user-agent': firefox }, method = 'GET') =>
    world().server.fetch(new Request(`${new URL(world().baseUrl).origin}${path}`, { method, headers }), {
      address: '203.0.113.42',
    })
  /** What was kept: also what waits in memory, which goes before anything is purged. */
  const kept = async () => {
    const admin = await world().as('admin')
    await new Promise((resolve) => setTimeout(resolve, 50))
    await admin.history.purge({ what: 'lines', before: '1990-01-01' })
    return (await admin.history.list({ limit: 500 })).items
  }

  it('keeps pages and downloads of people, and nothing of machines and of what is fetched ahead', async () => {
    const { albums, photos } = world()
    const admin = await world().as('admin')
    expect(await admin.history.settings()).toMatchObject({ guests: false, users: false, administrators: false })
    await ask('/')
    expect(await kept()).toEqual([])
    expect(await admin.history.setSettings({ guests: true })).toMatchObject({ guests: true, users: false })
    for (const path of ['/', '/tags', '/calendar', '/recent', '/search?q=sea']) {
      expect((await ask(path)).status).toBe(200)
      await ask(path, { 'user-agent': googlebot })
      await ask(path, {})
      await ask(path, { 'user-agent': firefox }, 'HEAD')
      await ask(path, { 'user-agent': firefox, 'sec-purpose': 'prefetch' })
      await ask(path, { 'user-agent': firefox, 'x-moz': 'prefetch' })
      await ask(path, { 'user-agent': firefox, 'sec-fetch-dest': 'empty' })
    }
    await ask('/albums/999999')
    const id = photos.open.id
    await ask(`/photos/${id}/visits?in=albums&album=${albums.open.id}`, { 'user-agent': firefox }, 'POST')
    await ask(`/photos/${id}/visits`, { 'user-agent': googlebot }, 'POST')
    const lines = await kept()
    expect(lines.map(({ section }) => section)).toEqual(['albums', 'search', 'recent', 'calendar', 'tags', 'home'])
    expect(lines[0]).toMatchObject({
      who: 'guest',
      user: null,
      type: 'page',
      photo: { id },
      album: { id: albums.open.id },
      address: '203.0.113.0',
    })
  })

  it('counts a download once, whichever parts of it are asked for, and what programs take', async () => {
    const { photos } = world()
    const admin = await world().as('admin')
    await admin.history.setSettings({ administrators: true })
    const before = (await kept()).length
    const { key } = await admin.keys.create({ name: 'Backup', scopes: ['read'], expiresInDays: 1 })
    const path = `/api/v1/photos/${photos.open.id}/original`
    const bearer = { authorization: `Bearer ${key}` }
    expect((await ask(path, bearer)).status).toBe(200)
    expect((await ask(path, { ...bearer, range: 'bytes=0-9' })).status).toBe(206)
    expect((await ask(path, { ...bearer, range: 'bytes=10-19' })).status).toBe(206)
    expect((await ask(path, bearer, 'HEAD')).status).toBe(200)
    await ask(`/api/v1/photos/${photos.open.id}`, bearer)
    const lines = (await kept()).slice(0, -before || undefined)
    expect(lines.map(({ type, who }) => [type, who])).toEqual([
      ['download', 'administrator'],
      ['download', 'administrator'],
    ])
  })

  it('is found, summed up and forgotten by administrators, and by nobody else', async () => {
    const [admin, ann] = [await world().as('admin'), await world().as('member')]
    const { items } = await admin.history.list({ types: ['page'], who: 'guest', limit: 1 })
    expect(items.length).toBeLessThanOrEqual(1)
    const summary = await admin.history.summary({ by: 'day' })
    expect(summary.all.total).toBe(summary.periods.reduce((sum, { total }) => sum + total, 0))
    expect(await outcomeOf(admin.history.list({ from: 'yesterday' }))).toBe('400 INPUT_INVALID')
    expect(await outcomeOf(admin.history.summary({ by: 'hour', from: '2020-01-01', to: '2024-01-01' }))).toBe(
      '400 INPUT_INVALID',
    )
    for (const refused of [
      ann.history.list(),
      ann.history.summary({ by: 'day' }),
      ann.history.settings(),
      ann.history.setSettings({ guests: true }),
      ann.history.purge({ what: 'all' }),
    ])
      expect(await outcomeOf(refused)).toBe('403 FORBIDDEN')
    expect(await admin.history.purge({ what: 'all' })).toMatchObject({ jobId: expect.any(Number) })
  })
})
