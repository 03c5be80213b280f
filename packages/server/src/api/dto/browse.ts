import type {
  ActorGallery,
  Calendar as CoreCalendar,
  CountedTag as CoreCountedTag,
  Facet as CoreFacet,
  Facets as CoreFacets,
  PhotoMap as CorePhotoMap,
  RecentAlbum,
} from '@vitrine/core'
import type { Calendar, CountedTag, Facets, PhotoMap, RecentAlbums } from '@vitrine/sdk/contract'
import type { Links } from '../../links.ts'
import { toAlbums } from './album.ts'
import { toDerivatives } from './photo.ts'

const toFacet = (facet: CoreFacet): Facets['facets'][number] => {
  const { name, photos, without, withoutQuery } = facet
  const common = { name, photos, without, withoutQuery }
  return facet.type === 'values'
    ? {
        type: 'values',
        ...common,
        distinct: facet.distinct,
        values: facet.values.map((each) => ({
          value: each.value,
          label: each.label,
          photos: each.photos,
          query: each.query,
        })),
      }
    : {
        type: 'range',
        ...common,
        min: facet.min,
        max: facet.max,
        buckets: facet.buckets.map(({ from, to, photos: count }) => ({ from, to, photos: count })),
      }
}

export const toFacets = ({ photos, facets }: CoreFacets): Facets => ({ photos, facets: facets.map(toFacet) })

export const toCountedTag = ({ id, name, slug, photos }: CoreCountedTag): CountedTag => ({ id, name, slug, photos })

/** Photos looked up together. */
const coversPerRead = 500

export const toCalendar = async (gallery: ActorGallery, calendar: CoreCalendar, links: Links): Promise<Calendar> => {
  const ids = [...new Set(calendar.cells.flatMap(({ coverPhotoId }) => coverPhotoId ?? []))]
  const covers = new Map<number, Awaited<ReturnType<ActorGallery['photos']['getMany']>>[number]>()
  for (let start = 0; start < ids.length; start += coversPerRead)
    for (const photo of await gallery.photos.getMany(ids.slice(start, start + coversPerRead)))
      covers.set(photo.id, photo)
  return {
    by: calendar.by,
    unit: calendar.unit,
    cells: calendar.cells.map(({ value, photos, coverPhotoId }) => {
      // It may have gone between the two questions: a cell without a cover, not an error.
      const cover = coverPhotoId === null ? undefined : covers.get(coverPhotoId)
      return {
        value,
        photos,
        cover: cover ? { photoId: cover.id, derivatives: toDerivatives(cover, links) } : null,
      }
    }),
    photos: calendar.photos,
    undated: calendar.undated,
    query: calendar.query,
  }
}

export const toMap = async (gallery: ActorGallery, map: CorePhotoMap, links: Links): Promise<PhotoMap> => {
  const photos = await gallery.photos.getMany(map.clusters.map(({ photoId }) => photoId))
  const covers = new Map(photos.map((photo) => [photo.id, photo]))
  return {
    clusters: map.clusters.map(({ latitude, longitude, photos: count, photoId, box }) => {
      // It may have gone between the two questions.
      const cover = covers.get(photoId)
      return {
        latitude,
        longitude,
        photos: count,
        box: { ...box },
        cover: cover ? { photoId: cover.id, derivatives: toDerivatives(cover, links) } : null,
      }
    }),
    zoom: map.zoom,
    photos: map.photos,
    withoutPosition: map.withoutPosition,
    box: map.box && { ...map.box },
    query: map.query,
  }
}

export const toRecentAlbums = async (
  gallery: ActorGallery,
  recent: readonly RecentAlbum[],
  links: Links,
): Promise<RecentAlbums> => {
  const albums = await toAlbums(
    gallery,
    recent.map(({ album }) => album),
    links,
  )
  const byId = new Map(albums.map((album) => [album.id, album]))
  return {
    items: recent.flatMap(({ album, newPhotos, newestAt }) => {
      const sent = byId.get(album.id)
      return sent ? [{ album: sent, newPhotos, newestAt }] : []
    }),
  }
}
