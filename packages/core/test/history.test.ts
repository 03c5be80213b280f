import { expect, it } from 'vitest'
import { linkActor } from '../src/access/actor.ts'
import type { GalleryContext } from '../src/context.ts'
import type { HistorySettings, VisitListOptions } from '../src/history/history.types.ts'
import { createVisitRecorder } from '../src/history/visit-recorder.ts'
import { reject } from '../src/hooks/rejection.ts'
import { silentLogger } from '../src/log.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf } from './world.ts'

const dayMs = 86_400_000
const everybody = { guests: true, users: true, administrators: true } as const

describeDialects('the history of visits', ({ openTestGallery }) => {
  const build = async (settings: Partial<HistorySettings> = everybody) => {
    const world = await openTestGallery()
    const admin = await world.addUser('boss', { role: 'admin' })
    const ann = await world.addUser('ann')
    const album = await world.addAlbum('Sea')
    const photo = await world.addPhoto(album.id, { seed: 'waves' })
    const guest = world.gallery.as({ kind: 'guest' })
    await admin.as.history.setSettings(settings)
    /** Writes what waits in memory: it is flushed before anything is purged, and nothing is as old as that. */
    const flush = async () => {
      await admin.as.history.purge({ what: 'lines', before: '1990-01-01' })
      while (await world.gallery.jobs.runNext());
    }
    const list = async (options: VisitListOptions = {}) => {
      await flush()
      return (await admin.as.history.list({ limit: 500, ...options })).items
    }
    return { ...world, admin, ann, album, photo, guest, flush, list }
  }

  it('is kept of nobody until it is switched on, and then of those for whom it is', async () => {
    const { admin, ann, guest, photo, list, gallery, db } = await build({})
    const visitAll = async () => {
      await guest.photos.visited(photo.id)
      await ann.as.photos.visited(photo.id)
      await admin.as.history.record({ section: 'home' })
    }
    expect(await admin.as.history.settings()).toEqual({
      guests: false,
      users: false,
      administrators: false,
      addresses: 'network',
      keepDays: 90,
    })
    await visitAll()
    expect(await list()).toEqual([])
    await admin.as.history.setSettings({ users: true })
    await visitAll()
    expect((await list()).map(({ who }) => who)).toEqual(['user'])
    await admin.as.history.setSettings({ users: false, guests: true })
    const { link } = await admin.as.shares.create({ name: 'For Zoe', photoIds: [photo.id] })
    await gallery.as(linkActor(link.id)).photos.visited(photo.id, { section: 'home' })
    await visitAll()
    expect((await list()).map(({ who }) => who)).toEqual(['guest', 'link', 'user'])
    await admin.as.history.setSettings({ guests: false, administrators: true })
    await visitAll()
    const [newest] = await list()
    expect(newest).toMatchObject({ who: 'administrator', section: 'home', type: 'page', photo: null })
    // The photo counts every visit, whoever keeps what.
    await gallery.close()
    const { views } = await db.read.selectFrom('photos').select('views').executeTakeFirstOrThrow()
    expect(views).toBe(9)
  })

  it('says who looked at what, and keeps of an address what the settings allow', async () => {
    const { admin, ann, album, photo, guest, list, db, clock } = await build()
    const address = '203.0.113.42'
    await ann.as.photos.visited(photo.id, { section: 'albums', albumId: album.id, address, userAgent: 'Browser/1' })
    expect(await list()).toMatchObject([
      {
        who: 'user',
        user: { id: ann.id, name: 'ann' },
        link: null,
        section: 'albums',
        album: { id: album.id, name: 'Sea' },
        photo: { id: photo.id, name: 'waves.jpg' },
        tag: null,
        address: '203.0.113.0',
        at: clock().toISOString(),
      },
    ])
    await admin.as.history.setSettings({ addresses: 'none' })
    await guest.history.record({ section: 'home', address })
    expect((await list())[0]?.address).toBeNull()
    await admin.as.history.setSettings({ addresses: 'digest' })
    await guest.history.record({ section: 'home', address })
    await guest.history.record({ section: 'tags', address })
    const [one, two] = await list()
    expect(one?.address).toMatch(/^#[\w-]{16}$/)
    expect(two?.address).toBe(one?.address)
    expect((await list({ address })).length).toBe(3)
    clock.advance(dayMs)
    await guest.history.record({ section: 'home', address })
    const [later] = await list()
    // Of another day: nobody can say whether it was the same.
    expect(later?.address).not.toBe(one?.address)
    const kept = JSON.stringify(await db.read.selectFrom('visits').selectAll().execute())
    expect(kept).not.toContain(address)
    expect(kept).not.toContain('Browser')
  })

  it('is found by what a line says, page by page', async () => {
    const { admin, ann, guest, album, photo, addPhoto, list, clock } = await build()
    const other = await addPhoto(album.id, { seed: 'rocks' })
    for (let at = 0; at < 5; at++) {
      await ann.as.photos.visited(photo.id, { section: 'albums', albumId: album.id })
      await guest.history.record({ section: 'photos', photoId: other.id, type: 'download' })
    }
    clock.advance(dayMs)
    const from = clock().toISOString()
    await ann.as.history.record({ section: 'tags', tagId: 7 })
    expect(await list({ userId: ann.id })).toHaveLength(6)
    expect(await list({ userId: ann.id, section: 'albums' })).toHaveLength(5)
    expect(await list({ photoId: photo.id })).toHaveLength(5)
    expect(await list({ photoId: photo.id, userId: ann.id, albumId: album.id })).toHaveLength(5)
    expect(await list({ fileName: 'rocks.jpg' })).toHaveLength(5)
    expect(await list({ fileName: 'rocks.jpg', userId: ann.id })).toEqual([])
    expect(await list({ fileName: 'nothing.jpg' })).toEqual([])
    expect(await list({ types: ['download'], who: 'guest' })).toHaveLength(5)
    expect(await list({ from })).toMatchObject([{ section: 'tags', tag: { id: 7, name: null } }])
    expect(await list({ to: from })).toHaveLength(10)
    expect(await list({ tagId: 7 })).toHaveLength(1)
    for (const asked of [{}, { who: 'user' }, { photoId: photo.id }, { fileName: 'waves.jpg', who: 'user' }] as const) {
      const ids: number[] = []
      let cursor: string | undefined
      do {
        const page = await admin.as.history.list({ ...asked, limit: 2, cursor })
        ids.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(ids).toEqual((await list(asked)).map(({ id }) => id))
    }
    await refusalOf(admin.as.history.list({ cursor: 'nonsense' }), 'CURSOR_INVALID')
    await refusalOf(admin.as.history.list({ types: ['page', 'nothing' as 'page'] }), 'INPUT_INVALID')
  })

  it('is summed up by hour, day, month and year, and the sums outlive the lines', async () => {
    const { admin, ann, guest, list, flush, gallery, clock } = await build()
    for (let at = 0; at < 3; at++) await guest.history.record({ section: 'home' })
    clock.advance(3_600_000)
    await ann.as.history.record({ section: 'photos', type: 'download' })
    clock.advance(40 * dayMs)
    await ann.as.history.record({ section: 'home' })
    await flush()
    const sums = async (by: 'hour' | 'day' | 'month' | 'year', from?: string, to?: string) =>
      (await admin.as.history.summary({ by, from, to })).periods.map(({ period, total }) => [period, total])
    expect(await sums('hour', '2024-01-01', '2024-01-01')).toEqual([
      ['2024-01-01T12', 3],
      ['2024-01-01T13', 1],
    ])
    expect(await sums('day')).toEqual([['2024-02-10', 1]])
    expect(await sums('month')).toEqual([
      ['2024-01', 4],
      ['2024-02', 1],
    ])
    expect(await sums('year')).toEqual([['2024', 5]])
    const { all } = await admin.as.history.summary({ by: 'year' })
    expect(all).toEqual({
      total: 5,
      types: { page: 4, high: 0, download: 1 },
      who: { guest: 3, user: 2, administrator: 0, link: 0 },
    })
    await refusalOf(admin.as.history.summary({ by: 'hour', from: '2023-01-01', to: '2024-01-01' }), 'INPUT_INVALID')
    await refusalOf(admin.as.history.summary({ by: 'day', from: '2024-01-02', to: '2024-01-01' }), 'INPUT_INVALID')

    await admin.as.history.purge({ what: 'lines', before: '2024-02-01' })
    while (await gallery.jobs.runNext());
    expect(await list()).toHaveLength(1)
    expect(await sums('year')).toEqual([['2024', 5]])
    await admin.as.history.purge({ what: 'all' })
    while (await gallery.jobs.runNext());
    expect(await list()).toEqual([])
    expect(await sums('year')).toEqual([])
  })

  it('DO-13: forgets lines of an age by itself, once a day, for as long as there are any', async () => {
    const { admin, guest, list, gallery, clock, flush } = await build({ ...everybody, keepDays: 10 })
    await guest.history.record({ section: 'home' })
    await flush()
    clock.advance(9 * dayMs)
    await guest.history.record({ section: 'tags' })
    expect(await list()).toHaveLength(2)
    await admin.as.history.setSettings({ guests: false })
    for (let day = 0; day < 3; day++) {
      clock.advance(dayMs)
      while (await gallery.jobs.runNext());
    }
    expect((await admin.as.history.list()).items.map(({ section }) => section)).toEqual(['tags'])
    for (let day = 0; day < 9; day++) {
      clock.advance(dayMs)
      while (await gallery.jobs.runNext());
    }
    expect((await admin.as.history.list()).items).toEqual([])
    expect((await gallery.jobs.list({ state: 'waiting' })).length).toBe(0)
  })

  it('is for administrators alone, and nothing of it is written by looking through other eyes', async () => {
    const { admin, ann, guest, list } = await build()
    for (const as of [ann.as, guest]) {
      const code = as === guest ? 'UNAUTHENTICATED' : 'FORBIDDEN'
      await refusalOf(as.history.list(), code)
      await refusalOf(as.history.summary({ by: 'day' }), code)
      await refusalOf(as.history.settings(), code)
      await refusalOf(as.history.setSettings({ guests: true }), code)
      await refusalOf(as.history.purge({ what: 'all' }), code)
    }
    await admin.as.viewAs({ user: ann.id }).history.record({ section: 'home' })
    await refusalOf(guest.photos.visited(4_711), 'PHOTO_NOT_FOUND')
    expect(await list()).toEqual([])
  })

  it('goes with the account of whoever leaves, and is in what they take along', async () => {
    const { admin, ann, guest, photo, list, gallery } = await build()
    await ann.as.photos.visited(photo.id, { address: '203.0.113.42' })
    await guest.history.record({ section: 'home' })
    await list()
    let text = ''
    for await (const part of (await ann.as.account.export()).content) text += part
    expect(JSON.parse(text).visits).toMatchObject([{ section: 'photos', photoId: photo.id, address: '203.0.113.0' }])
    // Waits in memory when the account goes.
    await ann.as.history.record({ section: 'search' })
    await admin.as.users.delete(ann.id)
    while (await gallery.jobs.runNext());
    expect((await list()).map(({ user, section }) => [user, section])).toEqual([
      [null, 'search'],
      [null, 'home'],
    ])
  })

  it('leaves out what a plugin refuses, as the counter of the photo does', async () => {
    const { guest, photo, list, gallery, db } = await build()
    gallery.hooks.gate('visit.count', ({ userAgent }) =>
      userAgent?.includes('Crawler') ? reject('MACHINE', 'A machine.') : undefined,
    )
    await guest.photos.visited(photo.id, { userAgent: 'Crawler/1' })
    await guest.photos.visited(photo.id, { userAgent: 'Browser/1' })
    expect(await list()).toHaveLength(1)
    await gallery.close()
    const { views } = await db.read.selectFrom('photos').select('views').executeTakeFirstOrThrow()
    expect(views).toBe(1)
  })

  it('is written when the gallery closes', async () => {
    const { guest, gallery, db } = await build()
    for (let at = 0; at < 1_234; at++) await guest.history.record({ section: 'home' })
    // On a busy machine some are written by now.
    const { waiting, written, dropped } = (await gallery.figures()).visits
    expect([waiting + written, dropped]).toEqual([1_234, 0])
    await gallery.close()
    const { count } = await db.read
      .selectFrom('visits')
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    expect(Number(count)).toBe(1_234)
    expect(await db.read.selectFrom('visit_days').select(['hour', 'visits', 'who']).execute()).toEqual([
      { hour: 12, visits: 1_234, who: 'guest' },
    ])
  })

  it('DO-13: lets go of lines, and counts them, where the database takes none', async () => {
    const context = {
      connections: { write: { transaction: () => ({ execute: () => Promise.reject(new Error('away')) }) } },
      clock: () => new Date('2024-01-01T12:00:00Z'),
      log: silentLogger,
      lookups: { history: async () => ({ ...everybody, addresses: 'none', keepDays: 1 }) },
    } as unknown as GalleryContext
    const recorder = createVisitRecorder(context, { jobs: { enqueue: async () => null } })
    const call = { actor: { kind: 'guest' }, rights: { linkId: null, everywhere: 0, userId: null, commit: 1 } } as never
    for (let at = 0; at < 10_500; at++) await recorder.add(call, { section: 'home' })
    expect(recorder.counts()).toEqual({ waiting: 10_000, written: 0, dropped: 500 })
    await recorder.flush()
    // Tried again later.
    expect(recorder.counts()).toEqual({ waiting: 10_000, written: 0, dropped: 500 })
    await recorder.close()
    expect(recorder.counts()).toEqual({ waiting: 0, written: 0, dropped: 10_500 })
  })
})
