import { type ActorGallery, type Album, type Photo, VitrineError } from '@vitrine/core'

/** The photos that stand for albums, by id. One that has just gone is left out: the card shows an icon then. */
export const loadCovers = async (gallery: ActorGallery, albums: readonly Album[]): Promise<Map<number, Photo>> => {
  const ids = new Set(albums.flatMap(({ coverPhotoId }) => coverPhotoId ?? []))
  const covers = await Promise.all(
    [...ids].map(async (id): Promise<[number, Photo][]> => {
      try {
        return [[id, await gallery.photos.get(id)]]
      } catch (error) {
        if (VitrineError.has(error, 'PHOTO_NOT_FOUND')) return []
        throw error
      }
    }),
  )
  return new Map(covers.flat())
}
