import { text } from 'node:stream/consumers'
import { refusalOf } from '../../world.ts'
import type { Scene } from './scene.ts'

/** Photos that come, change, are looked at and go. */
export const writePhotos = async (scene: Scene): Promise<void> => {
  const { admin, system } = scene
  const album = await scene.addAlbum('Of photos')
  const other = await scene.addAlbum('Of other photos')
  const photo = await scene.addPhoto(album.id, {
    as: admin,
    seed: 'sql one',
    tags: ['sea', 'of the scenario'],
    taken: '2020:01:31 10:00:00',
  })
  await scene.addPhoto(other.id, { as: admin, seed: 'sql one' })
  const second = await scene.addPhoto(album.id, { as: admin, seed: 'sql two', level: 2 })
  await admin.photos.update(photo.id, { title: 'A title', rating: 3, takenAt: '2021-01-01T00:00:00Z', level: 1 })
  await admin.photos.update(photo.id, { tags: ['sea', 'another of the scenario'], albumIds: [album.id, other.id] })
  await admin.photos.update(second.id, { albumIds: [other.id] })
  await text((await admin.photos.original(photo.id)).open as never).catch(() => '')
  await admin.derivatives.open(photo.id, { size: 'square' })
  await admin.photos.delete([photo.id, second.id])
  // The same file once more: it comes back from the trash.
  const back = await scene.addPhoto(album.id, { as: admin, seed: 'sql one' })
  await admin.photos.delete([back.id])
  await refusalOf(admin.photos.get(photo.id), 'PHOTO_NOT_FOUND')
  await system.albums.delete(album.id)
  await system.albums.delete(other.id)
}
