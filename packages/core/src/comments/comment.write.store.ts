import type { Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { CommentRow } from './comment.table.ts'

/** @param draft.thread_id - `null`: begins a thread. */
export const insertComment = async (
  db: Writer,
  draft: Omit<CommentRow, 'id' | 'thread_id' | 'edited_at'> & { readonly thread_id: number | null },
): Promise<{ readonly id: number; readonly threadId: number }> => {
  const { insertId } = await db
    .insertInto('comments')
    .values({ ...draft, thread_id: draft.thread_id ?? 0, edited_at: null })
    .executeTakeFirstOrThrow()
  const id = Number(insertId)
  // Its own number is known afterwards, only.
  if (draft.thread_id === null) await db.updateTable('comments').set({ thread_id: id }).where('id', '=', id).execute()
  return { id, threadId: draft.thread_id ?? id }
}

/**
 * Keeps others from answering in these threads and from taking something out of them, until the end of the transaction. The comment
 * that began a thread is there as long as there is any of it.
 */
export const lockThreads = async (db: Writer, dialect: DialectSupport, threadIds: readonly number[]): Promise<void> => {
  let query = db
    .selectFrom('comments')
    .select('id')
    .where('id', 'in', dialect.idValues([...new Set(threadIds)].sort((a, b) => a - b)))
    .orderBy('id')
  if (dialect.forUpdate) query = query.modifyEnd(dialect.forUpdate)
  await query.execute()
}

/** How the comments of threads hang together. */
export const selectThreadPlaces = (db: Writer, dialect: DialectSupport, threadIds: readonly number[]) =>
  db
    .selectFrom('comments')
    .select(['id', 'parent_id', 'state'])
    .where('thread_id', 'in', dialect.idValues([...new Set(threadIds)]))
    .execute()

export const selectCommentState = async (db: Writer, id: number): Promise<CommentRow['state'] | null> => {
  const row = await db.selectFrom('comments').select('state').where('id', '=', id).executeTakeFirst()
  return row?.state ?? null
}

export const updateComment = async (
  db: Writer,
  id: number,
  change: Pick<CommentRow, 'body' | 'words' | 'state' | 'edited_at'>,
): Promise<void> => {
  await db.updateTable('comments').set(change).where('id', '=', id).execute()
}

export const showComments = async (db: Writer, dialect: DialectSupport, ids: readonly number[]): Promise<void> => {
  await db.updateTable('comments').set({ state: 'shown' }).where('id', 'in', dialect.idValues(ids)).execute()
}

/** Leaves nothing of comments but their places. */
export const emptyComments = async (db: Writer, dialect: DialectSupport, ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return
  await db
    .updateTable('comments')
    .set({ state: 'removed', body: '', words: ' ', user_id: null, author_name: null, edited_at: null })
    .where('id', 'in', dialect.idValues(ids))
    .execute()
}

export const deleteComments = async (db: Writer, dialect: DialectSupport, ids: readonly number[]): Promise<void> => {
  if (ids.length === 0) return
  await db.deleteFrom('comments').where('id', 'in', dialect.idValues(ids)).execute()
}

/** What a user wrote stays, and nobody wrote it. */
export const forgetAuthor = async (db: Writer, userId: number): Promise<void> => {
  await db.updateTable('comments').set({ user_id: null }).where('user_id', '=', userId).execute()
}
