import type { ActorGallery, Album, Photo } from '@vitrine/core'

/** The photos that stand for albums, by id. One that has just gone is left out: the card shows an icon then. */
export const loadCovers = async (gallery: ActorGallery, albums: readonly Album[]): Promise<Map<number, Photo>> => {
  const ids = new Set(albums.flatMap(({ coverPhotoId }) => coverPhotoId ?? []))
  const covers = await gallery.photos.getMany([...ids])
  return new Map(covers.map((photo) => [photo.id, photo]))
}
