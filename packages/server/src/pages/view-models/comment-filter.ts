import type { Album, Comment } from '@vitrine/core'
import type { LinkQuery } from '../../links.ts'
import { dayIn, idIn, readSearch } from '../query.ts'
import type { ViewContext } from './view-context.ts'

/** Which comments are shown, as the address says: empty where nothing is asked for. */
export interface CommentQuery {
  readonly q: string
  readonly from: string
  readonly to: string
  readonly order: 'newest' | 'oldest'
  readonly author: number | null
  readonly album: number | null
}

/** `CommentFilterView@1` */
export interface CommentFilterView {
  readonly action: string
  readonly query: CommentQuery
  /** What else of the address stays. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly orders: readonly { readonly value: string; readonly label: string; readonly isSelected: boolean }[]
  readonly chosen: readonly { readonly name: string; readonly url: string }[]
  /** Takes all of it back; `null`: nothing is asked for. */
  readonly allUrl: string | null
}

const maxQuery = 200
const dayMs = 86_400_000

/** What is asked for, as far as it makes sense: the rest of an address is as if it were not there. */
export const readCommentQuery = (query: URLSearchParams): CommentQuery => {
  return {
    q: readSearch(query).slice(0, maxQuery),
    from: dayIn(query, 'from'),
    to: dayIn(query, 'to'),
    order: query.get('order') === 'oldest' ? 'oldest' : 'newest',
    author: idIn(query, 'author'),
    album: idIn(query, 'album'),
  }
}

/** The same for the core. Up to a day is with that day. */
export const toCommentOptions = ({ q, from, to, order, author, album }: CommentQuery) => ({
  query: q,
  order,
  from: from === '' ? undefined : from,
  to: to === '' ? undefined : new Date(Date.parse(to) + dayMs).toISOString(),
  authorId: author ?? undefined,
  albumId: album ?? undefined,
})

export const toCommentAddress = (query: CommentQuery, more: LinkQuery = {}): LinkQuery => ({
  ...query,
  order: query.order === 'newest' ? undefined : query.order,
  ...more,
})

export const toCommentFilter = (
  query: CommentQuery,
  parts: {
    readonly path: string
    readonly hidden?: Readonly<Record<string, string | undefined>>
    readonly comments: readonly Comment[]
    readonly album: Album | null
  },
  { links, t }: ViewContext,
): CommentFilterView => {
  const { hidden = {}, path, comments, album } = parts
  const without = (name: 'author' | 'album'): string =>
    links.path(path, toCommentAddress(query, { ...hidden, [name]: undefined }))
  const author = comments.find((comment) => comment.author.userId === query.author)?.author.name
  const isAsked = Object.entries(query).some(([name, value]) => name !== 'order' && value !== null && value !== '')
  return {
    action: links.path(path),
    query,
    hidden: [...Object.entries(hidden), ['author', query.author], ['album', query.album]].flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [{ name: String(name), value: String(value) }],
    ),
    orders: (['newest', 'oldest'] as const).map((value) => ({
      value,
      label: t(`lcomments.order.${value}`),
      isSelected: value === query.order,
    })),
    chosen: [
      ...(query.author === null
        ? []
        : [{ name: t('lcomments.by', { name: author ?? t('comments.member') }), url: without('author') }]),
      ...(query.album === null
        ? []
        : [{ name: t('lcomments.in', { name: album?.name ?? `#${query.album}` }), url: without('album') }]),
    ],
    allUrl: isAsked ? links.path(path, hidden) : null,
  }
}
