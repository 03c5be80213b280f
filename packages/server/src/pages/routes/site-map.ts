import { guest, type SiteMapEntry, type SiteMapKind, VitrineError } from '@vitrine/core'
import { textElement, toXml, type XmlNode } from '../../feeds/xml.ts'
import { requireBaseUrl } from '../base-url.ts'
import { dataResponse } from '../document.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'

const namespace = 'http://www.sitemaps.org/schemas/sitemap/0.9'
const xmlType = 'application/xml; charset=utf-8'
/** Ids in one file: half of what the protocol allows, so that a file is made in a moment. */
const idsPerFile = 20_000
const kinds = ['albums', 'photos'] as const satisfies readonly SiteMapKind[]

/** Pages that search engines have no business on, below the base path. Nothing in here depends on what is in the gallery. */
const closed = [
  '/admin',
  '/account',
  '/api/',
  '/links',
  '/s/',
  '/share',
  '/sign-in',
  '/upload',
  '/favourites',
  '/search',
  '/random',
]

/** `/robots.txt`, `/sitemap.xml`, `/sitemaps/photos-0.xml`: for search engines. What guests see, whoever asks. */
export const registerSiteMap = (router: PageRouter, pages: PagesContext): void => {
  const { links, server } = pages
  const asGuest = () => server.gallery.forRequest(guest)

  router.get('/robots.txt', async ({ event }) => {
    const baseUrl = server.options.baseUrl
    const { mustSignIn } = await asGuest().me()
    const lines = mustSignIn
      ? ['User-agent: *', 'Disallow: /']
      : [
          'User-agent: *',
          ...closed.map((path) => `Disallow: ${links.path(path)}`),
          ...(baseUrl === null ? [] : ['', `Sitemap: ${baseUrl}${links.path('/sitemap.xml')}`]),
        ]
    return dataResponse(`${lines.join('\n')}\n`, 'text/plain; charset=utf-8', event, server.options)
  })

  router.get('/sitemap.xml', async ({ event }) => {
    const baseUrl = requireBaseUrl(pages)
    const gallery = asGuest()
    const files: XmlNode[] = []
    for (const kind of kinds) {
      const end = await gallery.siteMap.end(kind)
      for (let file = 0; file * idsPerFile < end; file++) {
        const url = `${baseUrl}${links.path(`/sitemaps/${kind}-${file}.xml`)}`
        files.push({ name: 'sitemap', children: [textElement('loc', url)] })
      }
    }
    return dataResponse(toXml(namespace, { name: 'sitemapindex', children: files }), xmlType, event, server.options)
  })

  router.get('/sitemaps/:file', async ({ event }) => {
    const baseUrl = requireBaseUrl(pages)
    const [, name, place] = /\/(albums|photos)-(\d{1,9})\.xml$/.exec(event.url.pathname) ?? []
    const kind = kinds.find((one) => one === name)
    if (!kind) throw new VitrineError('ROUTE_NOT_FOUND')
    const fromId = Number(place) * idsPerFile + 1
    const entries = await asGuest().siteMap.list({ of: kind, fromId, beforeId: fromId + idsPerFile })
    const urlOf = (entry: SiteMapEntry) => (kind === 'albums' ? links.albumUrl(entry) : links.photoUrl(entry))
    const urls = entries.map((entry) => ({
      name: 'url',
      children: [textElement('loc', `${baseUrl}${urlOf(entry)}`), textElement('lastmod', entry.updatedAt)],
    }))
    // Of the first file of albums the home page is one.
    if (kind === 'albums' && fromId === 1)
      urls.unshift({ name: 'url', children: [textElement('loc', `${baseUrl}${links.homeUrl()}`)] })
    return dataResponse(toXml(namespace, { name: 'urlset', children: urls }), xmlType, event, server.options)
  })
}
