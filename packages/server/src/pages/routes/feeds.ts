import { type ActorGallery, guest, type PhotoListOptions, userActor, VitrineError } from '@vitrine/core'
import { toAtom } from '../../feeds/atom.ts'
import { toCommentItem } from '../../feeds/comment-feed.ts'
import type { Feed, FeedItem } from '../../feeds/feed.types.ts'
import { toJsonFeed } from '../../feeds/json-feed.ts'
import { toFeedItem } from '../../feeds/photo-feed.ts'
import { requireBaseUrl } from '../base-url.ts'
import { loadAbout } from '../comments-about.ts'
import { dataResponse } from '../document.ts'
import type { PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { toCommentRows } from '../view-models/admin/comments.ts'

const itemsPerFeed = 50

const writers = {
  atom: { type: 'application/atom+xml; charset=utf-8', write: toAtom },
  json: { type: 'application/feed+json; charset=utf-8', write: toJsonFeed },
} as const

/** What alone is in a personal feed. */
type What = 'photos' | 'comments'

const newestOf = (items: readonly FeedItem[]): FeedItem[] =>
  items
    .toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : a.publishedAt > b.publishedAt ? -1 : 0))
    .slice(0, itemsPerFeed)

/** What a feed is of. */
interface Source {
  readonly title: string | null
  readonly description: string | null
  /** Path of the page that shows the same. */
  readonly path: string
  readonly scope: PhotoListOptions
}

/**
 * `/feeds/recent.atom`, `/feeds/albums/12.json`, `/feeds/tags/5.atom`: what came in last. What guests see, whoever asks: programs that read
 * feeds show them to others, too. `/feeds/personal.atom?key=…` is what one member sees, photos and
 * comments, for whoever has the key; `&what=photos` or `&what=comments`: one of the two alone.
 */
export const registerFeeds = (router: PageRouter, pages: PagesContext): void => {
  const { links, server } = pages

  const photosOf = async (gallery: ActorGallery, scope: PhotoListOptions, baseUrl: string): Promise<FeedItem[]> => {
    const { items } = await gallery.photos.list({ ...scope, sort: '-addedAt', limit: itemsPerFeed })
    return items.map((photo) => toFeedItem(photo, baseUrl, pages))
  }
  /** None where comments are off. */
  const commentsOf = async (gallery: ActorGallery, baseUrl: string): Promise<FeedItem[]> => {
    const { items } = await gallery.comments.list({ limit: itemsPerFeed })
    const rows = toCommentRows(items, await loadAbout(gallery, items), pages)
    return items.flatMap((comment, index) => {
      const row = rows[index]
      const item = row ? toCommentItem(comment, row, baseUrl) : null
      return item ? [item] : []
    })
  }

  const answer = async (
    request: PageRequest,
    file: string,
    find: (gallery: ActorGallery, name: string) => Promise<Source>,
    member: { readonly userId: number; readonly key: string; readonly what: What | null } | null = null,
  ): Promise<Response> => {
    const baseUrl = requireBaseUrl(pages)
    const [, name = '', ending] = /^([\w-]+)\.(atom|json)$/.exec(file) ?? []
    if (ending !== 'atom' && ending !== 'json') throw new VitrineError('ROUTE_NOT_FOUND')
    const gallery = server.gallery.forRequest(member ? userActor(member.userId) : guest)
    const { title, description, path, scope } = await find(gallery, name)
    const [site, photos, comments] = await Promise.all([
      request.site(),
      member?.what === 'comments' ? [] : photosOf(gallery, scope, baseUrl),
      member && member.what !== 'photos' ? commentsOf(gallery, baseUrl) : [],
    ])
    const items = comments.length === 0 ? photos : newestOf([...photos, ...comments])
    const feed: Feed = {
      title: title === null ? site.title : `${title} · ${site.title}`,
      description,
      pageUrl: `${baseUrl}${path}`,
      url: `${baseUrl}${links.basePath}${request.event.url.pathname}${member ? `?key=${member.key}${member.what === null ? '' : `&what=${member.what}`}` : ''}`,
      // Of an empty one nothing is known but that it is: the same instant at each look, so that nobody takes it for changed.
      updatedAt: items.reduce(
        (last, item) => (item.updatedAt > last ? item.updatedAt : last),
        '1970-01-01T00:00:00.000Z',
      ),
      language: pages.language,
      items,
    }
    const { type, write } = writers[ending]
    return dataResponse(write(feed), type, request.event, { ...server.options, isSecret: member !== null })
  }

  const fileOf = (request: PageRequest): string => request.event.url.pathname.split('/').at(-1) ?? ''
  const idOf = (name: string): number => {
    if (!/^[1-9]\d{0,15}$/.test(name)) throw new VitrineError('ROUTE_NOT_FOUND')
    return Number(name)
  }

  /** In the path it would be in logs. */
  const memberOf = async (request: PageRequest) => {
    const key = request.query.get('key') ?? ''
    const userId = await server.gallery.news.userOfFeed(key)
    if (userId === null) throw new VitrineError('ROUTE_NOT_FOUND')
    const what = request.query.get('what')
    if (what !== null && what !== 'photos' && what !== 'comments') throw new VitrineError('ROUTE_NOT_FOUND')
    return { userId, key, what } as const
  }
  const personal = async (request: PageRequest): Promise<Response> =>
    answer(
      request,
      fileOf(request),
      async () => ({
        title: pages.t('notify.title'),
        description: null,
        path: links.path('/recent'),
        scope: {},
      }),
      await memberOf(request),
    )

  router.get('/feeds/:file', (request) =>
    /^personal\./.test(fileOf(request))
      ? personal(request)
      : answer(request, fileOf(request), async (_, name) => {
          if (name !== 'recent') throw new VitrineError('ROUTE_NOT_FOUND')
          return { title: null, description: null, path: links.homeUrl(), scope: {} }
        }),
  )
  router.get('/feeds/albums/:file', (request) =>
    answer(request, fileOf(request), async (gallery, name) => {
      const album = await gallery.albums.get(idOf(name))
      return {
        title: album.name,
        description: album.description,
        path: links.albumUrl(album),
        scope: { album: album.id, recursive: !album.isSmart },
      }
    }),
  )
  router.get('/feeds/tags/:file', (request) =>
    answer(request, fileOf(request), async (gallery, name) => {
      const tag = await gallery.tags.get(idOf(name))
      return { title: tag.name, description: null, path: links.tagUrl(tag), scope: { tag: tag.id } }
    }),
  )
}
