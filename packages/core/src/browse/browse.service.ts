import { randomInt } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import type { AlbumsService } from '../albums/album.service.types.ts'
import { call } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { checkScope } from '../photos/photo.scope.ts'
import { selectAnyById } from '../photos/photo.store.ts'
import type { Photo, PhotoScope, PhotosService } from '../photos/photo.types.ts'
import { toVisiblePhotos } from '../photos/photo.views.ts'
import { nameIn } from '../translations/read-translations.ts'
import {
  calendarRequest,
  cloudRequest,
  facetsRequest,
  mapRequest,
  recentAlbumsRequest,
  relatedAlbumsRequest,
  relatedTagsRequest,
  tagIndexRequest,
  topPhotosRequest,
} from './browse.schema.ts'
import type { BrowseService, Calendar, RelatedAlbum } from './browse.types.ts'
import { periodQuery, toCells, unitOf } from './calendar.ts'
import type { Computed } from './computed.ts'
import { countDays } from './days.ts'
import { countTogether, readFacets } from './facets.ts'
import { readMap } from './map.ts'
import { recentAlbums } from './recent.ts'
import { readRelatedTags, readTagCloud, readTagIndex } from './tags.ts'
import type { Tally } from './tally.ts'
import { bestRated } from './top-photos.ts'

const dayMs = 86_400_000
/** Seeds of random orders are below it. */
const seeds = 2 ** 31

export interface BrowseParts {
  readonly computed: Computed
  /** What the same actor meets elsewhere. */
  services(): { readonly albums: AlbumsService; readonly photos: PhotosService }
}

export const createBrowseService = (
  gallery: GalleryContext,
  actor: Actor,
  { computed, services }: BrowseParts,
): BrowseService => {
  const photosOf = async (context: CallContext, ids: readonly number[]): Promise<Photo[]> => {
    const rows = await selectAnyById(gallery.connections.read, gallery.dialect, ids)
    const found = new Map((await toVisiblePhotos(context, rows)).map((photo) => [photo.id, photo]))
    return ids.flatMap((id) => found.get(id) ?? [])
  }

  return {
    facets: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { facets, limit, startsWith, withoutOwn, ...rest } = validate(facetsRequest, options)
        return readFacets(context, computed, rest, {
          facets,
          limit,
          startsWith: startsWith?.trim() || undefined,
          withoutOwn,
        })
      }),

    calendar: (options = {}) =>
      call(gallery, actor, async (context): Promise<Calendar> => {
        const { by, year, month, day, style, week, weekday, ...rest } = validate(calendarRequest, options)
        const scope = await checkScope(context, rest)
        const kind = `days ${by}`
        const days = await computed.of(context, scope, [kind], ({ catalogue, slots }) =>
          countDays(catalogue, slots, by),
        )
        const tally = days.get(kind)
        const period = { year, month, day, style, week, weekday }
        const found = tally ? toCells(tally, period) : { photos: 0, cells: [] }
        return { by, unit: unitOf(period), ...found, undated: tally?.undated ?? 0, query: periodQuery(by, period) }
      }),

    map: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { box, zoom, ...rest } = validate(mapRequest, options)
        return readMap(context, computed, await checkScope(context, rest), { box, zoom })
      }),

    mapTiles: () => call(gallery, actor, ({ rights }) => gallery.lookups.mapTiles(rights.commit)),

    tagCloud: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { limit, ...rest } = validate(cloudRequest, options)
        return readTagCloud(context, computed, await checkScope(context, rest), limit)
      }),

    tagIndex: (options = {}) =>
      call(gallery, actor, (context) => readTagIndex(context, computed, validate(tagIndexRequest, options).limit)),

    relatedTags: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { limit, ...rest } = validate(relatedTagsRequest, options)
        return readRelatedTags(context, computed, rest, limit)
      }),

    relatedAlbums: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { limit, ...rest } = validate(relatedAlbumsRequest, options)
        return readRelatedAlbums(context, computed, rest, limit)
      }),

    recentAlbums: async (options = {}) => {
      const found = await call(gallery, actor, async (context) => {
        const { limit, days, ...rest } = validate(recentAlbumsRequest, options)
        const scope = await checkScope(context, rest)
        const since = gallery.clock().getTime() - days * dayMs
        const kind = `albums since ${days} days`
        const recent = await computed.of(context, scope, [kind], ({ catalogue, slots }) => {
          const list = recentAlbums(catalogue, slots, context.rights, since)
          return { list, counts: { length: list.length } }
        })
        return (recent.get(kind)?.list ?? []).slice(0, limit)
      })
      const shown = new Map(
        (await services().albums.getMany(found.map(({ albumId }) => albumId))).map((album) => [album.id, album]),
      )
      return found.flatMap(({ albumId, photos: newPhotos, newestAt }) => {
        const album = shown.get(albumId)
        return album ? [{ album, newPhotos, newestAt: new Date(newestAt).toISOString() }] : []
      })
    },

    mostVisited: async (options = {}) => {
      const { limit, ...scope } = validate(topPhotosRequest, options)
      const { items } = await services().photos.list({ ...withoutUndefined(scope), sort: '-views', limit })
      return items.filter(({ views }) => views > 0)
    },

    bestRated: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { limit, ...rest } = validate(topPhotosRequest, options)
        const scope = await checkScope(context, rest)
        const kind = `best ${limit}`
        const best = await computed.of(context, scope, [kind], ({ catalogue, slots }) => {
          const ids = bestRated(catalogue, slots, limit)
          return { ids, counts: ids }
        })
        return photosOf(context, best.get(kind)?.ids ?? [])
      }),

    randomSort: () => `random:${randomInt(seeds)}`,
  }
}

const readRelatedAlbums = async (
  context: CallContext,
  computed: Computed,
  scope: PhotoScope,
  limit: number,
): Promise<RelatedAlbum[]> => {
  const { gallery, rights } = context
  const tally = (await countTogether(context, computed, await checkScope(context, scope), ['album'])).get(
    'album',
  ) as Tally
  const own = new Set([scope.album ?? [], scope.albums ?? []].flat())
  const related = tally.values
    .map((value, index) => ({ id: Number(value), photos: tally.counts[index] as number }))
    .filter(({ id }) => !own.has(id))
    .slice(0, limit)
  const rowOf = await gallery.lookups.albums(
    rights.commit,
    related.map(({ id }) => id),
  )
  return related.flatMap(({ id, photos }) => {
    const row = rowOf.get(id)
    return row ? [{ id, ...nameIn(row, gallery.language), slug: row.slug, photos }] : []
  })
}
