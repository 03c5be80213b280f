import { type ActorGallery, guest, type PhotoListOptions, VitrineError } from '@vitrine/core'
import { toAtom } from '../../feeds/atom.ts'
import type { Feed } from '../../feeds/feed.types.ts'
import { toJsonFeed } from '../../feeds/json-feed.ts'
import { toFeedItem } from '../../feeds/photo-feed.ts'
import { requireBaseUrl } from '../base-url.ts'
import { dataResponse } from '../document.ts'
import type { PageRequest, PageRouter, PagesContext } from '../page-context.ts'

const itemsPerFeed = 50

const writers = {
  atom: { type: 'application/atom+xml; charset=utf-8', write: toAtom },
  json: { type: 'application/feed+json; charset=utf-8', write: toJsonFeed },
} as const

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
 * feeds show them to others, too.
 */
export const registerFeeds = (router: PageRouter, pages: PagesContext): void => {
  const { links, server } = pages

  const answer = async (
    request: PageRequest,
    file: string,
    find: (gallery: ActorGallery, name: string) => Promise<Source>,
  ): Promise<Response> => {
    const baseUrl = requireBaseUrl(pages)
    const [, name = '', ending] = /^([\w-]+)\.(atom|json)$/.exec(file) ?? []
    if (ending !== 'atom' && ending !== 'json') throw new VitrineError('ROUTE_NOT_FOUND')
    const gallery = server.gallery.forRequest(guest)
    const { title, description, path, scope } = await find(gallery, name)
    const [site, page] = await Promise.all([
      request.site(),
      gallery.photos.list({ ...scope, sort: '-addedAt', limit: itemsPerFeed }),
    ])
    const items = page.items.map((photo) => toFeedItem(photo, baseUrl, pages))
    const feed: Feed = {
      title: title === null ? site.title : `${title} · ${site.title}`,
      description,
      pageUrl: `${baseUrl}${path}`,
      url: `${baseUrl}${links.basePath}${request.event.url.pathname}`,
      // Of an empty one nothing is known but that it is: the same instant at each look, so that nobody takes it for changed.
      updatedAt: items.reduce(
        (last, item) => (item.updatedAt > last ? item.updatedAt : last),
        '1970-01-01T00:00:00.000Z',
      ),
      language: site.language,
      items,
    }
    const { type, write } = writers[ending]
    return dataResponse(write(feed), type, request.event, server.options)
  }

  const fileOf = (request: PageRequest): string => request.event.url.pathname.split('/').at(-1) ?? ''
  const idOf = (name: string): number => {
    if (!/^[1-9]\d{0,15}$/.test(name)) throw new VitrineError('ROUTE_NOT_FOUND')
    return Number(name)
  }

  router.get('/feeds/:file', (request) =>
    answer(request, fileOf(request), async (_, name) => {
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
