import { expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import { describeDialects } from '../dialects.ts'
import type { PhotoOptions, TestWorld } from '../world.ts'

const titlesOf = async (as: TestWorld['system'], q: string): Promise<string> =>
  (await as.photos.list({ q, sort: 'takenAt' })).items.map((photo) => photo.title).join('')

/** A photo that somebody rated. */
const addRated = async (
  { system, addPhoto }: TestWorld,
  album: number,
  { rating, ...options }: PhotoOptions & { rating: number },
) => system.photos.update((await addPhoto(album, options)).id, { rating })

describeDialects('smart albums', ({ openTestGallery }) => {
  it('have the dates of what fits them and of what is below, of what each viewer sees', async () => {
    const world = await openTestGallery()
    const { system, gallery, addAlbum, addPhoto, addUser, grant, clock } = world
    const open = await addAlbum('Open')
    const closed = await addAlbum('Closed', { visibility: 'private' })
    const user = await addUser('user')
    await grant(closed.id, [['user', user.id, 'view']])
    const smart = await addAlbum('Smart', { query: 'rating:>=3' })
    const below = await addAlbum('Below', { parentId: smart.id })
    expect(await system.albums.get(smart.id)).toMatchObject({ dates: null, newestAt: null })

    const first = await addRated(world, open.id, { taken: '2015:05:05 10:00:00', rating: 3 })
    clock.advance(60_000)
    await addRated(world, open.id, { taken: '2001:01:01 10:00:00', rating: 2 })
    clock.advance(60_000)
    const second = await addRated(world, closed.id, { taken: '2010:02:03 10:00:00', rating: 5 })
    const inOpen = { dates: { from: '2015-05-05', to: '2015-05-05' }, newestAt: first.addedAt }
    const inBoth = { dates: { from: '2010-02-03', to: '2015-05-05' }, newestAt: second.addedAt }
    expect(await gallery.as(guest).albums.get(smart.id)).toMatchObject(inOpen)
    expect(await user.as.albums.get(smart.id)).toMatchObject(inBoth)
    expect((await user.as.albums.list({ parent: null })).items.find(({ id }) => id === smart.id)).toMatchObject(inBoth)

    const third = await addPhoto(below.id, { taken: '2020:02:02 10:00:00' })
    expect(await gallery.as(guest).albums.get(smart.id)).toMatchObject({
      dates: { from: '2015-05-05', to: '2020-02-02' },
      newestAt: third.addedAt,
    })
    await system.photos.update(first.id, { rating: 1 })
    expect(await gallery.as(guest).albums.get(smart.id)).toMatchObject({
      dates: { from: '2020-02-02', to: '2020-02-02' },
      newestAt: third.addedAt,
    })
  })

  it('show one photo of theirs at random for a day, or the newest, also before the photos are in memory', async () => {
    const world = await openTestGallery()
    const { system, gallery, addAlbum, addPhoto, addUser, grant, clock, database } = world
    const open = await addAlbum('Open')
    const closed = await addAlbum('Closed', { visibility: 'private' })
    const fitting: number[] = []
    for (let year = 2000; year < 2006; year++)
      fitting.push((await addRated(world, open.id, { rating: 4, taken: `${year}:01:01 10:00:00` })).id)
    await addRated(world, open.id, { rating: 1 })
    const hidden = await addRated(world, closed.id, { rating: 4, taken: '2009:01:01 10:00:00' })
    const user = await addUser('user')
    await grant(closed.id, [['user', user.id, 'view']])
    const smart = await addAlbum('Smart', { query: 'rating:4' })
    const coverOf = async (as = gallery.as(guest)) => (await as.albums.get(smart.id)).coverPhotoId
    expect(await coverOf()).toBe(fitting.at(-1))
    expect(await coverOf(user.as)).toBe(hidden.id)

    await system.albums.update(smart.id, { cover: { mode: 'random' } })
    const drawn = new Set<number | null>()
    for (let day = 0; day < 12; day++) {
      const cover = await coverOf()
      expect(fitting).toContain(cover)
      expect(await coverOf()).toBe(cover)
      drawn.add(cover)
      clock.advance(86_400_000)
    }
    expect(drawn.size).toBeGreaterThan(2)
    const cover = (await coverOf()) as number
    await system.photos.update(cover, { rating: 1 })
    expect(fitting.filter((id) => id !== cover)).toContain(await coverOf())
    await system.albums.update(smart.id, { query: 'rating:5' })
    expect(await coverOf()).toBeNull()
    const below = await addAlbum('Below', { parentId: smart.id })
    const held = await addPhoto(below.id)
    expect(await coverOf()).toBe(held.id)

    await system.albums.update(smart.id, { query: 'rating:4', cover: { mode: 'auto' } })
    const other = await openTestGallery({ on: database })
    expect((await other.gallery.as(user.actor).albums.get(smart.id)).coverPhotoId).toBe(hidden.id)
  })

  it('are found in by reference, as far as the asker sees them, and never by going round in a ring', async () => {
    const world = await openTestGallery()
    const { system, gallery, addAlbum, addPhoto, addUser, grant, database } = world
    const visitor = gallery.as(guest)
    const open = await addAlbum('Open')
    for (const [at, title] of [...'abcd'].entries())
      await addRated(world, open.id, { title, rating: at + 1, taken: `200${at}:01:01 10:00:00` })
    const good = await addAlbum('Good', { query: 'rating:>=3' })
    const below = await addAlbum('Below', { parentId: good.id })
    await addPhoto(below.id, { title: 'e', taken: '2005:01:01 10:00:00' })
    expect(await titlesOf(visitor, `albumid:${good.id}`)).toBe('cd')
    expect(await titlesOf(visitor, `tree:${good.id}`)).toBe('cde')
    expect(await titlesOf(visitor, `-albumid:${good.id}`)).toBe('abe')
    expect(await titlesOf(visitor, `rating:4 OR -tree:${good.id}`)).toBe('abd')
    const { facets, photos } = await visitor.browse.facets({ q: `albumid:${good.id}`, facets: ['rating'] })
    expect([photos, facets[0]?.type === 'values' && facets[0].values.map(({ value }) => value)]).toEqual([2, [3, 4]])

    const rest = await addAlbum('Rest', { query: `-tree:${good.id}` })
    const shown = async (id: number, as = visitor) =>
      (await as.photos.list({ album: id, sort: 'takenAt' })).items.map((photo) => photo.title).join('')
    expect(await shown(rest.id)).toBe('ab')
    expect((await visitor.albums.get(rest.id)).counts).toMatchObject({ photos: 2, photosBelow: 2 })
    expect((await visitor.albums.get(rest.id)).dates).toEqual({ from: '2000-01-01', to: '2001-01-01' })
    await system.albums.update(good.id, { query: 'rating:>=2' })
    expect(await shown(rest.id)).toBe('a')

    const ring = await addAlbum('Ring', { query: 'rating:1' })
    const other = await addAlbum('Other', { query: `rating:4 OR tree:${ring.id} OR albumid:${open.id} rating:2` })
    await system.albums.update(ring.id, { query: `rating:1 OR tree:${other.id} OR albumid:${ring.id}` })
    expect([await shown(ring.id), await shown(other.id)]).toEqual(['abd', 'abd'])
    expect(await titlesOf(visitor, `albumid:${ring.id} rating:<=2`)).toBe('ab')
    expect((await visitor.albums.get(ring.id)).counts).toMatchObject({ photos: 3 })
    await system.albums.update(other.id, { query: `-albumid:${other.id} rating:2` })
    expect(await shown(other.id)).toBe('b')

    // As many as refer to each other twice would be thousands of conditions.
    let last = good.id
    for (let i = 0; i < 12; i++)
      last = (await addAlbum(`Chain ${i}`, { query: `albumid:${last} OR tree:${last} rating:>0` })).id
    expect(await shown(last)).toBe('')

    const secret = await addAlbum('Secret', { query: 'rating:1', visibility: 'private' })
    const user = await addUser('user')
    await grant(secret.id, [['user', user.id, 'view']])
    expect(await titlesOf(visitor, `albumid:${secret.id}`)).toBe('')
    expect(await titlesOf(visitor, `-albumid:${secret.id}`)).toBe('abcde')
    expect(await titlesOf(user.as, `tree:${secret.id}`)).toBe('a')

    // Before the photos are in memory the database answers.
    const fresh = await openTestGallery({ on: database })
    for (const q of [`albumid:${good.id}`, `-tree:${good.id}`, `albumid:${ring.id} OR albumid:${secret.id}`])
      expect(await titlesOf(fresh.gallery.as(guest), q), q).toBe(await titlesOf(visitor, q))
  })
})
