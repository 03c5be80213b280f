import { guest, inputInvalid, VitrineError } from '@vitrine/core'
import { requireBaseUrl } from '../base-url.ts'
import { dataResponse } from '../document.ts'
import type { PageRouter, PagesContext } from '../page-context.ts'
import { photoTitle, toPictureView } from '../view-models/picture.ts'

/** `/oembed?url=https://…/photos/34`: a photo for another page, as https://oembed.com has it. What guests see, whoever asks. */
export const registerOembed = (router: PageRouter, pages: PagesContext): void => {
  const { links, server } = pages

  /** The number of a photo that an address of this gallery is of. */
  const photoIdOf = (url: string | null, baseUrl: string): number => {
    const prefix = `${baseUrl}${links.path('/')}`
    const path = url?.startsWith(prefix) ? url.slice(prefix.length) : ''
    const [, id] = /^(?:albums\/[^?#]+\/)?photos\/([1-9]\d{0,14})(?:[?#]|$)/.exec(path) ?? []
    if (id === undefined) throw new VitrineError('ROUTE_NOT_FOUND')
    return Number(id)
  }

  const limitOf = (query: URLSearchParams, name: string): number => {
    const value = query.get(name)
    if (value === null) return Number.POSITIVE_INFINITY
    if (!/^[1-9]\d{0,5}$/.test(value)) throw inputInvalid([{ path: name, message: 'Must be a whole number above 0.' }])
    return Number(value)
  }

  router.get('/oembed', async ({ event, query, site }) => {
    const baseUrl = requireBaseUrl(pages)
    if ((query.get('format') ?? 'json') !== 'json') throw inputInvalid([{ path: 'format', message: 'Must be json.' }])
    const photo = await server.gallery.forRequest(guest).photos.get(photoIdOf(query.get('url'), baseUrl))
    const [maxWidthPx, maxHeightPx] = [limitOf(query, 'maxwidth'), limitOf(query, 'maxheight')]
    const fitting = Object.entries(photo.derivatives)
      .filter(([size, { widthPx, heightPx }]) => size !== 'square' && widthPx <= maxWidthPx && heightPx <= maxHeightPx)
      .sort(([, a], [, b]) => b.widthPx - a.widthPx)[0]
    if (!fitting || !toPictureView(photo, 'stage', pages)) throw new VitrineError('ROUTE_NOT_FOUND')
    const [size, { key, widthPx, heightPx }] = fitting
    const { title } = await site()
    const body = {
      version: '1.0',
      type: 'photo',
      title: photoTitle(photo),
      ...(photo.author === null ? {} : { author_name: photo.author }),
      provider_name: title,
      provider_url: `${baseUrl}${links.homeUrl()}`,
      url: `${baseUrl}${links.derivativeUrl(photo.id, size, key, 'jpg')}`,
      width: widthPx,
      height: heightPx,
    }
    return dataResponse(JSON.stringify(body), 'application/json; charset=utf-8', event, server.options)
  })
}
