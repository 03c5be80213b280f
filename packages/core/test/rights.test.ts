import { expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import type { ActorGallery } from '../src/gallery.types.ts'
import { describeDialects } from './dialects.ts'
import { allPages, refusalOf, type TestWorld } from './world.ts'

/** Everything that an actor can ask for by reading, as one value. */
const crawl = async (as: ActorGallery, words: readonly string[]) => {
  const albumsBelow = async (parent: number | null): Promise<unknown[]> => {
    const albums = await allPages((cursor) => as.albums.list({ parent, limit: 2, cursor }))
    return Promise.all(
      albums.map(async (album) => ({
        album,
        path: await as.albums.path(album.id),
        direct: await as.photos.list({ album: album.id }),
        recursive: await as.photos.list({ album: album.id, recursive: true, sort: '-addedAt' }),
        below: await albumsBelow(album.id),
      })),
    )
  }
  const photos = await allPages((cursor) => as.photos.list({ limit: 2, cursor }))
  const tags = await as.tags.list()
  return {
    me: await as.me(),
    roots: await as.albums.list({ parent: null }),
    albums: await albumsBelow(null),
    photos,
    total: (await as.photos.list({ limit: 1 })).total,
    neighbours: await Promise.all(photos.map((photo) => as.photos.neighbours(photo.id, {}))),
    metadata: await Promise.all(photos.map((photo) => as.photos.metadata(photo.id))),
    tags,
    byTag: await Promise.all(tags.items.map((tag) => as.photos.list({ tag: tag.id }))),
    prefixed: await as.tags.list({ startsWith: 's' }),
    found: await Promise.all(words.map((q) => as.photos.list({ q }))),
  }
}

/** The public part of the gallery; `hidden` adds what nobody but its users may know of. */
const build = async (world: TestWorld, hidden: boolean) => {
  const ann = await world.addUser('ann')
  const pub = await world.addAlbum('Public')
  const second = await world.addAlbum('Second')
  const shared = await world.addPhoto(pub.id, { seed: 'shared', tags: ['sea', 'sun'], taken: '2020:06:01 10:00:00' })
  await world.addPhoto(pub.id, { seed: 'open', tags: ['sea'], taken: '2020:06:03 10:00:00' })
  await world.addPhoto(second.id, { seed: 'other', title: 'Lighthouse', taken: '2020:06:05 10:00:00' })
  if (!hidden) return { ann, ids: null }

  const ben = await world.addUser('ben', { level: 4 })
  const priv = await world.addAlbum('Private canary', { visibility: 'private', position: 0 })
  const child = await world.addAlbum('Child canary', { parentId: priv.id })
  const locked = await world.addAlbum('Locked canary', { parentId: pub.id, position: 0 })
  await world.system.albums.update(locked.id, { locked: true })
  await world.grant(priv.id, [['user', ben.id, 'view', 'download']])
  const options = { tags: ['sea', 'secretcanary'], title: 'Titlecanary', author: 'Authorcanary' }
  const inPriv = await world.addPhoto(priv.id, { seed: 'p', ...options, taken: '2021:01:01 10:00:00' })
  const inChild = await world.addPhoto(child.id, { seed: 'c', ...options, taken: '2020:06:02 10:00:00' })
  const inLocked = await world.addPhoto(locked.id, { seed: 'l', ...options })
  const high = await world.addPhoto(pub.id, { seed: 'h', ...options, level: 8, taken: '2020:06:02 10:00:00' })
  const trashed = await world.addPhoto(pub.id, { seed: 't', ...options })
  await world.system.photos.delete([trashed.id])
  const orphan = await world.addPhoto(priv.id, { seed: 'o', ...options })
  await world.system.photos.update(orphan.id, { albumIds: [] })
  await world.system.photos.update(shared.id, { albumIds: [pub.id, priv.id, locked.id] })
  await world.system.albums.update(pub.id, { coverPhotoId: inPriv.id })
  const photos = [inPriv, inChild, inLocked, high, trashed, orphan].map((photo) => photo.id)
  return {
    ann,
    ben,
    ids: { albums: [priv.id, child.id, locked.id], photos, pub: pub.id, shared: shared.id, priv: priv.id },
  }
}

describeDialects('what may not be seen', ({ openTestGallery }) => {
  it('leaves no trace: with it and without it every answer is the same', async () => {
    const [full, bare] = [await openTestGallery(), await openTestGallery()]
    const { ann, ids } = await build(full, true)
    await build(bare, false)
    if (!ids) throw new Error('no ids')
    const words = ['canary', 'Titlecanary', 'secretcanary', 'Authorcanary', 'sea', 'p', 'h.jpg', 'Lighthouse']
    for (const actor of [guest, ann.actor]) {
      const seen = await crawl(full.gallery.as(actor), words)
      const mask = (value: unknown) =>
        JSON.parse(JSON.stringify(value, (key, entry) => (key === 'updatedAt' ? undefined : entry)))
      expect(mask(seen)).toEqual(mask(await crawl(bare.gallery.as(actor), words)))
      expect(JSON.stringify(seen)).not.toMatch(/canary/i)
    }
  })

  it('answers as if it were not there, whatever is asked', async () => {
    const world = await openTestGallery()
    const { ann, ids } = await build(world, true)
    if (!ids) throw new Error('no ids')
    const tag = (await world.system.tags.list({ startsWith: 'secret' })).items[0]
    for (const actor of [guest, ann.actor]) {
      const as = world.gallery.as(actor)
      for (const id of [...ids.albums, 99_999]) {
        await refusalOf(as.albums.get(id), 'ALBUM_NOT_FOUND')
        await refusalOf(as.albums.path(id), 'ALBUM_NOT_FOUND')
        await refusalOf(as.albums.list({ parent: id }), 'ALBUM_NOT_FOUND')
        await refusalOf(as.albums.grants(id), 'ALBUM_NOT_FOUND')
        await refusalOf(as.albums.update(id, { name: 'x' }), 'ALBUM_NOT_FOUND')
        await refusalOf(as.albums.setGrants(id, { inherit: true, grants: [] }), 'ALBUM_NOT_FOUND')
        await refusalOf(as.albums.move(id, { parentId: ids.pub }), 'ALBUM_NOT_FOUND')
        await refusalOf(as.albums.delete(id), 'ALBUM_NOT_FOUND')
        await refusalOf(as.photos.list({ album: id }), 'ALBUM_NOT_FOUND')
        await refusalOf(as.photos.list({ album: id, recursive: true }), 'ALBUM_NOT_FOUND')
        await refusalOf(as.photos.neighbours(ids.shared, { album: id }), 'ALBUM_NOT_FOUND')
        await refusalOf(world.addPhoto(id, { as }), 'ALBUM_NOT_FOUND')
      }
      for (const id of [...ids.photos, 99_999]) {
        await refusalOf(as.photos.get(id), 'PHOTO_NOT_FOUND')
        await refusalOf(as.photos.original(id), 'PHOTO_NOT_FOUND')
        await refusalOf(as.photos.metadata(id), 'PHOTO_NOT_FOUND')
        await refusalOf(as.photos.visited(id), 'PHOTO_NOT_FOUND')
        await refusalOf(as.photos.update(id, { title: 'x' }), 'PHOTO_NOT_FOUND')
        await refusalOf(as.photos.delete([id]), 'PHOTO_NOT_FOUND')
        await refusalOf(as.photos.delete([ids.shared, id]), 'PHOTO_NOT_FOUND')
        await refusalOf(as.photos.neighbours(id, {}), 'PHOTO_NOT_FOUND')
        await refusalOf(as.photos.neighbours(id, { album: ids.pub }), 'PHOTO_NOT_FOUND')
        await refusalOf(as.derivatives.open(id, { size: 'thumb' }), 'PHOTO_NOT_FOUND')
      }
      await refusalOf(as.photos.delete([ids.shared]), actor === guest ? 'UNAUTHENTICATED' : 'FORBIDDEN')
      await refusalOf(as.tags.get(tag?.id ?? 0), 'TAG_NOT_FOUND')
      await refusalOf(as.photos.list({ tag: tag?.id ?? 0 }), 'TAG_NOT_FOUND')
      const shared = await as.photos.get(ids.shared)
      expect(shared.albumIds).toEqual([ids.pub])
      expect(shared.capabilities).toEqual(['view', 'download'])
      const pub = await as.albums.get(ids.pub)
      expect(ids.photos).not.toContain(pub.coverPhotoId)
      expect(pub.counts).toEqual({ photos: 2, photosBelow: 2, albums: 0 })
    }
  })

  it('is there for those who were granted it, as far as their level goes', async () => {
    const world = await openTestGallery()
    const { ben, ids } = await build(world, true)
    if (!ids || !ben) throw new Error('no ids')
    const [inPriv, inChild, inLocked, high, trashed, orphan] = ids.photos as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    const seen = (await ben.as.photos.list({ limit: 100 })).items.map((photo) => photo.id)
    expect(seen).toEqual(expect.arrayContaining([inPriv, inChild]))
    for (const id of [inLocked, high, trashed, orphan]) expect(seen).not.toContain(id)
    expect((await ben.as.photos.get(ids.shared)).albumIds).toEqual([ids.pub, ids.priv])
    const all = (await world.system.photos.list({ limit: 100 })).items.map((photo) => photo.id)
    expect(all).toEqual(expect.arrayContaining([inPriv, inChild, inLocked, high, orphan]))
    expect(all).not.toContain(trashed)
  })
})

describeDialects('who may do what', ({ openTestGallery }) => {
  it('is told apart: sign in, may not, is not there', async () => {
    const { gallery, system, addAlbum, addUser, addPhoto } = await openTestGallery()
    const ann = await addUser('ann')
    const album = await addAlbum('Public')
    const photo = await addPhoto(album.id)
    for (const [actor, code] of [
      [guest, 'UNAUTHENTICATED'],
      [ann.actor, 'FORBIDDEN'],
    ] as const) {
      const as = gallery.as(actor)
      await refusalOf(as.albums.create({ name: 'x' }), code)
      await refusalOf(as.albums.create({ name: 'x', parentId: album.id }), code)
      await refusalOf(as.albums.update(album.id, { name: 'x' }), code)
      await refusalOf(as.albums.move(album.id, { parentId: null }), code)
      await refusalOf(as.albums.delete(album.id), code)
      await refusalOf(as.albums.grants(album.id), code)
      await refusalOf(as.albums.setGrants(album.id, { inherit: true, grants: [] }), code)
      await refusalOf(as.photos.update(photo.id, { title: 'x' }), code)
      await refusalOf(as.photos.delete([photo.id]), code)
      await refusalOf(addPhoto(album.id, { as }), code)
      await refusalOf(as.users.list(), code)
      await refusalOf(as.users.create({ username: 'x', password: 'long enough' }), code)
      await refusalOf(as.groups.list(), code)
      await refusalOf(as.groups.create({ name: 'x' }), code)
      await refusalOf(as.library.roots(), code)
    }
    await refusalOf(ann.as.users.get(ann.id + 1), 'USER_NOT_FOUND')
    expect((await ann.as.users.get(ann.id)).username).toBe('ann')
    await refusalOf(gallery.as(guest).users.get(ann.id), 'UNAUTHENTICATED')
    expect((await system.photos.get(photo.id)).title).toBe(photo.title)
  })

  it('follows what was granted to people and groups, inherited unless cut off', async () => {
    const { system, addAlbum, addUser, addGroup, addPhoto, grant } = await openTestGallery()
    const [ann, ben] = [await addUser('ann'), await addUser('ben')]
    const family = await addGroup('Family', [ben])
    const top = await addAlbum('Top', { visibility: 'private' })
    const below = await addAlbum('Below', { parentId: top.id, visibility: 'private' })
    const cut = await addAlbum('Cut', { parentId: top.id, visibility: 'private' })
    const cutOpen = await addAlbum('Cut and public', { parentId: top.id })
    await grant(top.id, [
      ['user', ann.id, 'upload'],
      ['group', family, 'edit', 'organise'],
    ])
    await grant(below.id, [['user', ann.id, 'edit']])
    await grant(cut.id, [], { inherit: false })
    await grant(cutOpen.id, [], { inherit: false })
    const capabilities = async (as: typeof ann.as, id: number) => (await as.albums.get(id)).capabilities
    expect(await capabilities(ann.as, top.id)).toEqual(['view', 'upload'])
    expect(await capabilities(ann.as, below.id)).toEqual(['view', 'upload', 'edit'])
    expect(await capabilities(ben.as, below.id)).toEqual(['view', 'edit', 'organise'])
    for (const as of [ann.as, ben.as]) {
      await refusalOf(as.albums.get(cut.id), 'ALBUM_NOT_FOUND')
      expect(await capabilities(as, cutOpen.id)).toEqual(['view', 'download'])
    }
    const photo = await addPhoto(top.id)
    await refusalOf(ann.as.photos.original(photo.id), 'FORBIDDEN')
    await refusalOf(ann.as.photos.update(photo.id, { title: 'x' }), 'FORBIDDEN')
    expect((await ben.as.photos.update(photo.id, { title: 'By Ben' })).title).toBe('By Ben')
    await refusalOf(ben.as.photos.delete([photo.id]), 'FORBIDDEN')
    await addPhoto(top.id, { as: ann.as })
    await refusalOf(addPhoto(top.id, { as: ben.as }), 'FORBIDDEN')
    expect((await ben.as.albums.create({ name: 'By Ben', parentId: top.id })).name).toBe('By Ben')
    expect((await system.albums.grants(top.id)).grants).toHaveLength(2)
  })

  it('is for managers alone where an album is locked', async () => {
    const { system, addAlbum, addUser, addPhoto, grant } = await openTestGallery()
    const [ann, ben, ad] = [await addUser('ann'), await addUser('ben'), await addUser('ad', { role: 'admin' })]
    const album = await addAlbum('Album')
    const below = await addAlbum('Below', { parentId: album.id })
    const photo = await addPhoto(below.id)
    await grant(album.id, [
      ['user', ann.id, 'view', 'edit'],
      ['user', ben.id, 'manage'],
    ])
    await refusalOf(ann.as.albums.update(album.id, { locked: true }), 'FORBIDDEN')
    await ben.as.albums.update(album.id, { locked: true })
    for (const id of [album.id, below.id]) {
      await refusalOf(ann.as.albums.get(id), 'ALBUM_NOT_FOUND')
      expect((await ben.as.albums.get(id)).id).toBe(id)
      expect((await ad.as.albums.get(id)).id).toBe(id)
    }
    await refusalOf(ann.as.photos.get(photo.id), 'PHOTO_NOT_FOUND')
    expect((await ben.as.photos.get(photo.id)).id).toBe(photo.id)
    expect((await system.albums.get(album.id)).locked).toBe(true)
  })

  it('does not grow by putting a photo elsewhere', async () => {
    const { addAlbum, addUser, addPhoto, grant } = await openTestGallery()
    const ann = await addUser('ann')
    const theirs = await addAlbum('Theirs')
    const mine = await addAlbum('Mine')
    await grant(mine.id, [['user', ann.id, 'upload', 'edit', 'organise', 'manage']])
    const photo = await addPhoto(theirs.id, { seed: 'same bytes' })
    // The same bytes in an album of one's own: a photo of one's own, not a right over the other.
    const copy = await addPhoto(mine.id, { seed: 'same bytes', as: ann.as })
    expect(copy.id).not.toBe(photo.id)
    await refusalOf(ann.as.photos.update(photo.id, { title: 'x' }), 'FORBIDDEN')
    await refusalOf(ann.as.photos.delete([photo.id]), 'FORBIDDEN')
    await refusalOf(ann.as.photos.update(photo.id, { albumIds: [mine.id] }), 'FORBIDDEN')
    // Whoever may only edit may not take it along either.
    await grant(theirs.id, [['user', ann.id, 'edit']])
    await refusalOf(ann.as.photos.update(photo.id, { albumIds: [theirs.id, mine.id] }), 'FORBIDDEN')
    expect((await ann.as.photos.update(photo.id, { title: 'x' })).title).toBe('x')
  })

  it('never hides a photo from the one who changes it', async () => {
    const { addAlbum, addUser, addPhoto, grant, system } = await openTestGallery()
    const ann = await addUser('ann', { level: 2 })
    const album = await addAlbum('Mine')
    await grant(album.id, [['user', ann.id, 'upload', 'edit', 'organise']])
    const photo = await addPhoto(album.id, { as: ann.as, level: 2 })
    const upload = await refusalOf(addPhoto(album.id, { as: ann.as, level: 4 }), 'INPUT_INVALID')
    const update = await refusalOf(ann.as.photos.update(photo.id, { level: 8 }), 'INPUT_INVALID')
    expect([upload.issues[0]?.path, update.issues[0]?.path]).toEqual(['level', 'level'])
    const error = await refusalOf(ann.as.photos.update(photo.id, { albumIds: [] }), 'INPUT_INVALID')
    expect(error.issues[0]?.path).toBe('albumIds')
    expect((await system.photos.update(photo.id, { albumIds: [], level: 8 })).albumIds).toEqual([])
  })

  it('holds for administrators of any level, in lists and counts alike', async () => {
    const { addAlbum, addUser, addPhoto } = await openTestGallery()
    const ad = await addUser('ad', { role: 'admin', level: 0 })
    const album = await addAlbum('Album', { visibility: 'private' })
    await addPhoto(album.id, { level: 8 })
    expect((await ad.as.photos.list({ album: album.id })).items).toHaveLength(1)
    expect((await ad.as.photos.list({ album: album.id })).total).toBe(1)
    const { counts, coverPhotoId } = await ad.as.albums.get(album.id)
    expect(counts).toMatchObject({ photos: 1, photosBelow: 1 })
    expect(coverPhotoId).not.toBeNull()
  })

  it('checks grants as a whole', async () => {
    const { system, addAlbum, addUser } = await openTestGallery()
    const ann = await addUser('ann')
    const album = await addAlbum('Album')
    const set = (grants: unknown) => system.albums.setGrants(album.id, { inherit: true, grants } as never)
    const principal = { type: 'user', id: ann.id }
    for (const [grants, path] of [
      [[{ principal, capabilities: ['fly'] }], 'grants.0.capabilities.0'],
      [[{ principal, capabilities: [] }], 'grants.0.capabilities'],
      [[{ principal: { type: 'key', id: 1 }, capabilities: ['view'] }], 'grants.0.principal.type'],
      [[{ principal: { type: 'link', id: 1 }, capabilities: ['view'] }], 'grants.0.principal.id'],
      [[{ principal: { type: 'user', id: 999 }, capabilities: ['view'] }], 'grants.0.principal.id'],
      [[{ principal: { type: 'group', id: 999 }, capabilities: ['view'] }], 'grants.0.principal.id'],
      [
        [
          { principal, capabilities: ['view'] },
          { principal, capabilities: ['edit'] },
        ],
        'grants.1.principal',
      ],
    ] as const) {
      const error = await refusalOf(set(grants), 'INPUT_INVALID')
      expect(error.issues.map((issue) => issue.path)).toEqual([path])
    }
    expect(await system.albums.grants(album.id)).toEqual({ inherit: true, grants: [] })
    expect(await set([{ principal, capabilities: ['edit'] }])).toEqual({
      inherit: true,
      grants: [{ principal, capabilities: ['view', 'edit'] }],
    })
  })
})
