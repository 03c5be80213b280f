import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { loadSharedPhotos } from '../src/albums/album-counts.store.ts'
import { insertPairs } from '../src/db/insert-pairs.ts'
import { toPhotoTerms } from '../src/search/searchable-text.ts'
import { photosPerSegment, segmentOf } from '../src/search/segments.ts'
import { describeDialects } from './dialects.ts'

describeDialects('what is written many rows at a time', ({ name, openTestGallery }) => {
  it('writes pairs group by group, counts those that are new, and leaves the others alone', async () => {
    await using world = await openTestGallery()
    const dialect = world.database.support()
    const album = await world.addAlbum('One')
    const photos = [await world.addPhoto(album.id), await world.addPhoto(album.id)].map(({ id }) => id)
    const { tags } = world.system
    const tagIds = [await tags.manage.create({ name: 'a' }), await tags.manage.create({ name: 'b' })].map(
      ({ id }) => id,
    )
    const write = (groups: readonly (readonly [number, readonly number[]])[]) =>
      world.db.write
        .transaction()
        .execute((db) => insertPairs(db, dialect, 'photo_tags', ['photo_id', 'tag_id'], groups, { ignore: true }))

    expect(await write([[photos[0]!, [tagIds[0]!]]])).toBe(1)
    expect(await write(photos.map((id) => [id, tagIds]))).toBe(3)
    expect(await write([])).toBe(0)
    const rows = await world.db.read
      .selectFrom('photo_tags')
      .selectAll()
      .orderBy('photo_id')
      .orderBy('tag_id')
      .execute()
    expect(rows).toEqual(photos.flatMap((photo_id) => tagIds.map((tag_id) => ({ photo_id, tag_id }))))
    await expect(write([[photos[0]!, ['1) or (1' as never]]])).rejects.toThrow(TypeError)
  })

  it('writes more pairs than one statement takes', async () => {
    await using world = await openTestGallery()
    const dialect = world.database.support()
    const album = await world.addAlbum('One')
    const { id } = await world.addPhoto(album.id)
    const terms = Array.from({ length: 20_001 }, (_, at) => ({ id: 100_000 + at, term: `term${at}` }))
    await world.db.write.transaction().execute(async (db) => {
      for (let start = 0; start < terms.length; start += 5_000)
        await db
          .insertInto('search_terms')
          .values(terms.slice(start, start + 5_000))
          .execute()
      const links = terms.map((term) => [term.id, [id]] as const)
      const before = { column: 'segment', value: segmentOf(id) } as const
      const written = await insertPairs(db, dialect, 'photo_terms', ['term_id', 'photo_id'], links, { before })
      expect(written).toBe(terms.length)
    })
    const { links } = await world.db.read
      .selectFrom('photo_terms')
      .select((eb) => eb.fn.countAll().as('links'))
      .where('photo_id', '=', id)
      .where('term_id', '>=', 100_000)
      .executeTakeFirstOrThrow()
    expect(Number(links)).toBe(terms.length)
  })

  it('keeps the words of photos of several segments', async () => {
    await using world = await openTestGallery()
    const album = await world.addAlbum('Sea')
    const first = await world.addPhoto(album.id, { tags: ['gull'] })
    const last = photosPerSegment + 1
    await (name === 'mysql'
      ? sql`alter table photos auto_increment = ${sql.lit(last)}`
      : sql`update sqlite_sequence set seq = ${last} where name = 'photos'`
    ).execute(world.db.write)
    const second = await world.addPhoto(album.id, { tags: ['gull'] })
    expect(segmentOf(second.id)).toBe(1)
    // Both are read and written anew by one batch.
    const { items } = await world.system.tags.list()
    await world.system.tags.manage.update(items[0]?.id ?? 0, { name: 'tern' })
    while (await world.gallery.jobs.runNext());
    const found = async (q: string) => (await world.system.photos.list({ q, sort: 'id' })).items.map(({ id }) => id)
    expect(await found('tern')).toEqual([first.id, second.id])
    expect(await found('gull')).toEqual([])
    const rows = await world.db.read.selectFrom('photo_terms').select(['segment', 'photo_id']).distinct().execute()
    for (const row of rows) expect(row.segment).toBe(segmentOf(row.photo_id))
  })

  it('keeps of a photo the words of its texts, and no others, whatever is changed', async () => {
    await using world = await openTestGallery()
    const album = await world.addAlbum('Sea')
    const { id } = await world.addPhoto(album.id, { title: 'Storm at dawn', tags: ['gull'], author: 'Ann' })
    const other = await world.addPhoto(album.id, { title: 'Storm at dusk', tags: ['gull', 'tern'] })
    const changes = [
      { title: 'Calm at dawn', description: 'A storm went by' },
      { description: null, tags: ['tern'] },
      { title: null, tags: [], author: 'Storm Petrel' },
      { title: 'Storm at dawn', tags: ['gull'] },
      // More words than are kept of one photo, and then fewer.
      { description: Array.from({ length: 1_200 }, (_, at) => `w${at}`).join(' ') },
      { title: 'First', description: Array.from({ length: 1_100 }, (_, at) => `v${at}`).join(' ') },
      { description: 'dawn' },
    ]
    for (const change of changes) {
      await world.system.photos.update(id, change)
      const terms = await world.db.read
        .selectFrom('photo_terms')
        .innerJoin('search_terms', 'search_terms.id', 'photo_terms.term_id')
        .select(['photo_id', 'term'])
        .execute()
      for (const text of await world.db.read.selectFrom('photo_texts').selectAll().execute()) {
        const own = terms.filter((row) => row.photo_id === text.photo_id).map((row) => row.term)
        expect(own.sort()).toEqual([...toPhotoTerms(text)].sort())
      }
    }
    const found = async (q: string) =>
      (await world.system.photos.list({ q, sort: 'id' })).items.map((photo) => photo.id)
    expect(await found('dawn')).toEqual([id])
    expect(await found('storm')).toEqual([id, other.id])
    expect(await found('gull')).toEqual([id, other.id])
    expect(await found('w3')).toEqual([])
  })

  it('tells the albums of photos that are in two, and in more', async () => {
    await using world = await openTestGallery()
    const albums = [await world.addAlbum('A'), await world.addAlbum('B'), await world.addAlbum('C')].map(({ id }) => id)
    const [alone, both, all, hidden] = [
      await world.addPhoto(albums[0]!),
      await world.addPhoto(albums[0]!),
      await world.addPhoto(albums[0]!),
      await world.addPhoto(albums[0]!, { level: 8 }),
    ]
    const link = (photo: number, more: readonly number[]) =>
      world.db.write
        .insertInto('album_photos')
        .values(more.map((album_id) => ({ album_id, photo_id: photo, sort_at: '2020-01-01T00:00:00.000Z' })))
        .execute()
    await link(both!.id, [albums[1]!])
    await link(all!.id, [albums[1]!, albums[2]!])
    await link(hidden!.id, [albums[2]!])
    expect(alone).toBeDefined()

    const shared = await loadSharedPhotos(world.db.read, world.database.support(), 0)
    expect(shared.map((ids) => [...ids].sort((a, b) => a - b))).toEqual([albums.slice(0, 2), albums])
    expect(await loadSharedPhotos(world.db.read, world.database.support(), 8)).toHaveLength(3)
  })
})
