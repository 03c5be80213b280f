import { type CommentPiece, mailAttempts, mailQueue, queueMail } from '../mail/mail.queue.ts'
import type { Unit } from '../transaction.ts'

/** Of one letter: what comes beyond is counted. */
const maxPieces = 100
const minuteMs = 60_000
/** Transactions that began within a span have ended by then. */
const graceMs = 10_000

/**
 * Adds news to the letter of the span of minutes that this moment is in, which goes out at its end: the first of them makes its job. A job
 * that was too quick has made room for another one.
 */
export const gatherNews = async (unit: Unit, pieces: readonly CommentPiece[], minutes: number): Promise<void> => {
  if (minutes === 0)
    return queueMail(unit, { letter: 'comments', pieces: pieces.slice(0, maxPieces), count: pieces.length })
  const spanMs = minutes * minuteMs
  const end = (Math.floor(Date.parse(unit.at) / spanMs) + 1) * spanMs
  const uniqueKey = `${mailQueue}.comments:${minutes}:${end / minuteMs}`
  await unit.db
    .insertInto('jobs')
    .ignore()
    .values({
      queue: mailQueue,
      payload: JSON.stringify({ letter: 'comments', pieces: [], count: 0 }),
      state: 'waiting',
      unique_key: uniqueKey,
      run_at: new Date(end + graceMs).toISOString(),
      attempts: 0,
      max_attempts: mailAttempts,
      lease_owner: null,
      lease_until: null,
      progress_done: 0,
      progress_total: 1,
      error_code: null,
      error_message: null,
      created_at: unit.at,
      finished_at: null,
    })
    .execute()
  let query = unit.db.selectFrom('jobs').select(['id', 'payload']).where('unique_key', '=', uniqueKey)
  if (unit.dialect.forUpdate) query = query.modifyEnd(unit.dialect.forUpdate)
  const job = await query.executeTakeFirst()
  if (!job) return queueMail(unit, { letter: 'comments', pieces: pieces.slice(0, maxPieces), count: pieces.length })
  const before = JSON.parse(job.payload) as { readonly pieces: readonly CommentPiece[]; readonly count: number }
  const after = {
    letter: 'comments' as const,
    pieces: [...before.pieces, ...pieces].slice(0, maxPieces),
    count: before.count + pieces.length,
  }
  await unit.db
    .updateTable('jobs')
    .set({ payload: JSON.stringify(after) })
    .where('id', '=', job.id)
    .execute()
}
