import type { Actor } from '../access/actor.ts'
import type { Writer } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { cutText } from '../text/cut.ts'
import type { ChangeTable } from './change.table.ts'

/** One entry of the change log. */
export interface Change {
  subject: ChangeTable['subject']
  id: number
  action: string
  /** The fields that changed, as they were. */
  before?: Readonly<Record<string, unknown>> | null
  /** The fields that changed, as they are. */
  after?: Readonly<Record<string, unknown>> | null
}

const rowsPerStatement = 500
const columns = [
  'commit_seq',
  'at',
  'actor_kind',
  'actor_id',
  'reason',
  'batch_id',
  'subject',
  'subject_id',
  'action',
  'before',
  'after',
] as const

export const insertChanges = async (
  db: Writer,
  changes: readonly Change[],
  context: { commitSeq: number; at: string; actor: Actor; batchId: string | null },
): Promise<void> => {
  const { actor } = context
  for (let start = 0; start < changes.length; start += rowsPerStatement) {
    const rows = changes.slice(start, start + rowsPerStatement).map((change) => ({
      commit_seq: context.commitSeq,
      at: context.at,
      actor_kind: actor.kind,
      actor_id: actorIdOf(actor),
      reason: reasonOf(actor),
      batch_id: context.batchId,
      subject: change.subject,
      subject_id: change.id,
      action: change.action,
      before: change.before ? JSON.stringify(change.before) : null,
      after: change.after ? JSON.stringify(change.after) : null,
    }))
    await insertRows(db, 'changes', columns, rows)
  }
}

export const actorIdOf = (actor: Actor): number | null => {
  if (actor.kind === 'user') return actor.userId
  if (actor.kind === 'apiKey') return actor.keyId
  return actor.kind === 'link' ? actor.linkId : null
}

const reasonOf = (actor: Actor): string | null =>
  actor.kind === 'system' ? cutText(actor.reason, 100) : actor.kind === 'host' ? cutText(actor.subject, 100) : null
