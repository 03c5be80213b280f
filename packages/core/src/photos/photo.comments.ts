import { readThreads } from '../comments/comment.lists.ts'
import type { CommentPage, CommentPageOptions } from '../comments/comment.types.ts'
import type { CommentsInShort } from '../comments/comment-state.types.ts'
import type { CallContext } from '../context.ts'
import type { PhotoRow } from './photo.table.ts'

/** What is written below a photo that the actor is known to see: nothing is asked where there is nothing, and one thing otherwise. */
export const loadComments = async (
  context: CallContext,
  row: Pick<PhotoRow, 'id' | 'deleted_at'>,
  {
    options,
    inShort: { count, ...may },
    isModerator,
    isOpen,
  }: {
    readonly options: CommentPageOptions
    readonly inShort: CommentsInShort
    readonly isModerator: boolean
    readonly isOpen: boolean
  },
): Promise<CommentPage> => {
  if (count === 0) return { items: [], nextCursor: null, total: 0, ...may }
  const settings = await context.gallery.lookups.comments(context.rights.commit)
  return readThreads(
    context,
    settings,
    { photoId: row.id },
    { options, takesComments: row.deleted_at === null, isOpen, isModerator: async () => isModerator },
  )
}
