import { VitrineError } from '@vitrine/core'
import { encodingFor } from '../../http/accept-encoding.ts'
import { baseHeaders } from '../../http/headers.ts'
import { siteFilesOf } from '../../themes/site-files.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'

/** `/assets/mosaic.3f9a….css`: files of the themes, under a name that changes with their content. */
export const registerAssets = (router: PageRouter, pages: PagesContext): void => {
  const { themes, gallery: all } = pages.server
  const files = siteFilesOf(all)
  router.get(
    '/assets/**',
    async ({ event, gallery }) => {
      const asset = await themes.asset(event.url.pathname.slice('/assets/'.length), gallery.appearance, files)
      if (!asset) throw new VitrineError('ROUTE_NOT_FOUND')
      const encoding = asset.compressible ? encodingFor(event.req.headers.get('accept-encoding')) : 'identity'
      const bytes = await asset.encode(encoding)
      return new Response(Buffer.from(bytes), {
        headers: {
          ...baseHeaders(pages.server.options),
          'content-type': asset.mimeType,
          'content-length': String(bytes.byteLength),
          'cache-control': 'public, max-age=31536000, immutable',
          ...(asset.compressible ? { vary: 'Accept-Encoding' } : {}),
          ...(encoding === 'identity' ? {} : { 'content-encoding': encoding }),
        },
      })
    },
    { speaks: false },
  )
}
