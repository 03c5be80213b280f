import { managesEverything, type Rights } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { ToldComment } from './comment.store.ts'
import { moderates, ownsConversation } from './comment.target.ts'
import type { Comment } from './comment.types.ts'
import type { CommentSettings } from './comment-settings.types.ts'
import { commenterOf, hasConversation } from './commenter.ts'

/**
 * Comments, all of which the actor may see, as it sees them: one more statement for a whole page at most.
 *
 * @param known - Who decides on them, where that was asked before, and whether new ones are taken where they are: default, yes.
 */
export const toComments = async (
  context: CallContext,
  settings: CommentSettings,
  rows: readonly ToldComment[],
  known: { readonly isModerator?: (row: ToldComment) => boolean; readonly isOpen?: boolean } = {},
): Promise<Comment[]> => {
  const { actor, rights } = context
  const isModerator = known.isModerator ?? (await moderates(context, rows))
  const mayComment = (known.isOpen ?? true) && commenterOf(actor, rights, settings) !== null
  return rows.map((row): Comment => {
    const isThere = row.state !== 'removed'
    const [decides, isOwn] = [isModerator(row), isOwnComment(rights, row)]
    const mayAnswer = row.link_id === null ? mayComment : hasConversation(rights) || answersLinks(rights, row)
    return {
      id: row.id,
      photoId: row.photo_id,
      albumId: row.album_id,
      threadId: row.thread_id,
      parentId: row.parent_id,
      author: { userId: row.user_id, name: nameOf(rights, row) },
      linkId: row.link_id,
      body: isThere ? row.body : null,
      state: row.state,
      createdAt: row.created_at,
      editedAt: row.edited_at,
      mayEdit: isThere && isOwn && settings.mayEditOwn && mayAnswer,
      mayRemove: isThere && (decides || (isOwn && settings.mayRemoveOwn)),
      mayApprove: row.state === 'pending' && decides,
      mayReply: row.state === 'shown' && mayAnswer,
    }
  })
}

/** Guests, and those who came by a link, have nothing of their own: others come by the same way. */
export const isOwnComment = ({ userId }: Rights, { user_id }: Pick<ToldComment, 'user_id'>): boolean =>
  userId !== null && user_id === userId

/** Whoever made a link answers in its conversation, whether comments are on or not. The gallery itself is nobody who could. */
export const answersLinks = (rights: Rights, row: Pick<ToldComment, 'link_maker'>): boolean =>
  rights.userId !== null && ownsConversation(rights, row)

/** User names are what people sign in with: they are told to those who have an account, only. */
const nameOf = (rights: Rights, { username, author_name }: ToldComment): string | null => {
  if (username === null) return author_name
  return rights.userId !== null || managesEverything(rights) ? username : null
}
