import type { CommentPage, CommentPageOptions } from '@vitrine/core'
import type { PageRequest, PagesContext } from './page-context.ts'
import { readCursor } from './query.ts'
import { type CommentsView, toCommentsView } from './view-models/comments.ts'

const perPage = 50

type Below = { readonly photo: number } | { readonly album: number }

/** Which of them the address of a page asks for. */
export const commentsAsked = ({ query }: PageRequest): CommentPageOptions => ({
  limit: perPage,
  cursor: readCursor(query, 'comments'),
})

export const showComments = (
  { event, identity }: PageRequest,
  target: Below,
  page: CommentPage | null,
  pages: PagesContext,
): CommentsView | null =>
  page &&
  toCommentsView(
    page,
    {
      target,
      csrfToken: identity.csrfToken,
      url: event.url,
      basePath: pages.links.basePath,
      isGuest: identity.actor.kind === 'guest',
      isLink: identity.actor.kind === 'link',
    },
    pages,
  )
