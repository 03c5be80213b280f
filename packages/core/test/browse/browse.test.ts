import { expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import type { FacetName, ValuesFacet } from '../../src/browse/browse.types.ts'
import type { ActorGallery } from '../../src/gallery.types.ts'
import type { PhotoScope } from '../../src/photos/photo.types.ts'
import { type DialectContext, describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

describeDialects('browsing', ({ openTestGallery }) => {
  // Tests that only look share a gallery.
  let opening: ReturnType<typeof openWorld> | undefined
  const openShared = () => {
    opening ??= openWorld(openTestGallery)
    return opening
  }

  it('counts the values of each filter, and leads to what it counted', { timeout: 300_000 }, async () => {
    const { guestView, member, system, albums, tags } = await openShared()
    for (const viewer of [guestView, member, system]) {
      const { photos, facets } = await viewer.browse.facets()
      expect(photos).toBe((await viewer.photos.list()).total)
      for (const facet of facets) {
        expect(facet.photos, facet.name).toBe(photos)
        if (facet.withoutQuery !== null)
          expect((await viewer.photos.list({ q: facet.withoutQuery })).total, facet.withoutQuery).toBe(facet.without)
        if (facet.type === 'range') continue
        expect(facet.distinct).toBe(facet.values.length)
        for (const { query, photos: count } of facet.values)
          expect((await viewer.photos.list({ q: query })).total, query).toBe(count)
      }
    }
    const of = (viewer: ActorGallery, name: FacetName, scope: PhotoScope = {}) => valuesOf(viewer, name, scope)
    expect(await of(guestView, 'tag')).toEqual({ sea: 3, surf: 1, ridge: 1 })
    expect(await of(member, 'tag')).toEqual({ sea: 3, surf: 1, ridge: 1, secret: 1 })
    expect(await of(guestView, 'album')).toEqual({ Coast: 2, Hills: 2, Inner: 1 })
    expect(await of(guestView, 'author')).toEqual({ Ann: 2, Børge: 1 })
    expect(await of(system, 'author')).toEqual({ Ann: 2, Børge: 1, Canary: 1 })
    expect(await of(guestView, 'year')).toEqual({ 2019: 2, 2020: 1 })
    expect(await of(guestView, 'camera')).toEqual({ 'Canon EOS 5D': 2, 'FUJIFILM X100': 1 })
    expect(await of(guestView, 'tag', { album: albums.coast.id, recursive: true })).toEqual({
      sea: 3,
      surf: 1,
      ridge: 1,
    })
    expect(await of(guestView, 'album', { tag: tags.sea })).toEqual({ Coast: 2, Hills: 1, Inner: 1 })
    expect(await of(guestView, 'rating')).toEqual({ 5: 1, 3: 1 })
  })

  it('lets no value of what is private through, whichever way it is asked', { timeout: 300_000 }, async () => {
    const { guestView, tags, albums } = await openShared()
    const { browse } = guestView
    const answers = [
      await browse.facets({ limit: 200 }),
      await browse.facets({ facets: ['tag', 'author', 'album', 'city'], startsWith: 'secret' }),
      await browse.facets({ facets: ['author'], startsWith: 'can' }),
      await browse.facets({ facets: ['tag', 'author'], q: 'author:="Canary" OR sea', withoutOwn: true }),
      await browse.calendar(),
      await browse.calendar({ by: 'posted', year: 'any', month: 'any' }),
      await browse.tagCloud(),
      await browse.tagIndex(),
      await browse.relatedTags({ tag: tags.sea }),
      await browse.relatedAlbums({ tag: tags.sea }),
      await browse.recentAlbums({ days: 366 }),
      await browse.mostVisited(),
      await browse.bestRated(),
    ]
    expect(JSON.stringify(answers)).not.toMatch(/canary|secret|1999/i)
    await refusalOf(browse.facets({ album: albums.hidden.id }), 'ALBUM_NOT_FOUND')
    await refusalOf(browse.calendar({ album: albums.hidden.id }), 'ALBUM_NOT_FOUND')
    await refusalOf(browse.relatedTags({ tag: tags.secret }), 'TAG_NOT_FOUND')
    // A day that only private photos have is as empty as any other.
    const [taken, free] = [
      await browse.calendar({ year: 1999, month: 9, day: 9 }),
      await browse.calendar({ year: 1998, month: 9, day: 9 }),
    ]
    expect({ ...taken, query: '' }).toEqual({ ...free, query: '' })
    const names = (await browse.facets()).facets.map(({ name }) => name)
    expect(names).not.toContain('uploader')
    expect(names).not.toContain('level')
  })

  it('counts a filter as though its own conditions were not there', async () => {
    const { guestView } = await openShared()
    const q = 'author:="Ann" created:2019'
    const counted = await guestView.browse.facets({ q, facets: ['author', 'year', 'tag'], withoutOwn: true })
    const [authors, years, tags] = counted.facets.map((facet) => (facet.type === 'values' ? toCounts(facet) : {}))
    expect(counted.photos).toBe(1)
    expect(authors).toEqual({ Ann: 1, Børge: 1 })
    expect(years).toEqual({ 2019: 1, 2020: 1 })
    expect(tags).toEqual({ sea: 1, surf: 1 })
    const bound = await guestView.browse.facets({ q, facets: ['author', 'year'] })
    expect(bound.facets.map((facet) => (facet.type === 'values' ? toCounts(facet) : {}))).toEqual([
      { Ann: 1 },
      { 2019: 1 },
    ])
  })

  it('finds values by how they begin', async () => {
    const { guestView, system } = await openShared()
    const found = async (viewer: ActorGallery, name: FacetName, startsWith: string) => {
      const { facets } = await viewer.browse.facets({ facets: [name], startsWith })
      return facets.flatMap((facet) => (facet.type === 'values' ? facet.values.map(({ label }) => label) : []))
    }
    expect(await found(guestView, 'author', 'bo')).toEqual(['Børge'])
    expect(await found(guestView, 'tag', 'SU')).toEqual(['surf'])
    expect(await found(guestView, 'album', 'inn')).toEqual(['Inner'])
    expect(await found(guestView, 'camera', 'eos')).toEqual(['Canon EOS 5D'])
    expect(await found(guestView, 'album', '%')).toEqual([])
    expect(await found(system, 'tag', 'sec')).toEqual(['secret'])
  })

  it('turns the years, months and days of any scope', async () => {
    const { guestView, system, albums, photos } = await openShared()
    const cells = async (viewer: ActorGallery, options: Parameters<ActorGallery['browse']['calendar']>[0]) => {
      const calendar = await viewer.browse.calendar(options)
      const listed = await viewer.photos.list({ ...scopeOf(options), q: `${options?.q ?? ''} ${calendar.query}` })
      expect(listed.total, calendar.query).toBe(calendar.photos)
      return Object.fromEntries(calendar.cells.map(({ value, photos: count }) => [value, count]))
    }
    expect(await cells(guestView, {})).toEqual({ 2019: 2, 2020: 1 })
    expect(await cells(system, {})).toEqual({ 1999: 1, 2019: 2, 2020: 1 })
    expect(await cells(guestView, { year: 2019 })).toEqual({ 7: 1, 12: 1 })
    expect(await cells(guestView, { year: 'any', month: 12 })).toEqual({ 25: 2 })
    expect(await cells(guestView, { year: 'any', month: 'any' })).toEqual({ 4: 1, 25: 2 })
    expect(await cells(guestView, { year: 'any', month: 12, day: 25 })).toEqual({})
    expect(await cells(guestView, { album: albums.coast.id })).toEqual({ 2019: 1, 2020: 1 })
    expect(await cells(guestView, { q: 'surf' })).toEqual({ 2019: 1 })
    expect(await cells(guestView, { by: 'posted' })).toEqual({ 2024: 4 })

    const style = 'week'
    expect(await cells(guestView, { style })).toEqual({ 2019: 2, 2020: 1 })
    expect(await cells(guestView, { style, year: 2019 })).toEqual({ 27: 1, 52: 1 })
    expect(await cells(guestView, { style, year: 2019, week: 27 })).toEqual({ 4: 1 })
    expect(await cells(guestView, { style, year: 2019, week: 27, weekday: 4 })).toEqual({})
    expect(await cells(guestView, { style, year: 'any', week: 52 })).toEqual({ 3: 1, 5: 1 })
    expect(await cells(guestView, { style, year: 2019, week: 'any' })).toEqual({ 3: 1, 4: 1 })
    expect(await cells(guestView, { style, year: 'any', week: 'any', weekday: 5 })).toEqual({})
    expect(await cells(guestView, { style, by: 'posted', year: 'any', week: 'any', weekday: 'any' })).toEqual({})

    const december = await guestView.browse.calendar({ year: 'any', month: 12 })
    expect(december).toMatchObject({ unit: 'day', photos: 2, undated: 1, query: 'created:*-12' })
    expect(december.cells[0]?.coverPhotoId).toBe(photos.later)
  })

  it('shows tags by weight, by initial and by company', async () => {
    const { guestView, tags, albums } = await openShared()
    const cloud = await guestView.browse.tagCloud()
    expect(cloud.map(({ name, photos, size }) => [name, photos, size])).toEqual([
      ['ridge', 1, 1],
      ['sea', 3, 5],
      ['surf', 1, 1],
    ])
    expect((await guestView.browse.tagCloud({ limit: 1 })).map(({ name }) => name)).toEqual(['sea'])
    const index = await guestView.browse.tagIndex({ limit: 1 })
    expect(index.map(({ initial, total, tags: first }) => [initial, total, first.map(({ name }) => name)])).toEqual([
      ['R', 1, ['ridge']],
      ['S', 2, ['sea']],
    ])
    expect(await guestView.browse.relatedTags({ tag: tags.sea })).toMatchObject([
      { name: 'ridge', photos: 1 },
      { name: 'surf', photos: 1 },
    ])
    expect(await guestView.browse.relatedTags({ tag: tags.sea, q: 'surf' })).toMatchObject([{ name: 'surf' }])
    expect(await guestView.browse.relatedTags({ q: `tagid:${tags.sea} tagid:${tags.surf}` })).toEqual([])
    expect(await guestView.browse.relatedAlbums({ album: albums.coast.id })).toMatchObject([
      { name: 'Hills', photos: 1 },
    ])
  })

  it('AZ-17: names what is new, what is looked at and what is liked', async () => {
    const { guestView, member, clock, albums, photos, addPhoto, flushVisits } = await openWorld(openTestGallery)
    expect((await guestView.browse.recentAlbums()).map(({ album, newPhotos }) => [album.name, newPhotos])).toEqual([
      ['Inner', 1],
      ['Hills', 2],
      ['Coast', 2],
    ])
    clock.advance(10 * 86_400_000)
    await addPhoto(albums.hills.id)
    expect(await guestView.browse.recentAlbums()).toMatchObject([
      { album: { id: albums.hills.id }, newPhotos: 1, newestAt: clock().toISOString() },
    ])
    expect((await guestView.browse.recentAlbums({ days: 30, limit: 2 })).length).toBe(2)

    await flushVisits([photos.later, photos.later, photos.plain, photos.secret])
    expect((await guestView.browse.mostVisited()).map(({ id }) => id)).toEqual([photos.later, photos.plain])
    expect((await member.browse.mostVisited({ limit: 1 })).map(({ id }) => id)).toEqual([photos.later])
    expect((await guestView.browse.bestRated()).map(({ id }) => id)).toEqual([photos.surf, photos.later])
    expect((await guestView.browse.bestRated({ album: albums.hills.id })).map(({ id }) => id)).toEqual([photos.later])

    const sort = guestView.browse.randomSort()
    const read = async () => (await guestView.photos.list({ sort })).items.map(({ id }) => id)
    expect(await read()).toEqual(await read())
  })

  it('counts custom fields of few values', async () => {
    const { guestView, system, photos } = await openWorld(openTestGallery)
    await system.fields.create({ subject: 'photo', name: 'Condition', type: 'choice', choices: ['As new', 'Worn'] })
    await system.fields.create({ subject: 'photo', name: 'Loan', type: 'boolean' })
    await system.fields.create({ subject: 'photo', name: 'Notes', type: 'text' })
    await system.photos.update(photos.surf, { fields: { condition: 'As new', loan: true } })
    await system.photos.update(photos.later, { fields: { condition: 'As new', loan: false } })
    await system.photos.update(photos.secret, { fields: { condition: 'Worn', loan: true } })
    const found = await guestView.browse.facets({ facets: ['field.condition', 'field.loan', 'field.notes'] })
    expect(found.facets).toMatchObject([
      { name: 'field.condition', distinct: 1, without: 2, values: [{ value: 'As new', photos: 2 }] },
      {
        name: 'field.loan',
        distinct: 2,
        without: 2,
        values: [
          { value: false, photos: 1 },
          { value: true, photos: 1 },
        ],
      },
    ])
    for (const facet of found.facets) {
      expect((await guestView.photos.list({ q: facet.withoutQuery ?? '' })).total).toBe(facet.without)
      for (const { query, photos: count } of facet.type === 'values' ? facet.values : [])
        expect((await guestView.photos.list({ q: query })).total, query).toBe(count)
    }
    const { facets } = await guestView.browse.facets({
      facets: ['field.condition'],
      q: 'field.condition:worn',
      withoutOwn: true,
    })
    expect(facets).toMatchObject([{ photos: 4, values: [{ value: 'As new', photos: 2 }] }])
  })

  it('follows each change at once', async () => {
    const { guestView, system, photos, albums } = await openWorld(openTestGallery)
    const tagCounts = () => valuesOf(guestView, 'tag', {})
    expect(await tagCounts()).toEqual({ sea: 3, surf: 1, ridge: 1 })
    await system.photos.update(photos.surf, { level: 8 })
    expect(await tagCounts()).toEqual({ sea: 2, ridge: 1 })
    await system.photos.update(photos.plain, { tags: ['sky'] })
    expect(await tagCounts()).toEqual({ sea: 1, ridge: 1, sky: 1 })
    await system.albums.update(albums.hills.id, { visibility: 'private' })
    expect(await valuesOf(guestView, 'album', {})).toEqual({ Coast: 1, Inner: 1 })
    await system.photos.delete([photos.later])
    expect(await tagCounts()).toEqual({ sky: 1 })
    expect((await guestView.browse.calendar()).cells).toEqual([])
  })

  it('names the field that is wrong', async () => {
    const { guestView } = await openShared()
    const { browse } = guestView
    const faults: [() => Promise<unknown>, string][] = [
      [() => browse.facets({ facets: ['nothing' as 'tag'] }), 'facets.0'],
      [() => browse.facets({ facets: [] }), 'facets'],
      [() => browse.facets({ facets: Array.from({ length: 51 }, () => 'tag' as const) }), 'facets'],
      [() => browse.facets({ limit: 201 }), 'limit'],
      [() => browse.facets({ startsWith: 'x'.repeat(256) }), 'startsWith'],
      [() => browse.calendar({ month: 3 }), 'month'],
      [() => browse.calendar({ year: 2020, day: 3 }), 'day'],
      [() => browse.calendar({ year: 2020, month: 13 }), 'month'],
      [() => browse.calendar({ year: 0 }), 'year'],
      [() => browse.calendar({ year: 2020, week: 3 }), 'week'],
      [() => browse.calendar({ style: 'week', year: 2020, month: 3 }), 'month'],
      [() => browse.calendar({ style: 'week', year: 2020, weekday: 3 }), 'weekday'],
      [() => browse.calendar({ style: 'week', year: 2020, week: 54 }), 'week'],
      [() => browse.calendar({ by: 'never' as 'created' }), 'by'],
      [() => browse.recentAlbums({ days: 0 }), 'days'],
      [() => browse.tagCloud({ limit: 201 }), 'limit'],
      [() => browse.bestRated({ limit: 101 }), 'limit'],
      [() => browse.relatedTags({ recursive: true }), 'recursive'],
    ]
    for (const [ask, path] of faults) {
      const { issues } = await refusalOf(ask(), 'INPUT_INVALID')
      expect(issues?.map((issue) => issue.path)).toEqual([path])
    }
  })
})

const toCounts = ({ values }: ValuesFacet) => Object.fromEntries(values.map(({ label, photos }) => [label, photos]))

const valuesOf = async (viewer: ActorGallery, name: FacetName, scope: PhotoScope): Promise<Record<string, number>> => {
  const { facets } = await viewer.browse.facets({ ...scope, facets: [name] })
  const [facet] = facets
  if (facet?.type !== 'values') throw new Error(`${name} is no list of values`)
  return toCounts(facet)
}

const scopeOf = (
  options: PhotoScope & {
    by?: unknown
    year?: unknown
    month?: unknown
    day?: unknown
    style?: unknown
    week?: unknown
    weekday?: unknown
  } = {},
) => {
  const {
    by: _by,
    year: _year,
    month: _month,
    day: _day,
    style: _style,
    week: _week,
    weekday: _weekday,
    q: _q,
    ...scope
  } = options
  return scope
}

/** A guest sees four photos in three albums; one of a higher level and one in a private album are not for everybody. */
const openWorld = async (openTestGallery: DialectContext['openTestGallery']) => {
  const world = await openTestGallery()
  const { system, db, gallery, clock } = world
  const albums = {
    coast: await world.addAlbum('Coast'),
    hills: await world.addAlbum('Hills'),
    hidden: await world.addAlbum('Canary nest', { visibility: 'private' }),
  }
  const inner = await world.addAlbum('Inner', { parentId: albums.coast.id })
  const add = async (album: number, taken: string | undefined, tags: string[], author: string | null) =>
    (await world.addPhoto(album, { tags, author, ...(taken ? { taken } : {}) })).id
  const photos = {
    surf: await add(albums.coast.id, '2019:07:04 10:00:00', ['sea', 'surf'], 'Ann'),
    later: await add(albums.coast.id, '2020:12:25 10:00:00', ['sea', 'ridge'], 'Ann'),
    hill: await add(albums.hills.id, '2019:12:25 10:00:00', [], 'Børge'),
    plain: 0,
    secret: 0,
  }
  clock.advance(60_000)
  photos.plain = await add(inner.id, undefined, ['sea'], null)
  photos.secret = await add(albums.hidden.id, '1999:09:09 09:00:00', ['secret'], 'Canary')
  await system.photos.update(photos.later, { albumIds: [albums.coast.id, albums.hills.id], rating: 3 })
  await system.photos.update(photos.surf, { rating: 5 })
  await system.photos.update(photos.secret, { rating: 5 })
  const cameras = [
    [photos.surf, 'Canon', 'Canon EOS 5D'],
    [photos.later, 'Canon', 'Canon EOS 5D'],
    [photos.hill, 'FUJIFILM', 'X100'],
    [photos.secret, 'Canary', 'Canary 1'],
  ] as const
  for (const [id, make, model] of cameras)
    await db.write
      .updateTable('photos')
      .set({ camera_make: make, camera_model: model, iso: 100 * id, aperture: 2.8, city: `City ${make}` })
      .where('id', '=', id)
      .execute()
  const member = await world.addUser('member', { level: 4 })
  await world.grant(albums.hidden.id, [['user', member.id, 'view']])
  const { items } = await system.tags.list()
  const idOf = (name: string) => items.find((tag) => tag.name === name)?.id ?? 0
  return {
    ...world,
    albums,
    photos,
    tags: { sea: idOf('sea'), surf: idOf('surf'), secret: idOf('secret') },
    guestView: gallery.as(guest),
    member: member.as,
    /** As though these photos had been looked at, once for each time they are named. */
    flushVisits: async (ids: readonly number[]) => {
      for (const id of ids)
        await db.write
          .updateTable('photos')
          .set((eb) => ({ views: eb('views', '+', 1) }))
          .where('id', '=', id)
          .execute()
    },
  }
}
