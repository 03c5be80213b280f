import { describe, expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import type { Album } from '../src/albums/album.types.ts'
import { describeDialects } from './dialects.ts'
import { allPages, recount, refusalOf, type TestWorld } from './world.ts'

const names = async ({ system }: Pick<TestWorld, 'system'>, parent: number | null) =>
  (await system.albums.list({ parent })).items.map((album) => album.name)

describeDialects('albums', ({ openTestGallery }) => {
  it('stand where they were put, without gaps', async () => {
    const world = await openTestGallery()
    const { system, addAlbum, db } = world
    await addAlbum('B')
    await addAlbum('D')
    await addAlbum('A', { position: 0 })
    const c = await addAlbum('C', { position: 2 })
    await addAlbum('Z', { position: 99 })
    expect(await names(world, null)).toEqual(['A', 'B', 'C', 'D', 'Z'])
    await system.albums.move(c.id, { parentId: null, position: 0 })
    expect(await names(world, null)).toEqual(['C', 'A', 'B', 'D', 'Z'])
    await system.albums.move(c.id, { parentId: null })
    expect(await names(world, null)).toEqual(['A', 'B', 'D', 'Z', 'C'])
    await system.albums.delete((await system.albums.list({ parent: null })).items[1]?.id ?? 0)
    expect(await recount(db)).toEqual([])
  })

  it('keep their places when many are made at once', async () => {
    const world = await openTestGallery()
    await Promise.all(Array.from({ length: 12 }, (_, index) => world.addAlbum(`Album ${index}`, { position: 0 })))
    const parent = (await world.system.albums.list({ parent: null })).items[0] as Album
    await Promise.all(Array.from({ length: 12 }, (_, i) => world.addAlbum(`Sub ${i}`, { parentId: parent.id })))
    expect(await recount(world.db)).toEqual([])
    expect((await world.system.albums.get(parent.id)).counts.albums).toBe(12)
  })

  it('are renamed, described, and found by their path', async () => {
    const { system, addAlbum, clock } = await openTestGallery()
    const year = await addAlbum('2019')
    const trip = await addAlbum('  Été   à la mer ', { parentId: year.id, description: 'Two\nlines' })
    expect(trip).toMatchObject({
      name: 'Été à la mer',
      slug: 'ete-a-la-mer',
      description: 'Two\nlines',
      parentId: year.id,
    })
    clock.advance(1_000)
    const renamed = await system.albums.update(trip.id, { name: 'Mer 🌊', description: null })
    expect(renamed).toMatchObject({ name: 'Mer 🌊', slug: 'mer', description: null })
    expect(renamed.updatedAt > renamed.createdAt).toBe(true)
    expect((await system.albums.path(trip.id)).map((crumb) => crumb.name)).toEqual(['2019', 'Mer 🌊'])
    await refusalOf(system.albums.path(trip.id + 100), 'ALBUM_NOT_FOUND')
  })

  it('take text as it is, or not at all', async () => {
    const { system, addAlbum } = await openTestGallery()
    for (const name of [
      "'; drop table albums; --",
      '100% \\ _ "x"',
      '👨‍👩‍👧 Ａ é e\u0301 שלום',
      '$(x) <b>{{7*7}}',
      '.',
      '\u{10fffd}',
    ])
      expect((await addAlbum(name)).name).toBe(name)
    for (const [draft, path] of [
      [{ name: '' }, 'name'],
      [{ name: ' \n ' }, 'name'],
      [{ name: 'x'.repeat(256) }, 'name'],
      [{ name: 'a\0b' }, 'name'],
      [{ name: '\ud83d' }, 'name'],
      [{ name: 7 }, 'name'],
      [{ name: 'x', parentId: '1' }, 'parentId'],
      [{ name: 'x', parentId: 1.5 }, 'parentId'],
      [{ name: 'x', visibility: 'secret' }, 'visibility'],
      [{ name: 'x', position: -1 }, 'position'],
      [{ name: 'x', locked: true }, 'locked'],
      [JSON.parse('{"name":"x","__proto__":{"level":8}}'), '__proto__'],
    ] as const) {
      const error = await refusalOf(system.albums.create(draft as never), 'INPUT_INVALID')
      expect(error.issues.map((issue) => issue.path)).toEqual([path])
    }
    expect(({} as { level?: number }).level).toBeUndefined()
    await addAlbum('x'.repeat(255))
    await addAlbum('😀'.repeat(127))
  })

  it('DO-15: cannot be moved into themselves, also where two moves race', async () => {
    const { system, addAlbum, db } = await openTestGallery()
    const a = await addAlbum('A')
    const b = await addAlbum('B', { parentId: a.id })
    const c = await addAlbum('C', { parentId: b.id })
    const error = await refusalOf(system.albums.move(a.id, { parentId: c.id }), 'ALBUM_CYCLE')
    expect(error.issues[0]?.path).toBe('parentId')
    await refusalOf(system.albums.move(a.id, { parentId: a.id }), 'ALBUM_CYCLE')

    for (let round = 0; round < 5; round++) {
      const x = await addAlbum(`X${round}`)
      const y = await addAlbum(`Y${round}`)
      const z = await addAlbum(`Z${round}`)
      const moves = await Promise.allSettled([
        system.albums.move(x.id, { parentId: y.id }),
        system.albums.move(y.id, { parentId: z.id }),
        system.albums.move(z.id, { parentId: x.id }),
      ])
      const refused = moves.filter((move) => move.status === 'rejected')
      expect(refused.map((move) => move.reason.code)).toEqual(['ALBUM_CYCLE'])
    }
    // Every album can be reached from the root.
    const all = await db.read.selectFrom('albums').select('id').execute()
    for (const { id } of all) await system.albums.get(id)
    expect(await recount(db)).toEqual([])
  })

  it('DO-15: are nested a thousand deep, and told where that ends', async () => {
    const { system, gallery, addAlbum, addPhoto, db } = await openTestGallery()
    const top = await addAlbum('Top')
    const row = await db.read.selectFrom('albums').selectAll().where('id', '=', top.id).executeTakeFirstOrThrow()
    // Too many to be made one by one: 998 below the first.
    const chain = Array.from({ length: 998 }, (_, index) => ({
      ...row,
      id: top.id + 1 + index,
      parent_id: top.id + index,
      name: `L${index + 2}`,
      slug: `l${index + 2}`,
      position: 0,
    }))
    for (let start = 0; start < chain.length; start += 100)
      await db.write
        .insertInto('albums')
        .values(chain.slice(start, start + 100))
        .execute()
    await db.write
      .updateTable('gallery_state')
      .set((eb) => ({ tree_version: eb('tree_version', '+', 1) }))
      .execute()

    const [last, beforeLast] = [top.id + 998, top.id + 997]
    const pair = await addAlbum('Pair')
    const below = await addAlbum('Below', { parentId: pair.id })
    await refusalOf(system.albums.move(pair.id, { parentId: last }), 'ALBUM_TOO_DEEP')
    await system.albums.move(pair.id, { parentId: beforeLast })
    await refusalOf(addAlbum('Too deep', { parentId: below.id }), 'ALBUM_TOO_DEEP')
    expect(await system.albums.path(below.id)).toHaveLength(1_000)

    const photo = await addPhoto(below.id)
    const guest = gallery.as({ kind: 'guest' })
    expect((await guest.albums.get(top.id)).counts).toMatchObject({ photos: 0, photosBelow: 1 })
    expect((await guest.photos.list({ album: top.id, recursive: true })).items.map(({ id }) => id)).toEqual([photo.id])
    await system.albums.update(top.id, { visibility: 'private' })
    await refusalOf(guest.albums.get(below.id), 'ALBUM_NOT_FOUND')
    expect(await recount(db)).toEqual([])
    await system.albums.delete(top.id, { photos: 'delete-orphans' })
    await refusalOf(system.albums.get(below.id), 'ALBUM_NOT_FOUND')
  })

  it('come in pages that hold while albums are added and taken away', async () => {
    const { system, addAlbum } = await openTestGallery()
    const made: Album[] = []
    for (let index = 0; index < 25; index++) made.push(await addAlbum(`Album ${String(index).padStart(2, '0')}`))
    const paged = await allPages((cursor) => system.albums.list({ parent: null, limit: 4, cursor }))
    expect(paged.map((album) => album.id)).toEqual(made.map((album) => album.id))
    expect((await system.albums.list({ parent: null, limit: 4 })).total).toBe(25)

    const first = await system.albums.list({ parent: null, limit: 10 })
    await system.albums.delete(made[2]?.id ?? 0)
    await addAlbum('New first', { position: 0 })
    const second = await system.albums.list({ parent: null, limit: 10, cursor: first.nextCursor ?? undefined })
    expect(second.items[0]?.name).toBe('Album 10')

    await refusalOf(system.albums.list({ parent: made[1]?.id ?? 0, cursor: first.nextCursor ?? '' }), 'CURSOR_INVALID')
    for (const cursor of ['', 'x', Buffer.from('[1,2]').toString('base64url'), 'A'.repeat(5_000)])
      await refusalOf(system.albums.list({ parent: null, cursor }), 'CURSOR_INVALID')
    for (const limit of [0, -1, 501, 1.5, Number.NaN])
      await refusalOf(system.albums.list({ parent: null, limit }), 'INPUT_INVALID')
    await refusalOf(system.albums.list({ parent: 9_999 }), 'ALBUM_NOT_FOUND')
  })

  it('count their photos, each once', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const top = await addAlbum('Top')
    const left = await addAlbum('Left', { parentId: top.id })
    const deep = await addAlbum('Deep', { parentId: left.id })
    const right = await addAlbum('Right', { parentId: top.id })
    const other = await addAlbum('Other')
    const shared = await addPhoto(deep.id)
    await system.photos.update(shared.id, { albumIds: [deep.id, left.id, right.id, other.id] })
    await addPhoto(top.id)
    await addPhoto(right.id)
    const countsOf = async (id: number) => (await system.albums.get(id)).counts
    expect(await countsOf(top.id)).toEqual({ photos: 1, photosBelow: 3, albums: 2 })
    expect(await countsOf(left.id)).toEqual({ photos: 1, photosBelow: 1, albums: 1 })
    expect(await countsOf(right.id)).toEqual({ photos: 2, photosBelow: 2, albums: 0 })
    expect(await countsOf(other.id)).toEqual({ photos: 1, photosBelow: 1, albums: 0 })
    expect((await system.photos.list({ album: top.id, recursive: true })).total).toBe(3)
    await system.photos.delete([shared.id])
    expect(await countsOf(top.id)).toEqual({ photos: 1, photosBelow: 2, albums: 2 })
  })

  it('show a cover: the chosen one, else the newest of the first that has any', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const top = await addAlbum('Top')
    const empty = await addAlbum('Empty', { parentId: top.id })
    const full = await addAlbum('Full', { parentId: top.id })
    expect((await system.albums.get(top.id)).coverPhotoId).toBeNull()
    const old = await addPhoto(full.id, { taken: '2010:01:01 10:00:00' })
    const young = await addPhoto(full.id, { taken: '2020:01:01 10:00:00' })
    expect((await system.albums.get(top.id)).coverPhotoId).toBe(young.id)
    expect((await system.albums.get(empty.id)).coverPhotoId).toBeNull()
    expect((await system.albums.update(top.id, { coverPhotoId: old.id })).coverPhotoId).toBe(old.id)
    await system.photos.delete([old.id])
    expect((await system.albums.get(top.id)).coverPhotoId).toBe(young.id)
    const error = await refusalOf(system.albums.update(top.id, { coverPhotoId: old.id }), 'INPUT_INVALID')
    expect(error.issues[0]?.path).toBe('coverPhotoId')
    expect((await system.albums.update(top.id, { coverPhotoId: null })).coverPhotoId).toBe(young.id)
  })

  describe('when they are deleted', () => {
    it.each([
      ['keep', { inBoth: true, onlyThere: true }],
      ['delete-orphans', { inBoth: true, onlyThere: false }],
      ['delete-all', { inBoth: false, onlyThere: false }],
    ] as const)('%s their photos', async (photos, stays) => {
      const { system, addAlbum, addPhoto, db, files } = await openTestGallery()
      const top = await addAlbum('Top')
      const below = await addAlbum('Below', { parentId: top.id })
      const other = await addAlbum('Other')
      const onlyThere = await addPhoto(below.id)
      const inBoth = await addPhoto(top.id)
      await system.photos.update(inBoth.id, { albumIds: [top.id, other.id] })
      await system.albums.delete(top.id, { photos })
      await refusalOf(system.albums.get(top.id), 'ALBUM_NOT_FOUND')
      await refusalOf(system.albums.get(below.id), 'ALBUM_NOT_FOUND')
      const left = (await system.photos.list()).items.map((photo) => photo.id)
      expect(left.includes(inBoth.id)).toBe(stays.inBoth)
      expect(left.includes(onlyThere.id)).toBe(stays.onlyThere)
      expect((await system.albums.get(other.id)).counts.photos).toBe(stays.inBoth ? 1 : 0)
      // Originals are sacred: in the trash or not, they stay.
      expect(await files('originals')).toHaveLength(2)
      expect(await recount(db)).toEqual([])
    })

    it('they do not leave a sub-album behind that came meanwhile', async () => {
      const { system, addAlbum, db } = await openTestGallery()
      for (let round = 0; round < 5; round++) {
        const top = await addAlbum('Top')
        const below = await addAlbum('Below', { parentId: top.id })
        const outcomes = await Promise.allSettled([
          system.albums.delete(top.id),
          addAlbum('Late', { parentId: below.id }),
          addAlbum('Late too', { parentId: top.id }),
        ])
        for (const outcome of outcomes)
          if (outcome.status === 'rejected') expect(['CONFLICT', 'ALBUM_NOT_FOUND']).toContain(outcome.reason.code)
      }
      const rows = await db.read.selectFrom('albums').select(['id', 'parent_id']).execute()
      const ids = new Set(rows.map((row) => row.id))
      expect(rows.filter((row) => row.parent_id !== null && !ids.has(row.parent_id))).toEqual([])
    })

    it('the choice is checked', async () => {
      const { system, addAlbum } = await openTestGallery()
      const album = await addAlbum('Sea')
      await refusalOf(system.albums.delete(album.id, { photos: 'burn' as never }), 'INPUT_INVALID')
      for (const id of [0, -1, 1.5, Number.NaN, 2 ** 60]) await refusalOf(system.albums.delete(id), 'ALBUM_NOT_FOUND')
    })
  })

  it('of folders follow their folder', async () => {
    const { system, gallery, addAlbum, db } = await openTestGallery()
    const album = await addAlbum('Folder')
    const other = await addAlbum('Other')
    await db.write.updateTable('albums').set({ is_folder: 1 }).where('id', '=', album.id).execute()
    expect((await system.albums.get(album.id)).mirrorsFolder).toBe(true)
    await refusalOf(system.albums.update(album.id, { name: 'Mine' }), 'ALBUM_READ_ONLY')
    await refusalOf(system.albums.move(album.id, { parentId: other.id }), 'ALBUM_READ_ONLY')
    expect(await system.albums.update(album.id, { name: 'Folder', description: 'Kept' })).toMatchObject({
      description: 'Kept',
    })
    await system.albums.update(album.id, { visibility: 'private' })
    gallery.hooks.filter('album.updating', ({ ids, patch }) => ({ ids, patch: { ...patch, name: 'By a plugin' } }))
    await refusalOf(system.albums.update(album.id, { description: 'x' }), 'ALBUM_READ_ONLY')
  })
})

describeDialects('what an album tells to those who see a part', ({ openTestGallery }) => {
  it('leaves no gap where a hidden one stands', async () => {
    const { gallery, addAlbum } = await openTestGallery()
    await addAlbum('A')
    await addAlbum('Hidden', { visibility: 'private' })
    await addAlbum('B')
    const { items, total } = await gallery.as(guest).albums.list({ parent: null })
    expect(items.map((album) => [album.name, album.position])).toEqual([
      ['A', 0],
      ['B', 1],
    ])
    expect(total).toBe(2)
  })

  it('lifts what is granted inside a hidden album up to where it can be reached', async () => {
    const { gallery, system, addAlbum, addUser, grant } = await openTestGallery()
    const user = await addUser('ann')
    const hidden = await addAlbum('Hidden', { visibility: 'private' })
    const open = await addAlbum('Open', { parentId: hidden.id })
    await addAlbum('Also hidden', { parentId: hidden.id })
    const visible = await addAlbum('Visible')
    await grant(open.id, [['user', user.id, 'view']])
    const { items } = await user.as.albums.list({ parent: null })
    expect(items.map(({ name, parentId, position }) => ({ name, parentId, position }))).toEqual([
      { name: 'Open', parentId: null, position: 0 },
      { name: 'Visible', parentId: null, position: 1 },
    ])
    expect((await user.as.albums.path(open.id)).map((crumb) => crumb.name)).toEqual(['Open'])
    expect((await gallery.as(guest).albums.list({ parent: null })).items.map(({ id }) => id)).toEqual([visible.id])
    expect((await system.albums.get(open.id)).parentId).toBe(hidden.id)
  })
})
