import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { VitrineError } from '@vitrine/core'
import { type DocsFile, openDocsSite } from '../../docs/site.ts'
import { encodingFor } from '../../http/accept-encoding.ts'
import { matchesAny } from '../../http/conditional.ts'
import { baseHeaders, inertContent } from '../../http/headers.ts'
import { documentHeaders, redirectResponse } from '../document.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'

/** Smaller than this, a file is not worth the work. */
const minCompressedBytes = 1024

/** `/docs`: the documentation site, where the owner allows it. The same for everybody: nothing in it is of this gallery. */
export const registerDocs = (router: PageRouter, pages: PagesContext): void => {
  const { links, server, t } = pages
  if (!server.options.docs) return
  const site = openDocsSite()
  const home = links.path('/docs/')

  const notBuilt: PageAnswer = {
    page: 'error',
    view: {
      status: 404,
      title: t('docs.missing.title'),
      text: t('docs.missing.text'),
      homeUrl: links.homeUrl(),
      signInUrl: null,
    },
    head: { title: t('docs.missing.title'), noIndex: true },
    status: 404,
  }

  router.get('/docs/**', async (request) => {
    const { pathname } = request.event.url
    // What its pages link to is relative to the folder.
    if (pathname === '/docs') return redirectResponse(home, server.options, 301)
    if (!site) return notBuilt
    const file = site.find(pathname.slice('/docs/'.length) || 'index.html')
    if (!file) throw new VitrineError('ROUTE_NOT_FOUND')
    return send(file, request, pages)
  })
}

const send = async (file: DocsFile, { event }: PageRequest, { server }: PagesContext): Promise<Response> => {
  const headers = {
    ...baseHeaders(server.options),
    ...(file.isPage ? documentHeaders : inertContent),
    'content-type': file.mimeType,
    // Its files keep their names from one version to the next: asked for again each time, and seldom sent again.
    'cache-control': 'public, no-cache',
    etag: file.etag,
    ...(file.isCompressible ? { vary: 'Accept-Encoding' } : {}),
  }
  if (matchesAny(event.req.headers.get('if-none-match'), file.etag)) return new Response(null, { status: 304, headers })
  const bytes = await file.read()
  const isCompressed =
    file.isCompressible &&
    bytes.byteLength >= minCompressedBytes &&
    encodingFor(event.req.headers.get('accept-encoding')) !== 'identity'
  const body = isCompressed ? await promisify(gzip)(bytes) : bytes
  return new Response(new Uint8Array(body), {
    headers: {
      ...headers,
      'content-length': String(body.byteLength),
      ...(isCompressed ? { 'content-encoding': 'gzip' } : {}),
    },
  })
}
