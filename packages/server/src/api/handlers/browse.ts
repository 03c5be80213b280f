import { type FacetName, inputInvalid, isFacetName } from '@vitrine/core'
import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toCalendar, toCountedTag, toFacets, toMap, toRecentAlbums } from '../dto/browse.ts'
import { toPhoto } from '../dto/photo.ts'
import type { Handlers } from '../handler.types.ts'

const toFacetName = (name: string): FacetName => {
  if (!isFacetName(name)) throw inputInvalid([{ path: 'facets', message: 'Is the name of no facet.' }])
  return name
}

export const browse = {
  facets: async ({ gallery }, { facets, ...rest }) =>
    toFacets(await gallery.browse.facets(withoutUndefined({ ...rest, facets: facets?.map(toFacetName) }))),
  calendar: async ({ gallery, context: { links } }, query) =>
    toCalendar(gallery, await gallery.browse.calendar(withoutUndefined(query)), links),
  map: async ({ gallery, context: { links } }, { south, west, north, east, zoom, ...scope }) => {
    const sides = [south, west, north, east]
    const box = sides.every((side) => side === undefined)
      ? undefined
      : { south: south ?? -90, west: west ?? -180, north: north ?? 90, east: east ?? 180 }
    return toMap(gallery, await gallery.browse.map(withoutUndefined({ ...scope, box, zoom })), links)
  },
  tagCloud: async ({ gallery }, query) => {
    const tags = await gallery.browse.tagCloud(withoutUndefined(query))
    return { items: tags.map((tag) => ({ ...toCountedTag(tag), size: tag.size })) }
  },
  tagIndex: async ({ gallery }, query) => {
    const groups = await gallery.browse.tagIndex(withoutUndefined(query))
    return { items: groups.map(({ initial, total, tags }) => ({ initial, total, tags: tags.map(toCountedTag) })) }
  },
  relatedTags: async ({ gallery }, query) => ({
    items: (await gallery.browse.relatedTags(withoutUndefined(query))).map(toCountedTag),
  }),
  relatedAlbums: async ({ gallery }, query) => {
    const albums = await gallery.browse.relatedAlbums(withoutUndefined(query))
    return { items: albums.map(({ id, name, slug, photos }) => ({ id, name, slug, photos })) }
  },
  recentAlbums: async ({ gallery, context: { links } }, query) =>
    toRecentAlbums(gallery, await gallery.browse.recentAlbums(withoutUndefined(query)), links),
  popularPhotos: async ({ gallery, context: { links } }, { by, ...rest }) => {
    const scope = withoutUndefined(rest)
    const photos = await (by === 'visits' ? gallery.browse.mostVisited(scope) : gallery.browse.bestRated(scope))
    return { items: photos.map((photo) => toPhoto(photo, links)) }
  },
} satisfies Handlers<Contract['browse']>
