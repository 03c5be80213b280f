import { expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import type { Album } from '../../src/albums/album.types.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf, type TestWorld } from '../world.ts'

const names = async ({ system }: Pick<TestWorld, 'system'>, parent: number | null) =>
  (await system.albums.list({ parent, limit: 500 })).items.map((album) => album.name)

describeDialects('places of albums', ({ openTestGallery }) => {
  it('are kept in the order that a parent wants, until somebody moves one by hand', async () => {
    const world = await openTestGallery()
    const { system, addAlbum, clock, gallery } = world
    const top = await addAlbum('Top', { childrenOrder: 'name' })
    expect(top.childrenOrder).toBe('name')
    for (const name of ['Nr 10', 'nr 9', 'Äpfel', 'Zoo', 'Nr 1']) {
      clock.advance(1_000)
      await addAlbum(name, { parentId: top.id, position: 0 })
    }
    expect(await names(world, top.id)).toEqual(['Äpfel', 'Nr 1', 'nr 9', 'Nr 10', 'Zoo'])
    const [apples] = (await system.albums.list({ parent: top.id })).items as [Album]
    await system.albums.update(apples.id, { name: 'Zzz' })
    expect(await names(world, top.id)).toEqual(['Nr 1', 'nr 9', 'Nr 10', 'Zoo', 'Zzz'])
    const other = await addAlbum('Nr 2')
    await system.albums.move(other.id, { parentId: top.id, position: 4 })
    expect(await names(world, top.id)).toEqual(['Nr 1', 'Nr 2', 'nr 9', 'Nr 10', 'Zoo', 'Zzz'])
    await system.albums.update(top.id, { childrenOrder: '-createdAt' })
    expect(await names(world, top.id)).toEqual(['Nr 2', 'Nr 1', 'Zoo', 'Zzz', 'nr 9', 'Nr 10'])

    await system.albums.move(other.id, { parentId: top.id, position: 1 })
    expect(await names(world, top.id)).toEqual(['Nr 1', 'Nr 2', 'Zoo', 'Zzz', 'nr 9', 'Nr 10'])
    expect((await system.albums.get(top.id)).childrenOrder).toBeNull()
    await refusalOf(system.albums.update(top.id, { childrenOrder: 'random' as never }), 'INPUT_INVALID')
    expect(await gallery.verify()).toEqual([])
  })

  it('are given once by name, date or newest photo, on one level or on all', async () => {
    const world = await openTestGallery()
    const { system, addAlbum, addPhoto, clock, gallery } = world
    const a = await addAlbum('B')
    clock.advance(1_000)
    const b = await addAlbum('C')
    clock.advance(1_000)
    const c = await addAlbum('A')
    for (const name of ['2', '10', '1']) await addAlbum(name, { parentId: a.id })
    await addPhoto(b.id, { taken: '2010:01:01 10:00:00' })
    const deep = await addAlbum('Deep', { parentId: c.id })
    await addPhoto(deep.id, { taken: '2020:01:01 10:00:00' })
    await system.albums.sortChildren(null, { by: 'name' })
    expect(await names(world, null)).toEqual(['A', 'B', 'C'])
    expect(await names(world, a.id)).toEqual(['2', '10', '1'])
    await system.albums.sortChildren(null, { by: 'createdAt', descending: true })
    expect(await names(world, null)).toEqual(['A', 'C', 'B'])
    await system.albums.sortChildren(null, { by: 'newestPhoto' })
    expect(await names(world, null)).toEqual(['B', 'C', 'A'])
    await system.albums.sortChildren(null, { by: 'name', descending: true, recursive: true })
    expect(await names(world, null)).toEqual(['C', 'B', 'A'])
    expect(await names(world, a.id)).toEqual(['10', '2', '1'])
    await refusalOf(system.albums.sortChildren(9_999, { by: 'name' }), 'ALBUM_NOT_FOUND')
    await refusalOf(gallery.as(guest).albums.sortChildren(null, { by: 'name' }), 'UNAUTHENTICATED')
    expect(await gallery.verify()).toEqual([])
  })

  it('are taken from each other by albums that are put in order by hand; hidden ones stay where they are', async () => {
    const world = await openTestGallery()
    const { system, addAlbum, addUser, grant, gallery } = world
    const user = await addUser('ann')
    const top = await addAlbum('Top')
    const made: Album[] = []
    for (const name of ['A', 'B', 'C', 'D', 'E']) made.push(await addAlbum(name, { parentId: top.id }))
    const [a, b, c, d, e] = made.map((album) => album.id) as [number, number, number, number, number]
    await system.albums.reorder(top.id, [e, d, a])
    expect(await names(world, top.id)).toEqual(['E', 'B', 'C', 'D', 'A'])
    const strange = await addAlbum('Elsewhere')
    const error = await refusalOf(system.albums.reorder(top.id, [a, strange.id]), 'INPUT_INVALID')
    expect(error.issues.map((issue) => issue.path)).toEqual(['ids.1'])
    for (const ids of [[], [a, a], [a, 1.5], Array.from({ length: 10_001 }, (_, i) => i + 1)])
      await refusalOf(system.albums.reorder(top.id, ids), 'INPUT_INVALID')

    await grant(top.id, [['user', user.id, 'view', 'organise']])
    await system.albums.setGrants(c, { inherit: false, grants: [] })
    await system.albums.update(c, { visibility: 'private' })
    // What cannot be seen is not there; its place is not counted.
    expect(await names({ system: user.as }, top.id)).toEqual(['E', 'B', 'D', 'A'])
    await refusalOf(user.as.albums.reorder(top.id, [a, c]), 'INPUT_INVALID')
    await user.as.albums.reorder(top.id, [a, b, d, e])
    expect(await names(world, top.id)).toEqual(['A', 'B', 'C', 'D', 'E'])
    const moved = await user.as.albums.move(a, { parentId: top.id, position: 2 })
    expect(moved.position).toBe(2)
    expect(await names(world, top.id)).toEqual(['B', 'C', 'D', 'A', 'E'])
    await refusalOf(user.as.albums.reorder(null, [top.id]), 'FORBIDDEN')
    expect(await gallery.verify()).toEqual([])
  })

  it('below another parent are for those who manage the album', async () => {
    const { system, addAlbum, addUser, grant } = await openTestGallery()
    const user = await addUser('ann')
    const from = await addAlbum('From')
    const to = await addAlbum('To')
    const album = await addAlbum('Album', { parentId: from.id })
    await grant(from.id, [['user', user.id, 'view', 'organise']])
    await grant(to.id, [['user', user.id, 'view', 'organise']])
    await refusalOf(user.as.albums.move(album.id, { parentId: to.id }), 'FORBIDDEN')
    await user.as.albums.move(album.id, { parentId: from.id, position: 0 })
    await grant(album.id, [['user', user.id, 'view', 'manage']])
    await system.albums.update(to.id, { locked: true })
    const error = await refusalOf(user.as.albums.move(album.id, { parentId: to.id }), 'ALBUM_NOT_FOUND')
    expect(error.issues[0]?.path).toBe('parentId')
    await system.albums.update(to.id, { locked: false })
    expect((await user.as.albums.move(album.id, { parentId: to.id })).parentId).toBe(to.id)
    await refusalOf(user.as.albums.move(album.id, { parentId: null }), 'FORBIDDEN')
  })

  it('of two thousand albums change with one row, and all of them go in one transaction', async () => {
    const { system, addAlbum, gallery, db } = await openTestGallery()
    const top = await addAlbum('Top')
    const to = await addAlbum('To')
    const at = new Date().toISOString()
    const row = (parent_id: number, position: number) => ({
      parent_id,
      position,
      name: `Album ${position}`,
      slug: 'a',
      name_words: ' a ',
      description: null,
      visibility: 'public' as const,
      is_locked: 0 as const,
      inherits_grants: 1 as const,
      cover_photo_id: null,
      photo_sort: null,
      children_order: null,
      query: null,
      is_folder: 0 as const,
      created_by: null,
      created_at: at,
      updated_at: at,
    })
    let parents = [top.id]
    for (const width of [20, 5, 18]) {
      const rows = parents.flatMap((parent) => Array.from({ length: width }, (_, index) => row(parent, index)))
      await db.write.insertInto('albums').values(rows).execute()
      parents = (await db.read.selectFrom('albums').select('id').where('parent_id', 'in', parents).execute()).map(
        (album) => album.id,
      )
    }
    await system.albums.move(to.id, { parentId: null, position: 0 })
    const count = async () => (await db.read.selectFrom('albums').select('id').execute()).length
    expect(await count()).toBe(1_922)
    await system.albums.move(top.id, { parentId: to.id })
    expect((await system.albums.get(to.id)).counts.albums).toBe(1)
    expect((await system.albums.path(parents.at(-1) ?? 0)).map((crumb) => crumb.id).slice(0, 2)).toEqual([
      to.id,
      top.id,
    ])
    await system.albums.delete(top.id)
    expect(await count()).toBe(1)
    const deleted = await db.read.selectFrom('changes').select('commit_seq').where('action', '=', 'deleted').execute()
    expect(new Set(deleted.map((change) => change.commit_seq)).size).toBe(1)
    expect(deleted).toHaveLength(1_921)
    expect(await gallery.verify()).toEqual([])
  })
})
