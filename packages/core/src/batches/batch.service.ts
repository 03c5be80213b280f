import type { Actor } from '../access/actor.ts'
import { capabilityBit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import { readNames, subjectOfActor } from '../activity/activity.names.ts'
import { call, refusal } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import type { PhotoTotals } from '../photos/photo-totals.ts'
import { runBatch } from './batch.run.ts'
import { batchList, batchOptions } from './batch.schema.ts'
import { selectBatch, selectBatches } from './batch.store.ts'
import type { BatchRow } from './batch.table.ts'
import type { Batch, BatchService } from './batch.types.ts'
import { undoBatch } from './batch.undo.ts'

export const createBatchService = (
  gallery: GalleryContext,
  actor: Actor,
  { totals }: { readonly totals: PhotoTotals },
): BatchService => {
  const { dialect } = gallery
  const db = gallery.connections.read

  /** One's own, or anybody's for those who may edit everything; of others nothing is said. */
  const find = async ({ rights }: CallContext, batchId: string): Promise<BatchRow> => {
    const row = typeof batchId === 'string' && batchId.length === 36 ? await selectBatch(db, batchId) : undefined
    const isOwn = row !== undefined && rights.userId !== null && row.user_id === rights.userId
    if (!row || !(isOwn || editsEverything(rights))) throw new VitrineError('BATCH_NOT_FOUND')
    return row
  }

  const toBatches = async (rows: readonly BatchRow[]): Promise<Batch[]> => {
    const actors = rows.flatMap(({ actor_kind, actor_id }) => {
      const type = subjectOfActor(actor_kind)
      return type === null || actor_id === null ? [] : [{ type, id: actor_id }]
    })
    const nameOf = await readNames(db, dialect, actors)
    return rows.map((row) => {
      const whose = subjectOfActor(row.actor_kind)
      return {
        batchId: row.batch_id,
        at: row.at,
        kind: row.kind,
        actor: {
          kind: row.actor_kind,
          id: row.actor_id,
          name: whose === null || row.actor_id === null ? null : nameOf(whose, row.actor_id),
        },
        change: row.change === null ? null : JSON.parse(row.change),
        photos: row.photos,
        undoes: row.undoes,
        undoneBy: row.undone_by,
      }
    })
  }

  return {
    run: (options) => call(gallery, actor, (context) => runBatch(context, totals, validate(batchOptions, options))),

    list: (options = {}) =>
      call(gallery, actor, async ({ rights }) => {
        const { limit, cursor } = validate(batchList, options)
        const isAll = editsEverything(rights)
        if (!isAll && rights.userId === null) throw refusal(actor)
        const userId = isAll ? null : rights.userId
        const mark = ['batches', userId]
        const [beforeId] = cursor === undefined ? [] : (decodeCursor(cursor, mark, ['number']) as [number])
        const rows = await selectBatches(db, { userId, beforeId, limit: limit + 1 })
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: await toBatches(rows.slice(0, limit)),
          nextCursor: last ? encodeCursor(mark, [last.id]) : null,
        }
      }),

    get: (batchId) =>
      call(gallery, actor, async (context) => (await toBatches([await find(context, batchId)]))[0] as Batch),

    undo: (batchId) =>
      call(gallery, actor, async (context) => {
        const batch = await find(context, batchId)
        if (batch.undone_by !== null) throw new VitrineError('BATCH_UNDONE')
        return undoBatch(context, batch)
      }),
  }
}

const editsEverything = (rights: Rights): boolean => (rights.everywhere & capabilityBit.edit) !== 0
