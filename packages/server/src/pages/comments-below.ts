import type { CommentPage } from '@vitrine/core'
import type { PageRequest, PagesContext } from './page-context.ts'
import { readCursor } from './query.ts'
import { type CommentsView, toCommentsView } from './view-models/comments.ts'

const perPage = 50

type Below = { readonly photo: number } | { readonly album: number }

/** @param known - What is known of them by now: where there are none, nothing is asked. */
export const loadComments = async (
  { gallery, query }: PageRequest,
  below: Below,
  known?: { readonly count: number; readonly mayComment: boolean; readonly needsName: boolean },
): Promise<CommentPage> => {
  if (known?.count === 0) return { ...known, items: [], nextCursor: null, total: 0 }
  const options = { limit: perPage, cursor: readCursor(query, 'comments') }
  return 'photo' in below
    ? gallery.comments.ofPhoto(below.photo, options)
    : gallery.comments.ofAlbum(below.album, options)
}

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
