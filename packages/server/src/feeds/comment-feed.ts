import type { Comment } from '@vitrine/core'
import type { CommentRowView } from '../pages/view-models/admin/comments.ts'
import { html } from '../themes/safe-html.ts'
import type { FeedItem } from './feed.types.ts'

/**
 * @param row - What pages show of the comment.
 * @param baseUrl - Of the gallery, without a path.
 * @returns `null` where what it is about is gone meanwhile
 */
export const toCommentItem = (
  { createdAt, editedAt }: Comment,
  { author, about, body }: Pick<CommentRowView, 'author' | 'about' | 'body'>,
  baseUrl: string,
): FeedItem | null =>
  about.url === null
    ? null
    : {
        url: `${baseUrl}${about.url}`,
        title: `${author} · ${about.name}`,
        html: html`${body
          .split(/\n{2,}/)
          .filter((part) => part.trim() !== '')
          .map((part) => html`<p>${part}</p>`)}`.toString(),
        summary: body,
        publishedAt: createdAt,
        updatedAt: editedAt ?? createdAt,
        author,
        tags: [],
        imageUrl: null,
      }
