import type { Actor } from '../access/actor.ts'
import { capabilityBit } from '../access/capabilities.ts'
import { sees } from '../access/rights.ts'
import { call, refusal } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { addPhoto } from '../ingest/add-photo.ts'
import { isId } from '../input/is-id.ts'
import { idsToGet, validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import type { Page } from '../paging/page.types.ts'
import { tagExists } from '../tags/tag.store.ts'
import { transact } from '../transaction.ts'
import { keysOf, toOrder } from './photo.order.ts'
import { openOriginal } from './photo.original.ts'
import { type CheckedScope, isAlongAlbum } from './photo.query.ts'
import { photoIds, photoList } from './photo.schema.ts'
import { resolveScopeQuery } from './photo.scope-query.ts'
import {
  countPhotos,
  selectAlbumsOf,
  selectPhoto,
  selectPhotoInScope,
  selectPhotos,
  selectPhotosById,
} from './photo.store.ts'
import type { PhotoRow } from './photo.table.ts'
import { trashPhotos } from './photo.trash.ts'
import type { MetadataGroup, Photo, PhotoListOptions, PhotosService } from './photo.types.ts'
import { updatePhoto } from './photo.update.ts'
import { photoBits, toPhotos } from './photo.views.ts'
import type { PhotoTotals } from './photo-totals.ts'
import type { VisitCounter } from './visit-counter.ts'

export interface PhotosParts {
  readonly totals: PhotoTotals
  readonly visits: VisitCounter
}

export const createPhotosService = (
  gallery: GalleryContext,
  actor: Actor,
  { totals, visits }: PhotosParts,
): PhotosService => {
  const { dialect, connections } = gallery
  const get = async (context: CallContext, id: number): Promise<Photo> => {
    const [photo] = await toPhotos(context, [await requirePhoto(context, id)])
    return photo as Photo
  }

  return {
    list: (options = {}) =>
      call(gallery, actor, async (context): Promise<Page<Photo>> => {
        const { limit, cursor, sort, ...rest } = validate(photoList, options)
        const scope = await checkScope(context, rest)
        const order = toOrder(sort ?? usualSort(scope), isAlongAlbum(scope))
        // As it was asked: what a relative date means changes between two pages.
        const mark = ['photos', rest, sort ?? null]
        const after = cursor === undefined ? undefined : decodeCursor(cursor, mark, [order.type, 'number'])
        const [rows, total] = await Promise.all([
          // One more than asked tells whether there is a next page.
          selectPhotos(connections.read, dialect, context.rights, scope, { order, limit: limit + 1, after }),
          totals.of(context.rights, scope),
        ])
        const page = rows.slice(0, limit)
        const last = rows.length > limit ? page.at(-1) : undefined
        return {
          items: await toPhotos(context, page),
          nextCursor: last ? encodeCursor(mark, keysOf(order, last)) : null,
          total,
        }
      }),

    get: (id) => call(gallery, actor, (context) => get(context, id)),

    getMany: (ids) =>
      call(gallery, actor, async (context) => {
        const wanted = validate(idsToGet, ids)
        const rows = await selectPhotosById(connections.read, dialect, context.rights, wanted)
        const photos = new Map((await toPhotos(context, rows)).map((photo) => [photo.id, photo]))
        return wanted.flatMap((id) => photos.get(id) ?? [])
      }),

    neighbours: (id, options) =>
      call(gallery, actor, async (context) => {
        const { sort, limit: _limit, cursor: _cursor, ...rest } = validate(photoList, options)
        const scope = await checkScope(context, rest)
        const row = isId(id)
          ? await selectPhotoInScope(connections.read, dialect, context.rights, scope, id)
          : undefined
        if (!row) throw new VitrineError('PHOTO_NOT_FOUND')
        const order = toOrder(sort ?? usualSort(scope), isAlongAlbum(scope))
        const keys = keysOf(order, row)
        const beside = (backwards: boolean) =>
          selectPhotos(connections.read, dialect, context.rights, scope, { order, limit: 1, after: keys, backwards })
        const [previous, next, before, total] = await Promise.all([
          beside(true),
          beside(false),
          countPhotos(connections.read, dialect, context.rights, scope, { order, keys }),
          totals.of(context.rights, scope),
        ])
        const photos = new Map((await toPhotos(context, [...previous, ...next])).map((photo) => [photo.id, photo]))
        const photoOf = (rows: readonly PhotoRow[]) => (rows[0] ? (photos.get(rows[0].id) ?? null) : null)
        return { previous: photoOf(previous), next: photoOf(next), position: before + 1, total }
      }),

    metadata: (id) =>
      call(gallery, actor, async (context) => {
        const { metadata } = await requirePhoto(context, id)
        return metadata === null ? [] : (JSON.parse(metadata) as MetadataGroup[])
      }),

    original: (id) =>
      call(gallery, actor, async (context) => {
        const row = await requirePhoto(context, id)
        await requireOnPhoto(context, row, 'download')
        const rejections = await gallery.hooks.check(
          'download.authorize',
          { photoIds: [id], rendition: 'original' },
          { actor },
        )
        if (rejections.length > 0) throw new VitrineError('HOOK_REJECTED', { details: { hook: 'download.authorize' } })
        return openOriginal(gallery, row)
      }),

    add: async (photo) => {
      const { photoId, duplicate } = await call(gallery, actor, (context) => addPhoto(context, photo))
      return { photo: await call(gallery, actor, (context) => get(context, photoId)), duplicate }
    },

    update: async (id, patch) => {
      await call(gallery, actor, async (context) => {
        const row = await requirePhoto(context, id)
        await requireOnPhoto(context, row, 'edit')
        // Into an album where one may do more: for those who may organise the photo where it is.
        if (patch.albumIds !== undefined) await requireOnPhoto(context, row, 'organise')
        await updatePhoto(context, row, patch)
      })
      return call(gallery, actor, (context) => get(context, id))
    },

    delete: (ids) =>
      call(gallery, actor, async (context) => {
        const wanted = [...new Set(validate(photoIds, ids))]
        const rows = await selectPhotosById(connections.read, dialect, context.rights, wanted)
        if (rows.length < wanted.length) throw new VitrineError('PHOTO_NOT_FOUND')
        await requireOnPhotos(context, wanted, 'manage')
        await transact(gallery, actor, async (unit) => {
          await trashPhotos(gallery, unit, wanted)
        })
      }),

    visited: (id) =>
      call(gallery, actor, async (context) => {
        await requirePhoto(context, id)
        visits.count(id)
      }),
  }
}

const usualSort = (scope: CheckedScope) => (scope.album === undefined ? '-takenAt' : 'takenAt')

/** @throws {VitrineError} `PHOTO_NOT_FOUND` where it is missing, in the trash, or not for this actor. */
const requirePhoto = async ({ gallery, rights }: CallContext, id: number): Promise<PhotoRow> => {
  const row = isId(id) ? await selectPhoto(gallery.connections.read, gallery.dialect, rights, id) : undefined
  if (!row) throw new VitrineError('PHOTO_NOT_FOUND')
  return row
}

const requireOnPhoto = (context: CallContext, row: PhotoRow, capability: keyof typeof capabilityBit): Promise<void> =>
  requireOnPhotos(context, [row.id], capability)

/** Fails where the actor may not do that with one of these photos, all of which it sees; which one it is, is not said. */
const requireOnPhotos = async (
  context: CallContext,
  ids: readonly number[],
  capability: keyof typeof capabilityBit,
): Promise<void> => {
  const { gallery, rights, actor } = context
  const seenIn = new Map<number, number[]>(ids.map((id) => [id, []]))
  for (const link of await selectAlbumsOf(gallery.connections.read, gallery.dialect, ids))
    if (sees(rights, link.album_id)) seenIn.get(link.photo_id)?.push(link.album_id)
  for (const albumIds of seenIn.values())
    if ((photoBits(context, albumIds) & capabilityBit[capability]) === 0) throw refusal(actor)
}

/** @throws `ALBUM_NOT_FOUND`, `TAG_NOT_FOUND`, `INPUT_INVALID` where the actor may not ask for that. */
export const checkScope = async (
  { gallery, rights }: CallContext,
  input: Omit<PhotoListOptions, 'sort' | 'limit' | 'cursor'>,
): Promise<CheckedScope> => {
  const { album, recursive, tag, q, query } = input
  if (album !== undefined && !sees(rights, album)) throw new VitrineError('ALBUM_NOT_FOUND')
  if (recursive && album === undefined) throw inputInvalid([{ path: 'recursive', message: 'Needs an album.' }])
  if (tag !== undefined && !(await tagExists(gallery.connections.read, gallery.dialect, rights, tag)))
    throw new VitrineError('TAG_NOT_FOUND')
  return withoutUndefined({
    album,
    recursive: recursive === true ? true : undefined,
    tag,
    query: await resolveScopeQuery(gallery, rights, { q, query }),
  })
}
