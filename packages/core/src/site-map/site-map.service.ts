import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { type Rights, visibleAlbumIds } from '../access/rights.ts'
import { call } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { id, validate } from '../input/validate.ts'
import { selectLastSeen, selectSeenRange } from './site-map.store.ts'
import type { SiteMapEntry, SiteMapService } from './site-map.types.ts'

/** As many as a site map may name: https://www.sitemaps.org/protocol.html */
const maxIds = 50_000

const kind = v.picklist(['albums', 'photos'], 'Must be albums or photos.')
const range = v.pipe(
  v.strictObject({ of: kind, fromId: id, beforeId: id }),
  v.check(({ fromId, beforeId }) => beforeId - fromId <= maxIds, `Must be ${maxIds} ids at most.`),
)

export const createSiteMapService = (gallery: GalleryContext, actor: Actor): SiteMapService => {
  const { dialect } = gallery
  const db = gallery.connections.read

  const listAlbums = async ({ rights }: CallContext, isAsked: (id: number) => boolean): Promise<SiteMapEntry[]> => {
    const ids = visibleAlbumIds(rights)
      .filter(isAsked)
      .sort((a, b) => a - b)
    const rows = await gallery.lookups.albums(rights.commit, ids)
    return ids.flatMap((albumId) => {
      const row = rows.get(albumId)
      return row ? [{ id: row.id, slug: row.slug, permalink: row.permalink, updatedAt: row.updated_at }] : []
    })
  }

  const lastPhoto = async (rights: Rights): Promise<number> => {
    const found = await gallery.lookups.lastSeenPhotos.get(
      rights.commit,
      [rights.classKey],
      async () => new Map([[rights.classKey, await selectLastSeen(db, dialect, rights)]]),
    )
    return found.get(rights.classKey) ?? 0
  }

  return {
    end: (of) =>
      call(gallery, actor, async ({ rights }) =>
        validate(kind, of) === 'albums'
          ? visibleAlbumIds(rights).reduce((last, albumId) => Math.max(last, albumId), 0)
          : lastPhoto(rights),
      ),

    list: (options) =>
      call(gallery, actor, async (context) => {
        const { of, fromId, beforeId } = validate(range, options)
        if (of === 'albums') return listAlbums(context, (albumId) => albumId >= fromId && albumId < beforeId)
        const rows = await selectSeenRange(db, dialect, context.rights, { fromId, beforeId })
        return rows.map((row) => ({ id: row.id, slug: '', permalink: null, updatedAt: row.updated_at }))
      }),
  }
}
