import { refusal, requireScope } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { toWords } from '../text/search-key.ts'
import { transact } from '../transaction.ts'
import { factsOf, tell, writeNews } from './comment.news.ts'
import { commentPatch } from './comment.schema.ts'
import type { ToldComment } from './comment.store.ts'
import { judge } from './comment.verdict.ts'
import { toComments } from './comment.views.ts'
import { lockThreads, selectCommentState, updateComment } from './comment.write.store.ts'
import type { CommentSettings } from './comment-settings.types.ts'
import { requireComments } from './readable-comments.ts'

/** Whoever looks for words mends them more than once. */
const burst = 10

export const rewriteComment = async (
  context: CallContext,
  settings: CommentSettings,
  id: number,
  input: { body: string },
): Promise<ToldComment> => {
  const { gallery, actor, rights } = context
  if (rights.userId === null) throw refusal(actor)
  requireScope(context, 'edit')
  const { body: wanted } = validate(commentPatch, input)
  if (!isId(id)) throw new VitrineError('COMMENT_NOT_FOUND')
  const { rows, isModerator } = await requireComments(context, settings, [id])
  const [before] = rows as [ToldComment]
  const [told] = await toComments(context, settings, [before], { isModerator })
  if (!told?.mayEdit) throw refusal(actor)
  const decides = isModerator(before)
  const pace = { key: `edit ${rights.userId}`, seconds: settings.floodSeconds, burst }
  const wait = decides ? 0 : gallery.commentPace.begin(pace)
  if (wait > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds: wait } })

  const after = await transact(gallery, actor, async (unit) => {
    await lockThreads(unit.db, unit.dialect, [before.thread_id])
    const state = await selectCommentState(unit.db, id)
    if (state === null || state === 'removed') throw new VitrineError('COMMENT_NOT_FOUND')
    const { photo_id: photoId, album_id: albumId, parent_id: parentId, author_name: authorName } = before
    const { body, waits } = await judge(gallery, unit, {
      settings,
      standing: { isModerator: decides, isOfLink: before.link_id !== null, isGuest: false },
      draft: { photoId, albumId, parentId, authorName, body: wanted },
    })
    // What waits goes on waiting, whatever is in it by now: somebody is to look at it.
    const change = {
      body,
      words: toWords(body),
      state: waits || state === 'pending' ? ('pending' as const) : ('shown' as const),
      edited_at: unit.at,
    }
    await updateComment(unit.db, id, change)
    const comments = [factsOf({ ...before, ...change })]
    tell(unit, 'updated', comments)
    const isNewInQueue = change.state === 'pending' && state === 'shown'
    await writeNews(context, unit, settings, { kinds: isNewInQueue ? ['pending', 'edited'] : ['edited'], comments })
    return change
  })
  return { ...before, ...after }
}
