import type {
  ActorGallery,
  AlbumPermalink,
  Album as CoreAlbum,
  AlbumDefaults as CoreAlbumDefaults,
  AlbumGrants as CoreAlbumGrants,
} from '@vitrine/core'
import type { Album, AlbumDefaults, AlbumGrants, Permalink } from '@vitrine/sdk/contract'
import type { Links } from '../../links.ts'
import { toDerivatives } from './photo.ts'

/** Albums as they are sent, with their covers looked up as the same actor, all at once. */
export const toAlbums = async (gallery: ActorGallery, albums: readonly CoreAlbum[], links: Links): Promise<Album[]> => {
  const coverIds = [...new Set(albums.flatMap(({ coverPhotoId }) => coverPhotoId ?? []))]
  const covers = new Map((await gallery.photos.getMany(coverIds)).map((photo) => [photo.id, photo]))
  return albums.map((album) => {
    // It may have gone, or been hidden, between the two questions: an album without a cover, not an error.
    const cover = album.coverPhotoId === null ? undefined : covers.get(album.coverPhotoId)
    return {
      id: album.id,
      parentId: album.parentId,
      name: album.name,
      slug: album.slug,
      description: album.description,
      languages: { name: album.languages.name, description: album.languages.description },
      translations: album.translations && { ...album.translations },
      visibility: album.visibility,
      locked: album.locked,
      position: album.position,
      cover: cover ? { photoId: cover.id, derivatives: toDerivatives(cover, links) } : null,
      coverMode: album.coverMode,
      comments: album.comments,
      theme: album.theme,
      pageTheme: album.pageTheme,
      photoSort: album.photoSort,
      childrenOrder: album.childrenOrder,
      permalink: album.permalink,
      isSmart: album.isSmart,
      query: album.query,
      counts: {
        photos: album.counts.photos,
        photosBelow: album.counts.photosBelow,
        albums: album.counts.albums,
      },
      fields: { ...album.fields },
      createdAt: album.createdAt,
      updatedAt: album.updatedAt,
      dates: album.dates && { from: album.dates.from, to: album.dates.to },
      newestAt: album.newestAt,
    }
  })
}

export const toAlbum = async (gallery: ActorGallery, album: CoreAlbum, links: Links): Promise<Album> => {
  const [one] = await toAlbums(gallery, [album], links)
  return one as Album
}

export const toAlbumGrants = ({ inherit, grants }: CoreAlbumGrants): AlbumGrants => ({
  inherit,
  grants: grants.map(({ principal, capabilities }) => ({
    principal: { type: principal.type, id: principal.id },
    capabilities: [...capabilities],
  })),
})

export const toPermalink = ({ id, path, isCurrent, hits, lastHitAt, createdAt }: AlbumPermalink): Permalink => ({
  id,
  path,
  isCurrent,
  hits,
  lastHitAt,
  createdAt,
})

export const toAlbumDefaults = (defaults: CoreAlbumDefaults): AlbumDefaults => ({
  visibility: defaults.visibility,
  comments: defaults.comments,
  position: defaults.position,
  inheritVisibility: defaults.inheritVisibility,
})
