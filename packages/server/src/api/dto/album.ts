import {
  type ActorGallery,
  type Album as CoreAlbum,
  type AlbumGrants as CoreAlbumGrants,
  VitrineError,
} from '@vitrine/core'
import type { Album, AlbumGrants, Cover } from '@vitrine/sdk/contract'
import type { Links } from '../../links.ts'
import { toDerivatives } from './photo.ts'

const findCover = async (gallery: ActorGallery, photoId: number | null, links: Links): Promise<Cover | null> => {
  if (photoId === null) return null
  try {
    return { photoId, derivatives: toDerivatives(await gallery.photos.get(photoId), links) }
  } catch (error) {
    // It went, or was hidden, between the two questions: an album without a cover, not an error.
    if (VitrineError.has(error, 'PHOTO_NOT_FOUND')) return null
    throw error
  }
}

/** An album as it is sent, with its cover looked up as the same actor. */
export const toAlbum = async (gallery: ActorGallery, album: CoreAlbum, links: Links): Promise<Album> => ({
  id: album.id,
  parentId: album.parentId,
  name: album.name,
  slug: album.slug,
  description: album.description,
  visibility: album.visibility,
  locked: album.locked,
  position: album.position,
  cover: await findCover(gallery, album.coverPhotoId, links),
  counts: {
    photos: album.counts.photos,
    photosBelow: album.counts.photosBelow,
    albums: album.counts.albums,
  },
  createdAt: album.createdAt,
  updatedAt: album.updatedAt,
})

export const toAlbumGrants = ({ inherit, grants }: CoreAlbumGrants): AlbumGrants => ({
  inherit,
  grants: grants.map(({ principal, capabilities }) => ({
    principal: { type: principal.type, id: principal.id },
    capabilities: [...capabilities],
  })),
})
