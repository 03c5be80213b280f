import { managesEverything, sees } from '../access/rights.ts'
import { requireAdmin } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import type { Page } from '../paging/page.types.ts'
import { selectLink } from '../shares/share.store.ts'
import { isOwn } from '../shares/share.views.ts'
import { toWords } from '../text/search-key.ts'
import { conversationsOf, unlessPending } from './comment.readable.ts'
import { commentList, commentPage } from './comment.schema.ts'
import {
  countOfTarget,
  countSeenComments,
  type GalleryFilter,
  selectSeenComments,
  selectThreads,
} from './comment.store.ts'
import { moderatesTargets, ownsConversation, requireTarget } from './comment.target.ts'
import type { Comment, CommentListOptions, CommentPage, CommentPageOptions, CommentTarget } from './comment.types.ts'
import { toComments } from './comment.views.ts'
import type { CommentSettings } from './comment-settings.types.ts'
import { conversationsAt } from './conversations-at.ts'
import { toMayComment } from './may-comment.ts'
import { takesNew } from './takes-new.ts'

/** Words that are looked for. */
const maxWords = 10

/** Comments of a photo or an album, thread by thread. */
export const listOfTarget = async (
  context: CallContext,
  settings: CommentSettings,
  target: CommentTarget,
  options: CommentPageOptions,
): Promise<CommentPage> => {
  validate(commentPage, options)
  const takesComments = await requireTarget(context, target)
  const isOpen = takesComments && (await takesNew(context, target))
  return readThreads(context, settings, target, {
    options,
    takesComments,
    isOpen,
    isModerator: async () => (await moderatesTargets(context, [target]))(target),
  })
}

/** The same of what the actor is known to see. */
export const readThreads = async (
  context: CallContext,
  settings: CommentSettings,
  target: CommentTarget,
  known: {
    readonly options: CommentPageOptions
    readonly takesComments: boolean
    /** Whether new ones are taken. */
    readonly isOpen: boolean
    readonly isModerator: () => Promise<boolean>
  },
): Promise<CommentPage> => {
  const { gallery, actor, rights } = context
  const db = gallery.connections.read
  const { limit, cursor } = validate(commentPage, known.options)
  const { order, enabled } = settings
  const mark = ['comments', target, order]
  const after =
    cursor === undefined ? undefined : (decodeCursor(cursor, mark, ['number', 'number']) as [number, number])
  const may = toMayComment(actor, rights, settings, known.isOpen)
  const conversations = await conversationsAt(context, enabled)
  if (conversations === null || !known.takesComments) return { items: [], nextCursor: null, total: 0, ...may }
  const isModerator = await known.isModerator()
  const filter = { target, conditions: [conversations, unlessPending(rights, isModerator)] }
  const rows = await selectThreads(db, filter, { order, after, limit: limit + 1 })
  const isAll = after === undefined && rows.length <= limit
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: await toComments(context, settings, rows.slice(0, limit), {
      isModerator: (row) => (row.link_id === null ? isModerator : ownsConversation(rights, row)),
      isOpen: known.isOpen,
    }),
    nextCursor: last ? encodeCursor(mark, [last.thread_id, last.id]) : null,
    total: isAll ? rows.length : await countOfTarget(db, filter),
    ...may,
  }
}

/** Comments of the whole gallery. */
export const listAll = async (
  context: CallContext,
  settings: CommentSettings,
  options: CommentListOptions,
): Promise<Page<Comment>> => {
  const { rights } = context
  const { state, query = '', authorId, albumId, from, to, order, limit, cursor } = validate(commentList, options)
  if (state === 'pending') requireAdmin(context)
  if (albumId !== undefined && !sees(rights, albumId)) throw new VitrineError('ALBUM_NOT_FOUND')
  const conversations = conversationsOf(rights, settings.enabled || managesEverything(rights))
  if (conversations === null) return { items: [], nextCursor: null, total: 0 }
  const words = toWords(query).trim().split(' ').filter(Boolean).slice(0, maxWords)
  const asked = { words, authorId, albumId, from, to }
  const mark = ['all-comments', state, asked, order]
  const filter = { ...asked, conditions: [conversations], states: [state] }
  return listSeen(context, settings, filter, { mark, order, limit, cursor })
}

/** What was written by a link. */
export const listOfLink = async (
  context: CallContext,
  settings: CommentSettings,
  linkId: number,
  options: CommentPageOptions,
): Promise<Page<Comment>> => {
  const { gallery, rights } = context
  const row = isId(linkId) ? await selectLink(gallery.connections.read, linkId) : undefined
  if (!row || !isOwn(rights, row)) throw new VitrineError('LINK_NOT_FOUND')
  const { limit, cursor } = validate(commentPage, options)
  const filter: GalleryFilter = { conditions: [], states: ['shown', 'pending'], linkId }
  return listSeen(context, settings, filter, { mark: ['comments-of', linkId], order: 'newest', limit, cursor })
}

const listSeen = async (
  context: CallContext,
  settings: CommentSettings,
  filter: GalleryFilter,
  range: { mark: unknown; order: 'newest' | 'oldest'; limit: number; cursor?: string | undefined },
): Promise<Page<Comment>> => {
  const { gallery, rights } = context
  const { dialect } = gallery
  const db = gallery.connections.read
  const { mark, order, limit, cursor } = range
  const [after] = cursor === undefined ? [] : (decodeCursor(cursor, mark, ['number']) as [number])
  const rows = await selectSeenComments(db, dialect, rights, filter, { order, after, limit: limit + 1 })
  // Beyond the last of them there is no row that could say it.
  const isNone = after === undefined && rows.length === 0
  const total = isNone ? 0 : (rows[0]?.total ?? (await countSeenComments(db, dialect, rights, filter)))
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: await toComments(context, settings, rows.slice(0, limit)),
    nextCursor: last ? encodeCursor(mark, [last.id]) : null,
    total: Number(total),
  }
}
