import { randomUUID } from 'node:crypto'
import { capabilityBit, type Level } from '../access/capabilities.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { writePhotoChanges } from '../photos/photo.changes.ts'
import { selectWithout } from '../photos/photo.guard.ts'
import { restorePhotos, trashPhotos } from '../photos/photo.trash.ts'
import { transact, type Unit } from '../transaction.ts'
import { planReturns } from './batch.returns.ts'
import { insertBatch, markUndone, type PhotoEntry, selectEntries, unmarkUndone } from './batch.store.ts'
import type { BatchRow } from './batch.table.ts'
import type { UndoResult } from './batch.types.ts'

const entriesPerStep = 500

/** Gives photos back what a batch changed, in one transaction; what was changed since, or is not the actor's to change, stays. */
export const undoBatch = async (context: CallContext, batch: BatchRow): Promise<UndoResult> => {
  const { gallery, actor, rights } = context
  const undoId = randomUUID()
  const done = await transact(
    gallery,
    actor,
    async (unit) => {
      if (!(await markUndone(unit.db, batch.batch_id, undoId))) throw new VitrineError('BATCH_UNDONE')
      if (batch.kind === 'undo') await unmarkUndone(unit.db, batch.batch_id)
      const changed = new Set<number>()
      const kept = new Set<number>()
      for await (const entries of entriesOf(unit, batch.batch_id))
        await takeBack(context, unit, entries, { changed, kept })
      await insertBatch(unit, {
        batch_id: undoId,
        kind: 'undo',
        change: null,
        photos: changed.size,
        undoes: batch.batch_id,
        userId: rights.userId,
      })
      return { changed: changed.size, kept: kept.size }
    },
    { batchId: undoId },
  )
  return { batchId: undoId, ...done }
}

/** The last first, in parts in which each photo stands once. */
async function* entriesOf({ db }: Unit, batchId: string): AsyncGenerator<PhotoEntry[]> {
  for (let beforeId = Number.MAX_SAFE_INTEGER; ; ) {
    const entries = await selectEntries(db, batchId, { beforeId, limit: entriesPerStep })
    const last = entries.at(-1)
    if (!last) return
    beforeId = last.id
    let part = new Map<number, PhotoEntry>()
    for (const entry of entries) {
      if (part.has(entry.photoId)) {
        yield [...part.values()]
        part = new Map()
      }
      part.set(entry.photoId, entry)
    }
    yield [...part.values()]
  }
}

interface Tally {
  readonly changed: Set<number>
  /** Photos of which something stays. */
  readonly kept: Set<number>
}

const takeBack = async (
  context: CallContext,
  unit: Unit,
  entries: readonly PhotoEntry[],
  { changed, kept }: Tally,
): Promise<void> => {
  const { gallery } = context
  /** Those that the actor may not change, or does not see any more. */
  const mayNot = async (ids: readonly number[], capability: 'edit' | 'manage'): Promise<ReadonlySet<number>> =>
    new Set([
      ...(await selectWithout(context, unit.db, ids, capabilityBit[capability])),
      ...(await selectAboveLevel(unit, ids, context.rights.level)),
    ])

  for (const [action, work] of [
    ['deleted', restorePhotos],
    ['restored', trashPhotos],
  ] as const) {
    const ids = entries.filter((entry) => entry.action === action).map(({ photoId }) => photoId)
    if (ids.length === 0) continue
    const refused = await mayNot(ids, 'manage')
    const wanted = ids.filter((id) => !refused.has(id))
    const done = new Set(await work(gallery, unit, wanted))
    for (const id of ids) (done.has(id) ? changed : kept).add(id)
  }

  const updates = entries.filter(({ action }) => action === 'updated')
  if (updates.length === 0) return
  const refused = await mayNot(
    updates.map(({ photoId }) => photoId),
    'edit',
  )
  for (const { photoId } of updates) if (refused.has(photoId)) kept.add(photoId)
  const { changes, incomplete } = await planReturns(
    context,
    unit,
    updates.filter(({ photoId }) => !refused.has(photoId)),
  )
  for (const id of incomplete) kept.add(id)
  await writePhotoChanges(context, unit, changes)
  for (const { row } of changes) changed.add(row.id)
}

/** Photos that were made private since, for others than those of this level. */
const selectAboveLevel = async ({ db, dialect }: Unit, ids: readonly number[], level: Level): Promise<number[]> => {
  const rows = await db.selectFrom('photos').select(['id', 'level']).where('id', 'in', dialect.idList(ids)).execute()
  return rows.flatMap((row) => (row.level > level ? [row.id] : []))
}
