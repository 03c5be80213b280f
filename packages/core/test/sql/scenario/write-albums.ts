import type { Scene } from './scene.ts'

/** Albums that come, change, move and go, with what is in them. */
export const writeAlbums = async (scene: Scene): Promise<void> => {
  const { admin } = scene
  const { albums } = admin
  await albums.setDefaults(await albums.defaults())
  const root = await albums.create({ name: 'Of the scenario', visibility: 'private' })
  const first = await albums.create({ name: 'First', parentId: root.id, position: 0 })
  const second = await albums.create({ name: 'Second', parentId: root.id, position: 0 })
  const below = await albums.create({ name: 'Below', parentId: second.id, description: 'One' })
  const photo = await scene.addPhoto(first.id, { as: admin, seed: 'sql album' })
  const other = await scene.addPhoto(first.id, { as: admin, seed: 'sql album 2' })
  await scene.addPhoto(below.id, { as: admin, seed: 'sql below' })
  await albums.update(first.id, {
    name: 'The first',
    coverPhotoId: photo.id,
    locked: true,
    photoSort: '-rating,takenAt',
  })
  await albums.update(first.id, { cover: { mode: 'random' } })
  await albums.update(first.id, { theme: 'mosaic' })
  await albums.get(first.id)
  await albums.update(second.id, { visibility: 'private', comments: false, applyToSubAlbums: true })
  await albums.placePhotos(first.id, [other.id], { before: photo.id })
  await albums.orderPhotos(first.id, [photo.id, other.id])
  await albums.reorder(root.id, [first.id, second.id])
  await albums.update(root.id, { childrenOrder: '-name' })
  await albums.sortChildren(root.id, { by: 'name' })
  await albums.sortChildren(root.id, { by: 'newestPhoto', recursive: true })
  await albums.find('scenario')
  await writePermalinks(scene, first.id)
  await writeGrants(scene, root.id)
  await albums.move(second.id, { parentId: null })
  await albums.move(second.id, { parentId: root.id, position: 1 })
  await readSmartAlbums(scene)
  await albums.delete(below.id, { photos: 'delete-orphans' })
  await albums.delete(root.id, { photos: 'delete-all' })
}

const writePermalinks = async ({ admin: { albums } }: Scene, id: number): Promise<void> => {
  await albums.update(id, { permalink: 'scenario-one' })
  await albums.update(id, { permalink: 'scenario-two' })
  await albums.resolve('scenario-one')
  for (const { id: permalink, isCurrent } of await albums.permalinks(id))
    if (!isCurrent) await albums.forgetPermalink(id, permalink)
}

const writeGrants = async ({ admin: { albums } }: Scene, id: number): Promise<void> => {
  await albums.setGrants(id, {
    inherit: true,
    grants: [
      { principal: { type: 'user', id: 2 }, capabilities: ['view', 'upload', 'edit'] },
      { principal: { type: 'group', id: 1 }, capabilities: ['view'] },
    ],
  })
  await albums.grants(id)
  await albums.setGrants(id, { inherit: true, grants: [] })
}

/** A smart album that thousands of photos fit, its cover the newest or any, found in by its number. */
export const readSmartAlbums = async ({ guest, member, admin, seeded }: Scene): Promise<void> => {
  const { id } = await admin.albums.create({ name: 'Smart', query: `${seeded.commonWord} OR width:>=1` })
  for (const as of [guest, member, admin]) {
    await as.albums.get(id)
    await as.photos.list({ album: id, limit: 2 })
  }
  await admin.photos.list({ q: `albumid:${id}`, limit: 2 })
  await admin.albums.update(id, { cover: { mode: 'random' } })
  await guest.albums.get(id)
  await admin.albums.delete(id)
}
