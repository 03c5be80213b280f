import { refusal, requireScope } from '../call.ts'
import type { CallContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { toNetwork } from '../sessions/network.ts'
import { toWords } from '../text/search-key.ts'
import { transact } from '../transaction.ts'
import { factsOf, tell, writeNews } from './comment.news.ts'
import { commentDraft } from './comment.schema.ts'
import { selectLastCommentAt, type ToldComment } from './comment.store.ts'
import { keepOnVisible, moderatesTargets, requireCommentable, targetOf } from './comment.target.ts'
import type { CommentDraft, CommentTarget } from './comment.types.ts'
import { judge } from './comment.verdict.ts'
import { answersLinks } from './comment.views.ts'
import { insertComment, lockThreads, selectCommentState } from './comment.write.store.ts'
import type { Pace } from './comment-pace.ts'
import type { CommentSettings } from './comment-settings.types.ts'
import { type Commenter, commenterOf, hasConversation } from './commenter.ts'
import { selectReadable } from './readable-comments.ts'
import { takesNew } from './takes-new.ts'

/** A client who goes through its photos writes about one after the other: the pace is kept on the average. */
const burstOfLinks = 20

export const addComment = async (
  context: CallContext,
  settings: CommentSettings,
  { target, draft: input, address = '' }: { target: CommentTarget; draft: CommentDraft; address?: string | undefined },
): Promise<ToldComment> => {
  const { gallery, actor, rights } = context
  const commenter = commenterOf(actor, rights, settings)
  // A user may still answer by a link of its own, where comments are off.
  if (commenter === null && rights.userId === null) throw refusal(actor)
  requireScope(context, 'edit')
  const draft = validate(commentDraft, input)
  await requireCommentable(context, target)
  const parent = draft.parentId === undefined ? null : await requireParent(context, settings, target, draft.parentId)
  const linkId = hasConversation(rights) ? rights.linkId : (parent?.link_id ?? null)
  const isHost = linkId !== null && parent !== null && answersLinks(rights, parent)
  if (commenter === null && !isHost) throw refusal(actor)
  if (linkId === null && !(await takesNew(context, target))) throw refusal(actor)
  const isModerator = isHost || (linkId === null && (await moderatesTargets(context, [target]))(target))
  const standing = { isModerator, isOfLink: linkId !== null, isGuest: commenter === 'guest' }
  const name = nameFor(context, commenter, draft.name)

  const pace = isModerator ? null : await requirePace(context, settings, commenter, address)
  try {
    const added = await transact(gallery, actor, async (unit) => {
      const where = {
        photo_id: 'photoId' in target ? target.photoId : null,
        album_id: 'albumId' in target ? target.albumId : null,
      }
      if (parent) {
        await lockThreads(unit.db, unit.dialect, [parent.thread_id])
        if ((await selectCommentState(unit.db, parent.id)) !== 'shown') throw new VitrineError('COMMENT_NOT_FOUND')
      }
      const parentId = parent?.id ?? null
      const { body, authorName, waits } = await judge(gallery, unit, {
        settings,
        standing,
        draft: { photoId: where.photo_id, albumId: where.album_id, parentId, authorName: name, body: draft.body },
      })
      const row = {
        ...where,
        parent_id: parentId,
        user_id: rights.userId,
        link_id: linkId,
        author_name: authorName,
        state: waits ? ('pending' as const) : ('shown' as const),
        body,
        words: toWords(body),
        created_at: unit.at,
      }
      const { id, threadId } = await insertComment(unit.db, { ...row, thread_id: parent?.thread_id ?? null })
      const comments = [factsOf({ ...row, id })]
      tell(unit, 'added', comments)
      await writeNews(context, unit, settings, { kinds: waits ? ['pending', 'added'] : ['added'], comments })
      return { ...row, id, thread_id: threadId, edited_at: null }
    })
    return { ...added, username: null, link_maker: parent?.link_maker ?? null }
  } catch (error) {
    if (pace) gallery.commentPace.forgive(pace)
    throw error
  }
}

/** What is answered: on the same photo or album, and read by whoever answers. */
const requireParent = async (
  context: CallContext,
  settings: CommentSettings,
  target: CommentTarget,
  parentId: number,
): Promise<ToldComment> => {
  const [parent] = await keepOnVisible(context, await selectReadable(context, settings, [parentId]))
  const isThere = parent?.state === 'shown' && JSON.stringify(targetOf(parent)) === JSON.stringify(target)
  if (!isThere) throw new VitrineError('COMMENT_NOT_FOUND')
  return parent
}

/** Users have a name; guests say one. */
const nameFor = ({ actor, rights }: CallContext, commenter: Commenter | null, name: string | undefined) => {
  if (rights.userId !== null) return null
  const known = name ?? (actor.kind === 'host' ? actor.name?.slice(0, 60) : undefined)
  if (commenter === 'guest' && known === undefined)
    throw inputInvalid([{ path: 'name', message: 'Must not be empty.' }])
  return known ?? null
}

/** @throws {VitrineError} `RATE_LIMITED` */
const requirePace = async (
  { gallery, rights: { userId }, actor }: CallContext,
  { floodSeconds: seconds }: CommentSettings,
  commenter: Commenter | null,
  address: string,
): Promise<Pace> => {
  const linkId = commenter !== null && commenter !== 'guest' && 'linkId' in commenter ? commenter.linkId : null
  // The network that an address is in stands for it: whoever has one address of IPv6 has many.
  const from = actor.kind === 'host' ? `host ${actor.subject}` : toNetwork(address)
  const key = userId !== null ? `user ${userId}` : linkId !== null ? `link ${linkId} ${from}` : `guest ${from}`
  const pace = { key, seconds, burst: linkId === null ? 1 : burstOfLinks }
  const wait = gallery.commentPace.begin(pace)
  if (wait > 0) throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds: wait } })
  if (userId === null || seconds === 0) return pace
  // What another process took counts, too.
  const last = await selectLastCommentAt(gallery.connections.read, userId)
  const leftMs = last === null ? 0 : Date.parse(last) + seconds * 1_000 - gallery.clock().getTime()
  if (leftMs <= 0) return pace
  gallery.commentPace.forgive(pace)
  throw new VitrineError('RATE_LIMITED', { details: { retryAfterSeconds: Math.ceil(leftMs / 1_000) } })
}
