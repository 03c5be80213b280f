import { expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

describeDialects('albums', ({ openTestGallery }) => {
  it('are made as the gallery wants new ones to be', async () => {
    const { system, addAlbum, addUser, gallery } = await openTestGallery()
    const user = await addUser('ann')
    expect(await system.albums.defaults()).toEqual({
      visibility: 'public',
      comments: true,
      position: 'last',
      inheritVisibility: false,
    })
    const open = await addAlbum('Open')
    expect(open).toMatchObject({
      visibility: 'public',
      comments: true,
      photoSort: null,
      coverMode: 'auto',
      query: null,
    })
    await system.albums.setDefaults({ comments: false, position: 'first', inheritVisibility: true })
    expect(await addAlbum('First')).toMatchObject({ position: 0, comments: false, visibility: 'public' })
    const hidden = await addAlbum('Hidden', { visibility: 'private', comments: true, position: 1 })
    expect(hidden).toMatchObject({ comments: true, position: 1 })
    expect((await addAlbum('Below', { parentId: hidden.id })).visibility).toBe('private')
    expect((await addAlbum('Told', { parentId: hidden.id, visibility: 'public' })).visibility).toBe('public')
    await system.albums.setDefaults({ visibility: 'private' })
    expect((await addAlbum('Private')).visibility).toBe('private')
    await refusalOf(user.as.albums.defaults(), 'FORBIDDEN')
    await refusalOf(gallery.as(guest).albums.setDefaults({ visibility: 'public' }), 'UNAUTHENTICATED')
    for (const patch of [{ visibility: 'secret' }, { position: 3 }, { level: 8 }, null])
      await refusalOf(system.albums.setDefaults(patch as never), 'INPUT_INVALID')
  })

  it('hand what they are on to the albums below, where the actor may change those', async () => {
    const { system, addAlbum, addUser, grant, gallery } = await openTestGallery()
    const user = await addUser('ann')
    const top = await addAlbum('Top')
    const middle = await addAlbum('Middle', { parentId: top.id })
    const deep = await addAlbum('Deep', { parentId: middle.id })
    const apart = await addAlbum('Apart', { parentId: top.id })
    await grant(top.id, [['user', user.id, 'view', 'edit', 'organise', 'manage']])
    await system.albums.setGrants(apart.id, { inherit: false, grants: [] })
    await user.as.albums.update(top.id, {
      visibility: 'private',
      comments: false,
      photoSort: '-rating,takenAt',
      childrenOrder: '-name',
      applyToSubAlbums: true,
    })
    for (const id of [top.id, middle.id, deep.id])
      expect(await system.albums.get(id)).toMatchObject({
        visibility: 'private',
        comments: false,
        photoSort: '-rating,takenAt',
        childrenOrder: '-name',
      })
    expect(await system.albums.get(apart.id)).toMatchObject({ visibility: 'public', comments: true, photoSort: null })
    await refusalOf(user.as.albums.update(top.id, { name: 'x', applyToSubAlbums: true }), 'INPUT_INVALID')
    for (const photoSort of ['', 'colour', 'id,id', 'id,-id', 'id,title,rating,views', 7])
      await refusalOf(system.albums.update(top.id, { photoSort: photoSort as string }), 'INPUT_INVALID')

    const friend = await addUser('bob')
    await grant(deep.id, [['user', friend.id, 'view']])
    await grant(middle.id, [['user', friend.id, 'view', 'edit']], { inherit: false })
    await system.albums.setGrants(top.id, {
      inherit: true,
      grants: [{ principal: { type: 'user', id: friend.id }, capabilities: ['view', 'download'] }],
      applyToSubAlbums: true,
    })
    for (const id of [middle.id, deep.id, apart.id])
      expect(await system.albums.grants(id)).toEqual({ inherit: true, grants: [] })
    expect((await friend.as.albums.get(deep.id)).capabilities).toEqual(['view', 'download'])
    expect(await gallery.verify()).toEqual([])
  })

  it('AZ-09: have a cover as somebody chose it, always one that the viewer may see', async () => {
    const { system, addAlbum, addPhoto, gallery, clock } = await openTestGallery()
    const top = await addAlbum('Top')
    const below = await addAlbum('Below', { parentId: top.id })
    const photos: number[] = []
    for (let day = 1; day <= 6; day++)
      photos.push((await addPhoto(below.id, { taken: `2020:01:0${day} 10:00:00`, level: day > 3 ? 4 : 0 })).id)
    const open = photos.slice(0, 3)
    const seen = async () => (await gallery.as(guest).albums.get(top.id)).coverPhotoId
    expect(await seen()).toBe(photos[2])
    expect((await system.albums.get(top.id)).coverPhotoId).toBe(photos[5])

    await system.albums.update(top.id, { cover: { mode: 'fixed', photoId: photos[4] ?? 0 } })
    expect(await system.albums.get(top.id)).toMatchObject({ coverMode: 'fixed', coverPhotoId: photos[4] })
    expect(await seen()).toBe(photos[2])
    await system.albums.update(top.id, { cover: { mode: 'none' } })
    expect(await seen()).toBeNull()
    await system.albums.update(top.id, { cover: { mode: 'random' } })
    const picked = new Set<number | null>()
    for (let day = 0; day < 25; day++) {
      const first = await seen()
      picked.add(first)
      expect(await seen()).toBe(first)
      expect(open).toContain(first)
      clock.advance(24 * 3_600_000)
    }
    expect(picked.size).toBeGreaterThan(1)
    await system.albums.update(top.id, { coverPhotoId: null })
    expect((await system.albums.get(top.id)).coverMode).toBe('auto')
    for (const [patch, path] of [
      [{ cover: { mode: 'fixed', photoId: 9_999 } }, 'cover.photoId'],
      [{ cover: { mode: 'fixed' } }, 'cover.photoId'],
      [{ cover: { mode: 'auto' }, coverPhotoId: null }, 'coverPhotoId'],
    ] as const) {
      const error = await refusalOf(system.albums.update(top.id, patch as never), 'INPUT_INVALID')
      expect(error.issues.map((issue) => issue.path)).toEqual([path])
    }
    await refusalOf(system.albums.update(top.id, { cover: { mode: 'newest' } as never }), 'INPUT_INVALID')
  })

  it('that are smart show what fits their query, to each viewer its own; nothing is put in by hand', async () => {
    const { system, addAlbum, addPhoto, addUser, grant, gallery } = await openTestGallery()
    const user = await addUser('ann')
    const plain = await addAlbum('Plain')
    const sea = await addPhoto(plain.id, { title: 'Sea', taken: '2020:01:01 10:00:00' })
    const hidden = await addPhoto(plain.id, { title: 'Sea too', level: 8, taken: '2021:01:01 10:00:00' })
    await addPhoto(plain.id, { title: 'Mountain', taken: '2022:01:01 10:00:00' })
    const smart = await addAlbum('Smart', { query: '  sea   OR  ocean ' })
    expect(smart).toMatchObject({ isSmart: true, query: 'sea OR ocean', coverPhotoId: hidden.id })
    await grant(smart.id, [['user', user.id, 'view', 'upload', 'organise']])
    expect(await user.as.albums.get(smart.id)).toMatchObject({ isSmart: true, query: null, coverPhotoId: sea.id })
    expect((await gallery.as(guest).albums.get(smart.id)).coverPhotoId).toBe(sea.id)

    await refusalOf(addPhoto(smart.id), 'ALBUM_IS_SMART')
    await refusalOf(addPhoto(smart.id, { as: user.as }), 'ALBUM_IS_SMART')
    await refusalOf(system.photos.update(sea.id, { albumIds: [plain.id, smart.id] }), 'ALBUM_IS_SMART')
    await refusalOf(system.albums.orderPhotos(smart.id, [sea.id]), 'ALBUM_IS_SMART')
    const error = await refusalOf(system.albums.update(plain.id, { query: 'sea' }), 'INPUT_INVALID')
    expect(error.issues[0]?.path).toBe('query')
    for (const query of ['', '   ', 'x'.repeat(4_001), `${'('.repeat(30)}a`, 7])
      expect(
        (await refusalOf(system.albums.create({ name: 'x', query: query as string }), 'INPUT_INVALID')).issues[0]?.path,
      ).toBe('query')

    expect(await system.albums.update(smart.id, { query: null })).toMatchObject({ isSmart: false, query: null })
    await system.photos.update(sea.id, { albumIds: [plain.id, smart.id] })
    expect(await gallery.verify()).toEqual([])
  })

  it('are found by the words of their names, by those who see them', async () => {
    const { system, addAlbum, gallery } = await openTestGallery()
    for (const name of ['Été à la mer', 'La mer', 'Mer', 'Mermaids', 'Summer', '東京タワー', '100%'])
      await addAlbum(name)
    await addAlbum('Mer cachée', { visibility: 'private' })
    const found = async (text: string, as = gallery.as(guest)) =>
      (await as.albums.find(text)).map((album) => album.name)
    expect(await found('MER')).toEqual(['Mer', 'Mermaids', 'Été à la mer', 'La mer'])
    expect(await found('mer ete')).toEqual(['Été à la mer'])
    expect(await found('mer', system)).toContain('Mer cachée')
    expect(await found('京')).toEqual(['東京タワー'])
    expect(await found('%')).toEqual([])
    expect(await found('100%')).toEqual(['100%'])
    expect(await system.albums.find('mer', { limit: 2 })).toHaveLength(2)
    await refusalOf(system.albums.find('mer', { limit: 101 }), 'INPUT_INVALID')
    await refusalOf(system.albums.find('x'.repeat(256)), 'INPUT_INVALID')
  })
})
