import type { Actor } from '../access/actor.ts'
import { capabilityBit } from '../access/capabilities.ts'
import { managesEverything, type Rights } from '../access/rights.ts'
import type { Scope } from '../access/scopes.ts'
import { call, refusal, requireAdmin, requireScope } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { selectAnyById } from '../photos/photo.store.ts'
import { toPhotos } from '../photos/photo.views.ts'
import { transact } from '../transaction.ts'
import {
  addUsage,
  countQuotas,
  deleteQuota,
  insertQuota,
  type NamedQuotaRow,
  type QuotaKey,
  quotaKeyOf,
  selectQuota,
  selectQuotas,
  selectUsage,
  toQuotaKey,
  updateQuota,
} from './quota.store.ts'
import { approve, reopen, sendAgain, sendBack, withdraw } from './review.change.ts'
import { ownReviewList, quotaLimits, quotaList, reviewedIds, reviewList, reviewNote } from './review.schema.ts'
import { countReviews, countReviewsOf, selectReviews, selectReviewsOf, selectSenders } from './review.store.ts'
import type { PhotoReviewRow, UploadQuotaRow } from './review.table.ts'
import type { OwnedQuota, QuotaOwner, Review, ReviewsService, UploadQuota } from './review.types.ts'

export const createReviewsService = (gallery: GalleryContext, actor: Actor): ReviewsService => {
  const { dialect } = gallery
  const db = gallery.connections.read

  const toReviews = async (context: CallContext, rows: readonly PhotoReviewRow[]): Promise<Review[]> => {
    const [photoRows, senders] = await Promise.all([
      selectAnyById(
        db,
        dialect,
        rows.map((row) => row.photo_id),
      ),
      selectSenders(db, dialect, rows),
    ])
    const photos = new Map((await toPhotos(context, photoRows)).map((photo) => [photo.id, photo]))
    return rows.flatMap((row) => {
      const photo = photos.get(row.photo_id)
      return photo ? [toReview(row, photo, senders)] : []
    })
  }

  /** Changes what the actor may decide on, by their ids. */
  const deciding = (
    ids: readonly number[],
    scope: Scope,
    work: (context: CallContext, ids: readonly number[]) => Promise<void>,
  ) =>
    call(gallery, actor, (context) => {
      requireScope(context, scope)
      return work(context, validate(reviewedIds, ids))
    })

  return {
    list: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { limit, cursor, state } = validate(reviewList, options)
        const albumIds = editableAlbums(context.rights)
        if (albumIds?.length === 0) throw refusal(actor)
        const list = ['reviews', state]
        const [afterId] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['number']) as [number])
        const [rows, total] = await Promise.all([
          selectReviews(db, dialect, { state, albumIds, afterId, limit: limit + 1 }),
          countReviews(db, dialect, { state, albumIds }),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: await toReviews(context, rows.slice(0, limit)),
          nextCursor: last ? encodeCursor(list, [last.photo_id]) : null,
          total,
        }
      }),

    mine: (options = {}) =>
      call(gallery, actor, async (context) => {
        const { limit, cursor } = validate(ownReviewList, options)
        const { userId } = context.rights
        if (userId === null) return { items: [], nextCursor: null, total: 0 }
        const list = ['own-reviews', userId]
        const [beforeId] = cursor === undefined ? [] : (decodeCursor(cursor, list, ['number']) as [number])
        const [rows, total] = await Promise.all([
          selectReviewsOf(db, { userId, beforeId, limit: limit + 1 }),
          countReviewsOf(db, userId),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: await toReviews(context, rows.slice(0, limit)),
          nextCursor: last ? encodeCursor(list, [last.photo_id]) : null,
          total,
        }
      }),

    approve: (ids) => deciding(ids, 'edit', approve),
    sendBack: (ids, note) =>
      deciding(ids, 'edit', (context, wanted) => sendBack(context, wanted, validate(reviewNote, { note }).note)),
    reopen: (ids) => deciding(ids, 'edit', reopen),
    sendAgain: (ids) => deciding(ids, 'upload', sendAgain),
    withdraw: (ids) => deciding(ids, 'upload', withdraw),

    quota: () =>
      call(gallery, actor, async () => {
        const key = quotaKeyOf(actor)
        return toQuota(key ? await selectQuota(db, key) : undefined)
      }),

    quotas: (options = {}) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const { limit, cursor } = validate(quotaList, options)
        const place = cursor === undefined ? null : (decodeCursor(cursor, quotasMark, ['string', 'number']) as Place)
        const after = place ? { type: place[0], id: place[1] } : undefined
        const [rows, total] = await Promise.all([selectQuotas(db, { after, limit: limit + 1 }), countQuotas(db)])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: rows.slice(0, limit).map(toOwnedQuota),
          nextCursor: last ? encodeCursor(quotasMark, [last.owner_type, last.owner_id]) : null,
          total,
        }
      }),

    quotaOf: (owner) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        return toQuota(await selectQuota(db, await requireOwner(gallery, owner)))
      }),

    setQuota: (owner, limits) =>
      call(gallery, actor, async (context) => {
        requireAdmin(context)
        const { maxPhotos, maxBytes } = validate(quotaLimits, limits)
        const key = await requireOwner(gallery, owner)
        const hasLimit = maxPhotos !== null || maxBytes !== null
        await transact(gallery, actor, async (unit) => {
          const limits = { max_photos: maxPhotos, max_bytes: maxBytes }
          if (!hasLimit) await deleteQuota(unit.db, key)
          else if (!(await updateQuota(unit.db, key, limits))) {
            await insertQuota(unit.db, key, limits)
            await addUsage(unit.db, key, await selectUsage(unit.db, key))
          }
          unit.record({ subject: 'setting', id: 0, action: 'quota', after: { ...key, maxPhotos, maxBytes } })
        })
        return toQuota(await selectQuota(db, key))
      }),
  }
}

/** Albums whose photos the actor may decide on; `null`: all there are. */
const editableAlbums = (rights: Rights): number[] | null => {
  if (managesEverything(rights)) return null
  const { tree, view } = rights
  const ids: number[] = []
  for (let place = 0; place < tree.size; place++)
    if (((view.bits[place] as number) & capabilityBit.edit) !== 0) ids.push(tree.ids[place] as number)
  return ids
}

const requireOwner = async ({ connections: { read } }: GalleryContext, owner: QuotaOwner): Promise<QuotaKey> => {
  const key = toQuotaKey(owner)
  if (key.type === 'guests') return key
  const table = key.type === 'user' ? 'users' : 'share_links'
  const row = isId(key.id)
    ? await read.selectFrom(table).select('id').where('id', '=', key.id).executeTakeFirst()
    : undefined
  if (!row) throw new VitrineError(key.type === 'user' ? 'USER_NOT_FOUND' : 'LINK_NOT_FOUND')
  return key
}

const quotasMark = ['quotas']
type Place = [type: QuotaKey['type'], id: number]

const toOwnedQuota = (row: NamedQuotaRow): OwnedQuota => ({
  owner: { type: row.owner_type, id: row.owner_id, name: row.username ?? row.link_name },
  quota: toQuota(row) as UploadQuota,
})

const toQuota = (row: UploadQuotaRow | undefined): UploadQuota | null =>
  row
    ? {
        maxPhotos: row.max_photos,
        maxBytes: row.max_bytes === null ? null : Number(row.max_bytes),
        photos: row.photos,
        bytes: Number(row.bytes),
      }
    : null

const toReview = (
  row: PhotoReviewRow,
  photo: Review['photo'],
  { users, links }: Awaited<ReturnType<typeof selectSenders>>,
): Review => ({
  photo,
  state: row.state,
  albumId: row.album_id,
  sender:
    row.user_id !== null
      ? { type: 'user', id: row.user_id, name: users.get(row.user_id) ?? '' }
      : row.link_id !== null
        ? { type: 'link', id: row.link_id, name: links.get(row.link_id) ?? '' }
        : { type: 'guest' },
  sentAt: row.sent_at,
  note: row.note,
  decidedAt: row.decided_at,
})
