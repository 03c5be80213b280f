import type { Comment, CommentPage } from '@vitrine/core'
import type { ViewContext } from './view-context.ts'

/** A form to write, to answer or to write anew; sent as it is, without a script. */
export interface CommentFormView {
  /** Unique on the page. */
  readonly id: string
  readonly action: string
  readonly csrfToken: string | null
  readonly returnTo: string
  readonly fields: readonly { readonly name: string; readonly value: string }[]
  /** `null`: not asked for. */
  readonly name: { readonly isRequired: boolean } | null
  readonly body: string
  readonly submit: string
}

export interface CommentEntryView {
  readonly id: number
  readonly author: string
  readonly marks: readonly string[]
  /** The link it was written by, for whoever made that. */
  readonly linkUrl: string | null
  readonly at: string
  readonly datetime: string
  readonly isEdited: boolean
  readonly isReply: boolean
  /** `null`: it was removed. */
  readonly body: string | null
  readonly reply: CommentFormView | null
  readonly edit: CommentFormView | null
  /** Buttons that do something at once. */
  readonly actions: readonly { readonly value: 'approve' | 'remove'; readonly label: string; readonly title: string }[]
  readonly action: string
}

/** What is written below a photo or an album. */
export interface CommentsView {
  readonly count: number
  readonly entries: readonly CommentEntryView[]
  readonly notice: string | null
  readonly empty: string | null
  readonly form: CommentFormView | null
  readonly signInUrl: string | null
  readonly firstUrl: string | null
  readonly moreUrl: string | null
  /** Everything that was written, here and elsewhere. */
  readonly all: { readonly url: string; readonly label: string }
  readonly csrfToken: string | null
  readonly returnTo: string
}

export const authorOf = ({ author, linkId }: Pick<Comment, 'author' | 'linkId'>, { t }: ViewContext): string => {
  if (author.name !== null) return author.name
  if (author.userId !== null) return t(linkId === null ? 'comments.member' : 'comments.host')
  return t(linkId === null ? 'comments.somebody' : 'comments.visitor')
}

/** What tells comments apart at a glance: names are free to choose. */
export const marksOf = ({ author, linkId, state }: Comment, { t }: ViewContext): string[] => [
  ...(author.userId === null && author.name !== null && linkId === null ? [t('comments.guest')] : []),
  ...(state === 'pending' ? [t('comments.pending')] : []),
]

export const toCommentsView = (
  page: CommentPage,
  parts: {
    readonly target: { readonly photo: number } | { readonly album: number }
    readonly csrfToken: string | null
    /** The page itself, with its query. */
    readonly url: URL
    readonly basePath: string
    readonly isGuest: boolean
    readonly isLink: boolean
  },
  context: ViewContext,
): CommentsView | null => {
  const { links, t, formats } = context
  const { csrfToken, url } = parts
  const waits = url.searchParams.get('comment') === 'waits'
  if (page.total === 0 && !page.mayComment && !waits) return null
  const addressWith = (change: Readonly<Record<string, string | null>>): string => {
    const query = new URLSearchParams(url.search)
    for (const [name, value] of Object.entries({ comment: null, ...change }))
      if (value === null) query.delete(name)
      else query.set(name, value)
    return `${parts.basePath}${url.pathname}${query.size > 0 ? `?${query}` : ''}`
  }
  const returnTo = addressWith({})
  const target = Object.entries(parts.target).map(([name, id]) => ({ name, value: String(id) }))
  const name = page.needsName ? { isRequired: true } : parts.isLink ? { isRequired: false } : null
  const write = { csrfToken, returnTo, action: links.path('/comments'), name, body: '', submit: t('comments.send') }

  const toEntry = (comment: Comment): CommentEntryView => {
    const author = authorOf(comment, context)
    const action = links.path(`/comments/${comment.id}`)
    return {
      id: comment.id,
      author,
      marks: marksOf(comment, context),
      linkUrl: comment.linkId === null || parts.isLink ? null : links.path(`/links/${comment.linkId}`),
      at: formats.instant(comment.createdAt),
      datetime: comment.createdAt,
      isEdited: comment.editedAt !== null,
      isReply: comment.parentId !== null,
      body: comment.body,
      reply: comment.mayReply
        ? { ...write, id: `reply-${comment.id}`, fields: [...target, { name: 'parent', value: String(comment.id) }] }
        : null,
      edit: comment.mayEdit
        ? {
            ...write,
            id: `edit-${comment.id}`,
            action,
            fields: [{ name: 'do', value: 'edit' }],
            name: null,
            body: comment.body ?? '',
            submit: t('comments.save'),
          }
        : null,
      actions: [
        ...(comment.mayApprove
          ? [{ value: 'approve' as const, label: t('comments.approve'), title: t('comments.approve') }]
          : []),
        ...(comment.mayRemove
          ? [
              {
                value: 'remove' as const,
                label: t('comments.remove'),
                title: t('comments.remove.of', { name: author }),
              },
            ]
          : []),
      ],
      action,
    }
  }
  return {
    count: page.total,
    entries: page.items.map(toEntry),
    notice: waits ? t('comments.waits') : null,
    empty: page.total === 0 ? t(parts.isLink ? 'comments.none.link' : 'comments.none') : null,
    form: page.mayComment ? { ...write, id: 'comment-form', fields: target } : null,
    signInUrl: !page.mayComment && parts.isGuest ? links.signInUrl(returnTo) : null,
    firstUrl: url.searchParams.has('comments') ? `${addressWith({ comments: null })}#comments` : null,
    moreUrl: page.nextCursor === null ? null : `${addressWith({ comments: page.nextCursor })}#comments`,
    all:
      'album' in parts.target
        ? { url: links.path('/comments', { album: parts.target.album }), label: t('lcomments.all.album') }
        : { url: links.path('/comments'), label: t('lcomments.all') },
    csrfToken,
    returnTo,
  }
}
