import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import type { Visitor } from '../access/visitor.ts'
import { call, requireScope } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { idsToGet, pageLimit, validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import type { Page } from '../paging/page.types.ts'
import { requirePhoto } from '../photos/photo.guard.ts'
import { selectVisibleIds } from '../photos/photo.store.ts'
import type { Photo } from '../photos/photo.types.ts'
import { toPhotos } from '../photos/photo.views.ts'
import { selectLink } from '../shares/share.store.ts'
import { isOwn } from '../shares/share.views.ts'
import { transact, type Unit } from '../transaction.ts'
import { chooserOf, requireChooser } from './chooser.ts'
import {
  countAllFavourites,
  countFavourites,
  deleteFavourites,
  hasFavourite,
  insertFavourites,
  selectFavourites,
} from './favourite.store.ts'
import type { FavouriteListOptions, FavouritesService } from './favourite.types.ts'

/** Of one user or link, so that a count goes through no more. */
const maxFavourites = 10_000

const favouriteList = v.strictObject({ limit: pageLimit(500, 50), cursor: v.optional(v.string('Must be text.')) })

export const createFavouritesService = (gallery: GalleryContext, actor: Actor): FavouritesService => {
  const { dialect } = gallery
  const db = gallery.connections.read

  const list = async (
    context: CallContext,
    chooser: Visitor,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<Page<Photo>> => {
    const { rights } = context
    const mark = ['favourites', chooser]
    const [beforeId] = cursor === undefined ? [] : (decodeCursor(cursor, mark, ['number']) as [number])
    const [rows, total] = await Promise.all([
      selectFavourites(db, dialect, rights, chooser, { beforeId, limit: limit + 1 }),
      countFavourites(db, dialect, rights, chooser),
    ])
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      items: await toPhotos(context, rows.slice(0, limit)),
      nextCursor: last ? encodeCursor(mark, [last.favourite_id]) : null,
      total,
    }
  }

  /** Whoever made a link may follow what is chosen by it; nobody keeps a log of what users like. */
  const record = (unit: Unit, chooser: Visitor, change: { readonly added: number } | { readonly removed: number }) => {
    if ('linkId' in chooser)
      unit.record({ subject: 'link', id: chooser.linkId, action: 'favourites-changed', after: change })
  }

  const remove = (photoIds: readonly number[] | null): Promise<number> =>
    call(gallery, actor, async (context) => {
      const chooser = requireChooser(context)
      requireScope(context, 'edit')
      const ids = photoIds && validate(idsToGet, photoIds)
      return transact(gallery, actor, async (unit) => {
        const removed = await deleteFavourites(unit.db, dialect, chooser, ids)
        if (removed > 0) record(unit, chooser, { removed })
        return removed
      })
    })

  return {
    list: (options: FavouriteListOptions = {}) =>
      call(gallery, actor, async (context) => list(context, requireChooser(context), validate(favouriteList, options))),

    get: (photoId) =>
      call(gallery, actor, async (context) => {
        await requirePhoto(context, photoId)
        const chooser = chooserOf(context.rights)
        return {
          isFavourite: chooser !== null && (await hasFavourite(db, chooser, photoId)),
          mayChoose: chooser !== null,
        }
      }),

    add: (photoIds) =>
      call(gallery, actor, async (context) => {
        const chooser = requireChooser(context)
        requireScope(context, 'edit')
        const ids = [...new Set(validate(idsToGet, photoIds))]
        const seen = await selectVisibleIds(db, dialect, context.rights, ids)
        if (seen.length < ids.length) throw new VitrineError('PHOTO_NOT_FOUND')
        return transact(gallery, actor, async (unit) => {
          const added = await insertFavourites(unit.db, chooser, ids, unit.at)
          if (added === 0) return 0
          if ((await countAllFavourites(unit.db, chooser)) > maxFavourites)
            throw inputInvalid([{ path: 'photoIds', message: `There can be ${maxFavourites} favourites at most.` }])
          record(unit, chooser, { added })
          return added
        })
      }),

    remove: (photoIds) => remove(photoIds),
    clear: () => remove(null),

    ofLink: (linkId, options: FavouriteListOptions = {}) =>
      call(gallery, actor, async (context) => {
        const row = isId(linkId) ? await selectLink(db, linkId) : undefined
        if (!row || !isOwn(context.rights, row)) throw new VitrineError('LINK_NOT_FOUND')
        return list(context, { linkId }, validate(favouriteList, options))
      }),
  }
}
