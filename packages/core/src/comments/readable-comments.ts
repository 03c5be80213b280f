import { managesEverything } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { conversationsOf } from './comment.readable.ts'
import { selectCommentsById, type ToldComment } from './comment.store.ts'
import { keepOnVisible, moderates } from './comment.target.ts'
import { isOwnComment } from './comment.views.ts'
import type { CommentSettings } from './comment-settings.types.ts'

/** Those in conversations that the actor reads, whatever they are about and whether they wait or not. */
export const selectReadable = async (
  { gallery: { connections, dialect }, rights }: CallContext,
  { enabled }: CommentSettings,
  ids: readonly number[],
): Promise<ToldComment[]> => {
  // Administrators clear up where comments are off by now.
  const conversations = conversationsOf(rights, enabled || managesEverything(rights))
  return conversations === null ? [] : selectCommentsById(connections.read, dialect, ids, conversations)
}

/**
 * Comments to do something with: all of them or none, and which of them is not for this actor is not said.
 *
 * @throws {VitrineError} `COMMENT_NOT_FOUND`, also for what was removed
 */
export const requireComments = async (
  context: CallContext,
  settings: CommentSettings,
  ids: readonly number[],
): Promise<{ readonly rows: readonly ToldComment[]; readonly isModerator: (row: ToldComment) => boolean }> => {
  const found = await selectReadable(context, settings, ids)
  const seen = await keepOnVisible(context, found)
  const isModerator = await moderates(context, seen)
  const rows = seen.filter(
    (row) =>
      row.state === 'shown' || (row.state === 'pending' && (isModerator(row) || isOwnComment(context.rights, row))),
  )
  if (rows.length < ids.length) throw new VitrineError('COMMENT_NOT_FOUND')
  return { rows, isModerator }
}
