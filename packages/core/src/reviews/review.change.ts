import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { selectAlbumsOf } from '../photos/photo.store.ts'
import { moveCounts } from '../photos/photo.trash.ts'
import { transact, type Unit } from '../transaction.ts'
import { isSender, mayReview } from './may-review.ts'
import { deleteReviews, lockReviews, updateReviews } from './review.store.ts'
import type { PhotoReviewRow } from './review.table.ts'
import type { ReviewState } from './review.types.ts'

interface Decision {
  readonly by: 'reviewer' | 'sender'
  readonly from: readonly ReviewState[]
  /** Of the photos that are in one of these states; the others are left as they are. */
  readonly work: (unit: Unit, reviews: readonly PhotoReviewRow[]) => Promise<void>
}

/** Decides on all of these photos or on none; which of them is not for this actor is not said. */
const decide = async (
  context: CallContext,
  photoIds: readonly number[],
  { by, from, work }: Decision,
): Promise<void> => {
  const { gallery, actor, rights } = context
  const ids = [...new Set(photoIds)].sort((a, b) => a - b)
  const may = by === 'reviewer' ? mayReview : isSender
  await transact(gallery, actor, async (unit) => {
    const rows = await lockReviews(unit.db, gallery.dialect, ids)
    if (rows.length < ids.length || !rows.every((row) => may(rights, row))) throw new VitrineError('REVIEW_NOT_FOUND')
    const decided = rows.filter((row) => from.includes(row.state))
    if (decided.length > 0) await work(unit, decided)
  })
}

const idsOf = (rows: readonly PhotoReviewRow[]): number[] => rows.map((row) => row.photo_id)

export const approve = (context: CallContext, photoIds: readonly number[]): Promise<void> =>
  decide(context, photoIds, {
    by: 'reviewer',
    from: ['waiting', 'returned'],
    work: async (unit, rows) => {
      const { gallery, rights } = context
      const ids = idsOf(rows)
      await unit.db
        .updateTable('photos')
        .set({ deleted_at: null, updated_at: unit.at })
        .where('id', 'in', gallery.dialect.idValues(ids))
        .execute()
      await moveCounts(gallery, unit, ids, 1)
      const decided = { decided_by: rights.userId, decided_at: unit.at }
      await updateReviews(unit.db, gallery.dialect, ids, { state: 'approved', note: null, ...decided })
      for (const id of ids) unit.record({ subject: 'photo', id, action: 'approved' })
      const albumIds = [...new Set(rows.flatMap((row) => row.album_id ?? []))]
      unit.after.defer(
        'photo.added',
        { photos: ids.map((id) => ({ id })), albumIds, source: 'upload', batchId: null },
        { actor: unit.actor },
      )
    },
  })

export const sendBack = (context: CallContext, photoIds: readonly number[], note: string): Promise<void> =>
  decide(context, photoIds, {
    by: 'reviewer',
    from: ['waiting', 'returned'],
    work: async (unit, rows) => {
      const decided = { decided_by: context.rights.userId, decided_at: unit.at }
      await updateReviews(unit.db, context.gallery.dialect, idsOf(rows), { state: 'returned', note, ...decided })
      for (const id of idsOf(rows)) unit.record({ subject: 'photo', id, action: 'sent-back', after: { note } })
    },
  })

/** What was approved leaves the gallery again. */
export const reopen = (context: CallContext, photoIds: readonly number[]): Promise<void> =>
  decide(context, photoIds, {
    by: 'reviewer',
    from: ['returned', 'approved'],
    work: async (unit, rows) => {
      const { gallery } = context
      await hideApproved(context, unit, rows)
      await waitAgain(unit, idsOf(rows), gallery.dialect)
    },
  })

export const sendAgain = (context: CallContext, photoIds: readonly number[]): Promise<void> =>
  decide(context, photoIds, {
    by: 'sender',
    from: ['returned'],
    work: (unit, rows) => waitAgain(unit, idsOf(rows), context.gallery.dialect),
  })

/** What was approved belongs to the gallery: only what was not is its sender's to take back. */
export const withdraw = (context: CallContext, photoIds: readonly number[]): Promise<void> =>
  decide(context, photoIds, {
    by: 'sender',
    from: ['waiting', 'returned'],
    work: async (unit, rows) => {
      // In the trash it is already; without a review that is all it is.
      await deleteReviews(unit.db, context.gallery.dialect, idsOf(rows))
      for (const id of idsOf(rows)) unit.record({ subject: 'photo', id, action: 'withdrawn' })
    },
  })

const waitAgain = async (unit: Unit, ids: readonly number[], dialect: Unit['dialect']): Promise<void> => {
  const change = { state: 'waiting', note: null, decided_by: null, decided_at: null } as const
  await updateReviews(unit.db, dialect, ids, change)
  for (const id of ids) unit.record({ subject: 'photo', id, action: 'review-reopened' })
}

/** Since it was approved it may have come into albums of others, who would lose it. */
const requireNowhereElse = async (
  { gallery, rights }: CallContext,
  unit: Unit,
  photoIds: readonly number[],
): Promise<void> => {
  const places = await selectAlbumsOf(unit.db, gallery.dialect, photoIds)
  if (!places.every(({ album_id }) => mayReview(rights, { album_id }))) throw new VitrineError('REVIEW_NOT_FOUND')
}

const hideApproved = async (context: CallContext, unit: Unit, rows: readonly PhotoReviewRow[]): Promise<void> => {
  const { gallery } = context
  const approved = idsOf(rows.filter((row) => row.state === 'approved'))
  if (approved.length === 0) return
  await requireNowhereElse(context, unit, approved)
  const alive = await unit.db
    .selectFrom('photos')
    .select('id')
    .where('id', 'in', gallery.dialect.idValues(approved))
    .where('deleted_at', 'is', null)
    .execute()
  const ids = alive.map((row) => row.id)
  // Somebody has deleted it meanwhile: that stands.
  if (ids.length < approved.length) throw new VitrineError('REVIEW_NOT_FOUND')
  await moveCounts(gallery, unit, ids, -1)
  await unit.db
    .updateTable('photos')
    .set({ deleted_at: unit.at, updated_at: unit.at })
    .where('id', 'in', gallery.dialect.idValues(ids))
    .execute()
  unit.after.defer('photo.deleted', { photoIds: ids }, { actor: unit.actor })
}
