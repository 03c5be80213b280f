import type { ActorGallery, Comment } from '@vitrine/core'
import type { About } from './view-models/admin/comments.ts'

/** The photos and albums that comments are about, as far as they are seen. */
export const loadAbout = async (gallery: ActorGallery, comments: readonly Comment[]): Promise<About> => {
  const photoIds = [...new Set(comments.flatMap(({ photoId }) => photoId ?? []))]
  const albumIds = [...new Set(comments.flatMap(({ albumId }) => albumId ?? []))]
  const [photos, albums] = await Promise.all([
    photoIds.length === 0 ? [] : gallery.photos.getMany(photoIds),
    albumIds.length === 0 ? [] : gallery.albums.getMany(albumIds),
  ])
  return {
    photos: new Map(photos.map((photo) => [photo.id, photo])),
    albums: new Map(albums.map((album) => [album.id, album])),
  }
}
