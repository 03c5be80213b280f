import { type Tag, VitrineError } from '@vitrine/core'
import { fromSlugSegment } from '../../links.ts'
import { redirectResponse } from '../document.ts'
import { maxScopeTags, type PageScope, toPhotoScope, wholeGallery } from '../lists/page-scope.ts'
import { hasPlaces } from '../lists/places.ts'
import { loadRelated } from '../lists/related.ts'
import { listScope } from '../lists/show-list.ts'
import { keepSort, readSort } from '../lists/sort.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readCursor, readSegments, tagsPerPage } from '../query.ts'
import type { ListView } from '../view-models/list.ts'
import { toRelatedBlock } from '../view-models/related.ts'
import { toTagsView } from '../view-models/tags.ts'
import { toMapTools, toTools } from '../view-models/tools.ts'

/** `/tags`, `/tags?view=letters`, `/tags/5-sea` and `/tags/5-sea/8-storm` */
export const registerTags = (router: PageRouter, pages: PagesContext): void => {
  router.get('/tags', (request) => showTags(request, pages))
  router.get('/tags/:tag', (request) => showTagged(request, pages, readSegments(request.event, 'tag')))
  router.get('/tags/**:tags', (request) => showTagged(request, pages, readSegments(request.event, 'tags')))
}

const showTags = async ({ gallery, query }: PageRequest, pages: PagesContext): Promise<PageAnswer> => {
  const { links, t } = pages
  const startsWith = (query.get('letter') ?? '').normalize('NFC').slice(0, 100)
  const cursor = readCursor(query)
  const head = { title: t('tags.title'), section: 'tags', canonicalPath: links.tagsUrl() } as const
  if (startsWith !== '') {
    const page = await gallery.tags.list({ startsWith, limit: tagsPerPage, cursor })
    const moreUrl = page.nextCursor === null ? null : links.tagsUrl({ letter: startsWith, cursor: page.nextCursor })
    const view = toTagsView({ view: 'letters', startsWith, page, moreUrl }, pages)
    return { page: 'tags', view, visit: { section: 'tags' }, head: { ...head, noIndex: true } }
  }
  if (query.get('view') === 'letters') {
    const view = toTagsView({ view: 'letters', index: await gallery.browse.tagIndex() }, pages)
    return { page: 'tags', view, visit: { section: 'tags' }, head: { ...head, noIndex: true } }
  }
  const view = toTagsView({ view: 'cloud', cloud: await gallery.browse.tagCloud() }, pages)
  return { page: 'tags', view, visit: { section: 'tags' }, head }
}

const readTags = async ({ gallery }: PageRequest, path: string): Promise<Tag[]> => {
  const segments = path.split('/')
  const ids = segments.map(fromSlugSegment)
  if (ids.length > maxScopeTags || ids.includes(null)) throw new VitrineError('ROUTE_NOT_FOUND')
  return Promise.all([...new Set(ids)].flatMap((id) => (id === null ? [] : [gallery.tags.get(id)])))
}

const showTagged = async (request: PageRequest, pages: PagesContext, path: string): Promise<PageAnswer> => {
  const { gallery, query } = request
  const { links, t } = pages
  const tags = await readTags(request, path)
  const spelled = tags.map(({ id, slug }) => (slug === '' ? `${id}` : `${id}-${slug}`)).join('/')
  if (spelled !== path) {
    return redirectResponse(links.tagSetUrl(tags, Object.fromEntries(query)), pages.server.options, 301)
  }
  const scope: PageScope = { ...wholeGallery, tags }
  const sort = readSort(request)
  const isFirst = readCursor(query) === undefined
  const [only, ...others] = tags
  const single = others.length === 0 ? only : undefined
  const [listing, related, above, isOnMap] = await Promise.all([
    listScope(request, scope, { sort, url: (more) => links.tagSetUrl(tags, more) }, pages),
    isFirst ? loadRelated(gallery, toPhotoScope(scope)) : null,
    single ? gallery.tags.path(single.id) : [],
    hasPlaces(gallery, toPhotoScope(scope)),
  ])
  const name = tags.map((tag) => tag.name).join(' + ')
  const view: ListView = {
    name,
    lead: null,
    breadcrumbs: [
      { name: t('tags.title'), url: links.tagsUrl() },
      ...above.slice(0, -1).map((tag) => ({ name: tag.name, url: links.tagUrl(tag) })),
      { name, url: null },
    ],
    parts: tags.map((tag) => ({
      name: tag.name,
      url: links.tagUrl(tag),
      removeUrl: single ? null : links.tagSetUrl(tags.filter((other) => other !== tag)),
      removeLabel: t('parts.remove', { name: tag.name }),
    })),
    tabs: null,
    tools: [...toTools(scope, pages), ...toMapTools(scope, isOnMap, pages)],
    related: related
      ? toRelatedBlock(
          related,
          {
            tag: (tag) => links.tagSetUrl([...tags, tag]),
            album: (album) => links.searchUrl([`tree:${album.id}`, ...tags.map(({ id }) => `tagid:${id}`)].join(' ')),
          },
          pages,
        )
      : null,
    albums: [],
    albumsTitle: '',
    photosTitle: t('album.photos'),
    listing,
    empty:
      listing.total > 0
        ? null
        : { title: t('tag.none.title'), text: t('tag.none.text'), linkUrl: links.tagsUrl(), link: t('tags.all') },
  }
  return {
    page: 'list',
    visit: { section: 'tags', tagId: single?.id },
    view,
    headers: keepSort(request, sort, pages),
    head: {
      title: t('tag.title', { name }),
      section: 'tags',
      canonicalPath: links.tagSetUrl(tags),
      ...(tags.length === 1 && tags[0] ? { feedPath: links.path(`/feeds/tags/${tags[0].id}`) } : {}),
      noIndex: true,
    },
  }
}
