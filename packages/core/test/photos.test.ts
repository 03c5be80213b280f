import { expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import { type PhotoSort, photoSorts } from '../src/photos/photo.sort.ts'
import { describeDialects } from './dialects.ts'
import { allPages, recount, refusalOf } from './world.ts'

describeDialects('lists of photos', ({ openTestGallery }) => {
  it('hold their order over pages for every sort, whatever ties', async () => {
    const { system, addAlbum, addPhoto, db, gallery, clock } = await openTestGallery()
    const album = await addAlbum('Album')
    const names = ['b.jpg', 'B.jpg', 'a.jpg', 'ä.jpg', 'a_1.jpg', 'a-1.jpg', 'Z.jpg', '写真.jpg', '🌊.jpg']
    const ids: number[] = []
    for (let index = 0; index < 18; index++) {
      if (index % 5 === 0) clock.advance(1_000)
      const photo = await addPhoto(album.id, {
        fileName: names[index % names.length] as string,
        ...(index % 4 === 0 ? {} : { taken: `2020:01:0${(index % 3) + 1} 10:00:00` }),
      })
      ids.push(photo.id)
      if (index % 3 !== 0) await system.photos.update(photo.id, { rating: (index % 4) - 1 })
    }
    for (const [index, id] of ids.entries())
      await db.write
        .updateTable('photos')
        .set({ views: index % 3 })
        .where('id', '=', id)
        .execute()
    for (const [index, id] of ids.entries())
      await db.write
        .updateTable('album_photos')
        .set({ position: index % 4 })
        .where('photo_id', '=', id)
        .execute()

    const values = await valuesFor(db)
    for (const sort of photoSorts) {
      for (const scope of [{}, { album: album.id }, { album: album.id, recursive: true }]) {
        const paged = await allPages((cursor) => system.photos.list({ ...scope, sort, limit: 4, cursor }))
        const whole = await system.photos.list({ ...scope, sort, limit: 500 })
        const order = paged.map((photo) => photo.id)
        expect(order).toEqual(whole.items.map((photo) => photo.id))
        expect([...order].sort((a, b) => a - b)).toEqual(ids)
        const isAlongAlbum = scope.album !== undefined && !('recursive' in scope)
        expect(order).toEqual([...ids].sort((a, b) => compare(values(sort, isAlongAlbum), sort, a, b)))
        const middle = order[9] as number
        expect(await gallery.asSystem('test').photos.neighbours(middle, { ...scope, sort })).toMatchObject({
          previous: { id: order[8] },
          next: { id: order[10] },
          position: 10,
          total: 18,
        })
      }
    }
    const first = await system.photos.neighbours(ids[0] as number, { sort: 'id' })
    expect([first.previous, first.position]).toEqual([null, 1])
    const last = await system.photos.neighbours(ids[17] as number, { sort: 'id' })
    expect([last.next, last.position]).toEqual([null, 18])
  })

  it('neither repeat nor miss a photo while others come and go', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const album = await addAlbum('Album')
    const taken = (day: number) => `2020:01:${String(day).padStart(2, '0')} 10:00:00`
    const ids: number[] = []
    for (let day = 2; day <= 20; day += 2) ids.push((await addPhoto(album.id, { taken: taken(day) })).id)
    const first = await system.photos.list({ album: album.id, limit: 4 })
    await addPhoto(album.id, { taken: taken(1) })
    await addPhoto(album.id, { taken: taken(7) })
    await system.photos.delete([ids[3] as number, ids[6] as number])
    const late = await addPhoto(album.id, { taken: taken(11) })
    const rest = await allPages((cursor) =>
      system.photos.list({ album: album.id, limit: 4, cursor: cursor ?? first.nextCursor ?? '' }),
    )
    expect(rest.map((photo) => photo.id)).toEqual([ids[4], late.id, ids[5], ids[7], ids[8], ids[9]])
  })

  it('refuse cursors that are not theirs', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const album = await addAlbum('Album')
    for (let index = 0; index < 3; index++) await addPhoto(album.id)
    const { nextCursor } = await system.photos.list({ album: album.id, limit: 1 })
    const cursor = nextCursor ?? ''
    await refusalOf(system.photos.list({ cursor }), 'CURSOR_INVALID')
    await refusalOf(system.photos.list({ album: album.id, recursive: true, cursor }), 'CURSOR_INVALID')
    await refusalOf(system.photos.list({ album: album.id, sort: 'fileName', cursor }), 'CURSOR_INVALID')
    await refusalOf(system.photos.list({ album: album.id, q: 'sea', cursor }), 'CURSOR_INVALID')
    await refusalOf(system.tags.list({ cursor }), 'CURSOR_INVALID')

    const [mark, value, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, string, number]
    const forge = (...keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url')
    for (const forged of [
      forge(mark, 'é', id),
      forge(mark, "' or 1=1 --", id),
      forge(mark, '\ud800', id),
      forge(mark, null, id),
      forge(mark, { $gt: '' }, id),
      forge(mark, value, '1'),
      forge(mark, value),
      forge(mark, value, id, 1),
      Buffer.from(`["${mark}","${value}",1e999]`).toString('base64url'),
      '\0',
      '%',
    ])
      await refusalOf(system.photos.list({ album: album.id, cursor: forged }), 'CURSOR_INVALID')
    // A number that fits grants nothing: it is a place in the list like any other.
    expect((await system.photos.list({ album: album.id, cursor: forge(mark, value, 0.5) })).items).toHaveLength(3)
  })

  it('DO-06: check what is asked', async () => {
    const { system } = await openTestGallery()
    for (const [options, path] of [
      [{ limit: 0 }, 'limit'],
      [{ limit: 501 }, 'limit'],
      [{ limit: '5' }, 'limit'],
      [{ sort: 'takenAt; drop table photos' }, 'sort'],
      [{ sort: 'constructor' }, 'sort'],
      [{ album: '1' }, 'album'],
      [{ album: -1 }, 'album'],
      [{ tag: Number.NaN }, 'tag'],
      [{ recursive: true }, 'recursive'],
      [{ recursive: 'yes' }, 'recursive'],
      [{ colour: 'red' }, 'colour'],
      [{ q: 'x'.repeat(4_001) }, 'q'],
      [{ sort: 'rating,rating' }, 'sort'],
      [{ sort: 'rating,title,views,id' }, 'sort'],
      [{ sort: 'random:2147483648' }, 'sort'],
      [{ sort: 'random:' }, 'sort'],
      [{ albums: [1] }, 'albums'],
      [{ tags: Array.from({ length: 21 }, (_, i) => i + 1) }, 'tags'],
    ] as const) {
      const error = await refusalOf(system.photos.list(options as never), 'INPUT_INVALID')
      expect(error.issues.map((issue) => issue.path)).toEqual([path])
    }
    for (const id of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '1' as never, null as never])
      for (const ask of ['get', 'original', 'metadata', 'visited'] as const)
        await refusalOf(system.photos[ask](id), 'PHOTO_NOT_FOUND')
    expect(await system.photos.list()).toEqual({ items: [], nextCursor: null, total: 0 })
  })
})

type Value = string | number

const valuesFor = async (db: Parameters<typeof recount>[0]) => {
  const rows = await db.read
    .selectFrom('photos')
    .innerJoin('album_photos', 'album_photos.photo_id', 'photos.id')
    .selectAll('photos')
    .select('album_photos.position')
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  return (sort: PhotoSort, isAlongAlbum: boolean) =>
    (id: number): Value => {
      const row = byId.get(id)
      if (!row) throw new Error('no row')
      switch (sort.replace('-', '')) {
        case 'takenAt':
          return row.taken_at ?? row.added_at
        case 'addedAt':
          return row.added_at
        case 'fileName':
          return Buffer.from(row.file_name).toString('hex')
        case 'title':
          return Buffer.from(row.title_key).toString('hex')
        case 'rating':
          return row.rating ?? -2
        case 'views':
          return row.views
        case 'position':
          return isAlongAlbum ? row.position : row.id
        default:
          return row.id
      }
    }
}

const compare = (read: (id: number) => Value, sort: PhotoSort, a: number, b: number): number => {
  const [x, y] = [read(a), read(b)]
  const ascending = x < y ? -1 : x > y ? 1 : a - b
  return sort.startsWith('-') ? -ascending : ascending
}

describeDialects('a photo', ({ openTestGallery }) => {
  it('says what the file says, in numbers that are numbers', async () => {
    const { system, addAlbum, addPhoto, db } = await openTestGallery()
    const album = await addAlbum('Album')
    const { id } = await addPhoto(album.id, { fileName: 'C:\\x\\Été 1.JPG', taken: '2020:02:29 10:00:00' })
    await db.write.updateTable('photos').set({ bytes: 5_000_000_000, latitude: 48.5 }).where('id', '=', id).execute()
    const photo = await system.photos.get(id)
    expect(photo).toMatchObject({
      fileName: 'Été 1.JPG',
      mediaType: 'image',
      mimeType: 'image/jpeg',
      widthPx: 12,
      heightPx: 8,
      orientation: 1,
      bytes: 5_000_000_000,
      latitude: 48.5,
      takenAtLocal: '2020-02-29T10:00:00',
      rating: null,
      level: 0,
      views: 0,
      albumIds: [album.id],
    })
    expect(photo.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(Object.keys(photo.derivatives).length).toBeGreaterThan(3)
  })

  it('is changed as a whole or not at all', async () => {
    const { system, addAlbum, addPhoto, db, clock } = await openTestGallery()
    const [a, b] = [await addAlbum('A'), await addAlbum('B')]
    const { id } = await addPhoto(a.id, { tags: ['sea'] })
    clock.advance(5_000)
    const changed = await system.photos.update(id, {
      title: '  Phare   🗼 ',
      description: 'Two\nlines',
      rating: 5,
      level: 4,
      takenAt: '2019-07-04T18:30:00+02:00',
      latitude: -89.5,
      longitude: 179.999,
      altitude: -10.25,
      tags: ['Été', 'ete', 'Coast'],
      albumIds: [b.id],
    })
    expect(changed).toMatchObject({
      title: 'Phare 🗼',
      description: 'Two\nlines',
      rating: 5,
      level: 4,
      takenAt: '2019-07-04T16:30:00.000Z',
      latitude: -89.5,
      longitude: 179.999,
      altitude: -10.25,
      albumIds: [b.id],
    })
    expect(changed.tags.map((tag) => tag.name)).toEqual(['Coast', 'Été'])
    expect((await system.albums.get(a.id)).counts.photos).toBe(0)
    expect((await system.albums.get(b.id)).counts.photos).toBe(1)
    expect(await recount(db)).toEqual([])

    for (const [patch, path] of [
      [{ title: 'x', rating: 6 }, 'rating'],
      [{ title: 'x', rating: 2.5 }, 'rating'],
      [{ title: 'x', level: 3 }, 'level'],
      [{ title: 'x', latitude: 91 }, 'latitude'],
      [{ title: 'x', latitude: '48' }, 'latitude'],
      [{ title: 'x', takenAt: '2019-02-30T10:00:00Z' }, 'takenAt'],
      [{ title: 'x', takenAt: '2019-13-01T10:00:00Z' }, 'takenAt'],
      [{ title: 'x', takenAt: '2019-01-01T25:00:00Z' }, 'takenAt'],
      [{ title: 'x', takenAt: '2019-01-01' }, 'takenAt'],
      [{ title: 'x', takenAt: `${'9'.repeat(40)}-01-01T00:00:00Z` }, 'takenAt'],
      [{ title: 'x', takenAt: "2019-01-01T00:00:00Z' or 1=1" }, 'takenAt'],
      [{ title: 'x', tags: ['ok', ''] }, 'tags.1'],
      [{ title: 'x', tags: Array.from({ length: 501 }, (_, i) => `t${i}`) }, 'tags'],
      [{ title: 'x', albumIds: [a.id, 999] }, 'albumIds.1'],
      [{ title: 'x'.repeat(256) }, 'title'],
      [{ title: 'x', sha256: 'ff' }, 'sha256'],
      [{ title: 'x', storage_key: 'etc/passwd' }, 'storage_key'],
    ] as const) {
      const error = await refusalOf(system.photos.update(id, patch as never), 'INPUT_INVALID')
      expect(error.issues.map((issue) => issue.path)).toEqual([path])
    }
    expect(await system.photos.get(id)).toEqual(changed)

    const back = await system.photos.update(id, { takenAt: null, title: null, tags: [], level: 0 })
    expect(back).toMatchObject({ takenAt: null, takenAtLocal: null, title: null, tags: [], level: 0 })
    expect(await recount(db)).toEqual([])
    const rows = await db.read.selectFrom('photos').select(['sort_at', 'added_at']).execute()
    expect(rows[0]?.sort_at).toBe(rows[0]?.added_at)
  })

  it('goes into the trash whole, and twice does no harm', async () => {
    const { system, addAlbum, addPhoto, db, files } = await openTestGallery()
    const [a, b] = [await addAlbum('A'), await addAlbum('B')]
    const first = await addPhoto(a.id)
    const second = await addPhoto(a.id)
    await system.photos.update(first.id, { albumIds: [a.id, b.id] })
    await Promise.allSettled([
      system.photos.delete([first.id, second.id]),
      system.photos.delete([second.id, first.id]),
      system.photos.delete([first.id]),
    ])
    expect((await system.photos.list()).total).toBe(0)
    expect((await system.albums.get(a.id)).counts.photos).toBe(0)
    expect(await recount(db)).toEqual([])
    expect(await files('originals')).toHaveLength(2)
    expect(await db.read.selectFrom('changes').select('id').where('action', '=', 'deleted').execute()).toHaveLength(2)
    await refusalOf(system.photos.delete([]), 'INPUT_INVALID')
    await refusalOf(system.photos.delete(Array.from({ length: 1_001 }, (_, i) => i + 1)), 'INPUT_INVALID')
  })

  it('is counted as visited, without a commit for each', async () => {
    const world = await openTestGallery()
    const { gallery, addAlbum, addPhoto, db } = world
    const { id } = await addPhoto((await addAlbum('A')).id)
    const before = await db.read.selectFrom('gallery_state').select('commit_seq').executeTakeFirstOrThrow()
    await Promise.all(Array.from({ length: 20 }, () => gallery.as(guest).photos.visited(id)))
    const after = await db.read.selectFrom('gallery_state').select('commit_seq').executeTakeFirstOrThrow()
    expect(after).toEqual(before)
    await gallery.close()
    const again = await openTestGallery({ on: world.database })
    expect((await again.system.photos.get(id)).views).toBe(20)
  })

  it('gives its bytes, whole and in part', async () => {
    const { system, addAlbum, addPhoto, files } = await openTestGallery()
    const { id, sha256, bytes } = await addPhoto((await addAlbum('A')).id, { fileName: 'x.jpg' })
    const original = await system.photos.original(id)
    expect(original).toMatchObject({ fileName: 'x.jpg', mimeType: 'image/jpeg', bytes, sha256 })
    const whole = Buffer.concat(await (await original.open()).toArray())
    expect(whole).toHaveLength(bytes)
    const part = Buffer.concat(await (await original.open({ start: 10, end: 19 })).toArray())
    expect(part).toEqual(whole.subarray(10, 20))
    expect(await files('originals')).toHaveLength(1)
    const thumb = await system.derivatives.open(id, { size: 'thumb' })
    expect(thumb.bytes.length).toBeGreaterThan(100)
    await refusalOf(system.derivatives.open(id, { size: '../etc' }), 'SIZE_NOT_FOUND')
    await refusalOf(system.derivatives.open(id, { size: '__proto__' }), 'SIZE_NOT_FOUND')
    await refusalOf(system.derivatives.open(id, { size: 'constructor' }), 'SIZE_NOT_FOUND')
  })
})
