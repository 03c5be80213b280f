import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { refusalOf, type TestWorld } from '../world.ts'

const inOrder = async ({ db }: Pick<TestWorld, 'db'>, album: number) =>
  (
    await db.read
      .selectFrom('album_photos')
      .select('photo_id')
      .where('album_id', '=', album)
      .orderBy('position')
      .orderBy('photo_id')
      .execute()
  ).map((row) => row.photo_id)

describeDialects('photos of an album', ({ openTestGallery }) => {
  it('stand where somebody put them; those that come later stand behind', async () => {
    const world = await openTestGallery()
    const { system, addAlbum, addPhoto, addUser, grant } = world
    const album = await addAlbum('Album')
    const add = async (options = {}) => (await addPhoto(album.id, options)).id
    const [a, b, c, d] = [await add(), await add(), await add(), await add()] as [number, number, number, number]
    await system.albums.placePhotos(album.id, [d], { before: b })
    expect(await inOrder(world, album.id)).toEqual([a, d, b, c])
    expect((await system.albums.get(album.id)).photoSort).toBe('position')
    const e = await add()
    expect(await inOrder(world, album.id)).toEqual([a, d, b, c, e])
    await system.albums.placePhotos(album.id, [a, b], { before: null })
    expect(await inOrder(world, album.id)).toEqual([d, c, e, a, b])
    await system.albums.placePhotos(album.id, [b, e], { before: d })
    expect(await inOrder(world, album.id)).toEqual([b, e, d, c, a])
    await system.albums.orderPhotos(album.id, [a, c])
    expect(await inOrder(world, album.id)).toEqual([a, c, b, e, d])
    await system.albums.orderPhotos(album.id, [e, d, c, b, a])
    expect(await inOrder(world, album.id)).toEqual([e, d, c, b, a])
    // Again and again at the same place: gaps run out, and are made anew.
    for (let turn = 0; turn < 25; turn++) {
      await system.albums.placePhotos(album.id, [turn % 2 === 0 ? d : c], { before: b })
      expect(await inOrder(world, album.id)).toEqual(turn % 2 === 0 ? [e, c, d, b, a] : [e, d, c, b, a])
    }

    const user = await addUser('ann')
    await grant(album.id, [['user', user.id, 'view', 'edit']])
    await refusalOf(user.as.albums.orderPhotos(album.id, [a]), 'FORBIDDEN')
    await grant(album.id, [['user', user.id, 'view', 'organise']])
    const hidden = await add({ level: 8 })
    const strange = (await addPhoto((await addAlbum('Other')).id)).id
    for (const [photoIds, before, path] of [
      [[a, hidden], null, 'photoIds.1'],
      [[strange], null, 'photoIds.0'],
      [[a], hidden, 'before'],
      [[a, b], a, 'before'],
      [[a, a], null, 'photoIds'],
      [[], null, 'photoIds'],
      [[a], 0.5, 'before'],
    ] as const) {
      const error = await refusalOf(user.as.albums.placePhotos(album.id, photoIds, { before }), 'INPUT_INVALID')
      expect(error.issues.map((issue) => issue.path)).toEqual([path])
    }
    await user.as.albums.placePhotos(album.id, [a], { before: e })
    expect(await inOrder(world, album.id)).toEqual([a, e, c, d, b, hidden])
  })

  it('are put in order by several people at once, without losing one', async () => {
    const world = await openTestGallery()
    const { system, addAlbum, addPhoto } = world
    const album = await addAlbum('Album')
    const ids: number[] = []
    for (let index = 0; index < 8; index++) ids.push((await addPhoto(album.id)).id)
    await Promise.all(
      ids
        .slice(0, 7)
        .map((id, index) =>
          index % 2 === 0
            ? system.albums.placePhotos(album.id, [id], { before: ids[7] ?? 0 })
            : system.albums.orderPhotos(album.id, [id]),
        ),
    )
    const rows = await world.db.read.selectFrom('album_photos').select('position').execute()
    expect(new Set(rows.map((row) => row.position)).size).toBe(8)
    expect((await inOrder(world, album.id)).at(-1)).toBe(ids[7])
  })
})
