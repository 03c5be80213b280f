import type { Actor } from '../access/actor.ts'
import { sees, visibleAlbumIds } from '../access/rights.ts'
import { call, requireAdmin, requireInAlbum } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { idsToGet, validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { transact } from '../transaction.ts'
import { nameIn } from '../translations/read-translations.ts'
import { createAlbum } from './album.create.ts'
import { deleteAlbum } from './album.delete.ts'
import { readGrants, setGrants } from './album.grants.ts'
import { moveAlbum } from './album.move.ts'
import { reorderAlbums, sortChildren } from './album.order.ts'
import { placePhotos } from './album.photos.ts'
import {
  albumDefaults,
  albumDraft,
  albumFinding,
  albumGrants,
  albumList,
  albumMove,
  albumPatch,
  albumReordering,
  albumSorting,
  photoPlacing,
} from './album.schema.ts'
import { findAlbums } from './album.search.ts'
import type { AlbumsService } from './album.service.types.ts'
import type { Album, AlbumGrantsInput } from './album.types.ts'
import { patchAlbum } from './album.update.ts'
import { toAlbums, visibleChildren } from './album.views.ts'
import { readAlbumDefaults, writeAlbumDefaults } from './album-defaults.ts'
import type { AlbumFigures } from './album-figures.ts'
import type { PermalinkHits } from './permalink.hits.ts'
import { forgetPermalink, listPermalinks, resolvePermalink } from './permalink.service.ts'

export interface AlbumsServiceParts {
  figuresOf(rights: CallContext['rights']): Promise<AlbumFigures>
  readonly hits: PermalinkHits
}

export const createAlbumsService = (
  gallery: GalleryContext,
  actor: Actor,
  { figuresOf, hits }: AlbumsServiceParts,
): AlbumsService => {
  const get = async (context: CallContext, id: number): Promise<Album> => {
    if (!sees(context.rights, id)) throw new VitrineError('ALBUM_NOT_FOUND')
    const [album] = await toAlbums(context, await figuresOf(context.rights), [id])
    if (!album) throw new VitrineError('ALBUM_NOT_FOUND')
    return album
  }
  /** The album as it is after a change, with the rights of after the change. */
  const reread = (id: number) => call(gallery, actor, (context) => get(context, id))

  return {
    count: () => call(gallery, actor, async ({ rights }) => visibleAlbumIds(rights).length),
    list: (options) =>
      call(gallery, actor, async (context) => {
        const { parent, limit, cursor } = validate(albumList, options)
        const { rights } = context
        if (parent !== null && !sees(rights, parent)) throw new VitrineError('ALBUM_NOT_FOUND')
        const places = visibleChildren(rights, parent === null ? null : (rights.tree.placeOf(parent) ?? null))
        const ids = places.map((place) => rights.tree.ids[place] as number)
        const mark = ['albums', parent]
        let from = 0
        if (cursor !== undefined) {
          const [last] = decodeCursor(cursor, mark, ['number'])
          const index = ids.indexOf(last as number)
          if (index < 0)
            throw new VitrineError('CURSOR_INVALID', {
              issues: [{ path: 'cursor', message: 'The album it stood at is gone.' }],
            })
          from = index + 1
        }
        const page = ids.slice(from, from + limit)
        const items = await toAlbums(context, await figuresOf(rights), page)
        const more = from + limit < ids.length
        return { items, nextCursor: more ? encodeCursor(mark, [page.at(-1) as number]) : null, total: ids.length }
      }),

    get: (id) => call(gallery, actor, (context) => get(context, id)),

    getMany: (ids) =>
      call(gallery, actor, async (context) => {
        const seen = validate(idsToGet, ids).filter((id) => sees(context.rights, id))
        return toAlbums(context, await figuresOf(context.rights), seen)
      }),

    path: (id) =>
      call(gallery, actor, async ({ rights }) => {
        if (!sees(rights, id)) throw new VitrineError('ALBUM_NOT_FOUND')
        const ids: number[] = []
        for (let place = rights.tree.placeOf(id) ?? -1; place >= 0; place = rights.tree.parents[place] as number) {
          const ancestor = rights.tree.ids[place] as number
          if (sees(rights, ancestor)) ids.unshift(ancestor)
        }
        const rows = await gallery.lookups.albums(rights.commit, ids)
        return ids.flatMap((ancestor) => {
          const row = rows.get(ancestor)
          return row ? [{ id: row.id, ...nameIn(row, gallery.language), slug: row.slug, permalink: row.permalink }] : []
        })
      }),

    find: (text, options = {}) =>
      call(gallery, actor, async (context) => {
        const { text: words, limit } = validate(albumFinding, { ...options, text })
        const ids = (await findAlbums(context, words)).slice(0, limit)
        return toAlbums(context, await figuresOf(context.rights), ids)
      }),

    create: async (draft) => {
      const id = await call(gallery, actor, (context) => createAlbum(context, validate(albumDraft, draft)))
      return reread(id)
    },

    update: async (id, patch) => {
      await call(gallery, actor, (context) => patchAlbum(context, id, validate(albumPatch, patch)))
      return reread(id)
    },

    move: async (id, to) => {
      await call(gallery, actor, (context) => moveAlbum(context, id, validate(albumMove, to)))
      return reread(id)
    },

    delete: (id, options = {}) => call(gallery, actor, (context) => deleteAlbum(context, id, options)),

    grants: (id) =>
      call(gallery, actor, async (context) => {
        requireInAlbum(context, id, 'manage')
        return readGrants(gallery, id)
      }),

    setGrants: (id, grants) =>
      call(gallery, actor, async (context) => {
        requireInAlbum(context, id, 'manage')
        await setGrants(context, id, validate(albumGrants, grants) as AlbumGrantsInput)
        return readGrants(gallery, id)
      }),

    sortChildren: (parent, sorting) =>
      call(gallery, actor, (context) => sortChildren(context, validate(albumSorting, { ...sorting, parent }))),

    reorder: (parent, ids) =>
      call(gallery, actor, (context) => reorderAlbums(context, validate(albumReordering, { parent, ids }))),

    placePhotos: (id, photoIds, to) =>
      call(gallery, actor, (context) => {
        const { before = null, ...input } = validate(photoPlacing, { ...to, photoIds })
        return placePhotos(context, id, input.photoIds, { before })
      }),

    orderPhotos: (id, photoIds) =>
      call(gallery, actor, (context) =>
        placePhotos(context, id, validate(photoPlacing, { photoIds }).photoIds, 'first'),
      ),

    resolve: (permalink) => call(gallery, actor, (context) => resolvePermalink(context, hits, permalink)),
    permalinks: (id) => call(gallery, actor, (context) => listPermalinks(context, id)),
    forgetPermalink: (id, permalinkId) => call(gallery, actor, (context) => forgetPermalink(context, id, permalinkId)),

    defaults: () =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        return readAlbumDefaults(gallery.connections.read)
      }),

    setDefaults: (patch) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const checked = withoutUndefined(validate(albumDefaults, patch))
        return transact(gallery, actor, (unit) => writeAlbumDefaults(unit, checked))
      }),
  }
}
