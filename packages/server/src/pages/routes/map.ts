import type { MapBox, MapTiles } from '@vitrine/core'
import { getCookie, setCookie } from 'h3'
import type { LinkQuery } from '../../links.ts'
import { pagePolicy, redirectResponse } from '../document.ts'
import { readForm } from '../form.ts'
import {
  type PageScope,
  readScope,
  scopeName,
  scopeText,
  scopeUrl,
  toPhotoContext,
  toPhotoScope,
  toScopeQuery,
} from '../lists/page-scope.ts'
import { fromPeriod } from '../lists/period.ts'
import { listScope } from '../lists/show-list.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { type MapTilesView, type MapView, mapNote, tileSource, toDots, toDrawing } from '../view-models/map.ts'
import { boxText, readBox } from '../view-models/map-box.ts'
import { boxOf, frameAround, isWholeWorld, type MapFrame, zoomOf } from '../view-models/map-frame.ts'
import { mergeNear } from '../view-models/map-merge.ts'

/** Remembers whose pictures a visitor allowed: another server asks anew. It is no secret. */
const cookie = 'vitrine_map'
const cookieSeconds = 365 * 24 * 3_600

const theWorld: MapBox = { south: -85, west: -180, north: 85, east: 180 }

/** `/map`, `/map?box=47,5,55,15`, and of an album, of tags, of a search. */
export const registerMap = (router: PageRouter, pages: PagesContext): void => {
  const { links, server } = pages
  router.get('/map', (request) => showMap(request, pages))

  router.post('/map/tiles', async ({ event, gallery }) => {
    const form = await readForm(event)
    await server.checkWrite(event, form.get('csrfToken'), { inPreview: true })
    const host = tileSource(await gallery.browse.mapTiles())
    const isAllowed = host !== null && form.get('allow') === host
    setCookie(event, cookie, isAllowed ? host : '', {
      path: links.basePath === '' ? '/' : links.basePath,
      maxAge: isAllowed ? cookieSeconds : 0,
      httpOnly: true,
      sameSite: 'lax',
      secure: server.isSecure(event),
    })
    return redirectResponse(links.safeReturnTo(form.get('return')), server.options)
  })
}

/** The same photos within a part of the map. */
const within = (scope: PageScope, box: string): PageScope => ({
  ...scope,
  q: [...(scope.q === '' ? [] : [/(?:^|\s)OR\s/.test(scope.q) ? `(${scope.q})` : scope.q]), box].join(' '),
})

const showMap = async (request: PageRequest, pages: PagesContext): Promise<PageAnswer> => {
  const { gallery, query } = request
  const { links, t } = pages
  const scope = await readScope(gallery, query)
  const asked = readBox(query)
  const photoScope = toPhotoScope(scope)
  const [whole, tiles] = await Promise.all([gallery.browse.map({ ...photoScope, zoom: 0 }), gallery.browse.mapTiles()])
  const frame = frameAround(asked ?? whole.box ?? theWorld)
  const isReset = asked === null
  const box = isWholeWorld(frame) ? undefined : boxOf(frame)
  const map = await gallery.browse.map({ ...photoScope, box, zoom: zoomOf(frame) })

  const pageQuery: LinkQuery = { ...toScopeQuery(scope), date: scope.period ? fromPeriod(scope.period) : undefined }
  const mapUrl = (more: LinkQuery = {}): string => links.path('/map', { ...pageQuery, ...more })
  const boxUrl = (part: MapBox): string => mapUrl({ box: boxText(part) })
  const part = within(scope, map.query)
  const listUrl = (query: string): string => links.searchUrl(scopeText(within(scope, query)))
  const listing =
    map.photos === 0
      ? null
      : await listScope(
          request,
          part,
          { sort: null, isSortable: false, url: (more) => scopeUrl(part, pages, more) },
          pages,
        )
  const name = scopeName(scope)
  const title = name === '' ? t('map.title') : t('map.of', { name })
  const source = tileSource(tiles)
  const isShown = source !== null && getCookie(request.event, cookie) === source
  const dots = toDots(
    mergeNear(map.clusters, frame),
    {
      frame,
      boxUrl,
      listUrl: (one) => listUrl(`box:${boxText(one)}`),
      photoUrl: (id) => links.photoUrl({ id }, toPhotoContext(part)),
    },
    pages,
  )
  const view: MapView = {
    title,
    breadcrumbs:
      name === ''
        ? []
        : [
            { name, url: scopeUrl(scope, pages) },
            { name: t('map.title'), url: null },
          ],
    label: t('map.drawing', { photos: map.photos, places: dots.length }),
    ...toDrawing(frame, { boxUrl, isReset }, mapUrl()),
    dots,
    note: mapNote(map, isReset, pages),
    listing,
    listUrl: scopeUrl(part, pages),
    empty: whole.photos === 0 ? { title: t('map.none.title'), text: t('map.none.text') } : null,
    tiles:
      source === null
        ? null
        : toTiles(
            request,
            { tiles, source, isShown, frame, scope, pageQuery, listUrl, returnTo: mapUrl({ box: query.get('box') }) },
            pages,
          ),
  }
  return {
    page: isShown ? 'map-tiles' : 'map',
    view,
    head: { title, section: 'map', canonicalPath: mapUrl(), noIndex: true },
    ...(isShown ? { headers: { 'content-security-policy': pagePolicy({ images: `'self' https://${source}` }) } } : {}),
  }
}

const toTiles = (
  { identity }: PageRequest,
  parts: {
    readonly tiles: MapTiles
    readonly source: string
    readonly isShown: boolean
    readonly frame: MapFrame
    readonly scope: PageScope
    readonly pageQuery: LinkQuery
    readonly listUrl: (query: string) => string
    readonly returnTo: string
  },
  { links, t }: PagesContext,
): MapTilesView => {
  const { tiles, source, scope } = parts
  const { period, ...rest } = scope
  // The API knows no periods: they are a part of the query there.
  const asked = period ? within({ ...rest, period: null }, fromPeriod(period)) : scope
  return {
    isShown: parts.isShown,
    host: source,
    action: links.path('/map/tiles'),
    returnTo: parts.returnTo,
    csrfToken: identity.csrfToken,
    attribution: tiles.attribution === '' ? null : { text: tiles.attribution, url: tiles.attributionUrl },
    template: tiles.tileUrl ?? '',
    box: boxText(boxOf(parts.frame)),
    clustersUrl: links.apiUrl('/map', apiScope(asked)),
    photoUrl: links.photoUrl({ id: 0 }, toPhotoContext(scope)),
    partUrl: parts.listUrl('box:BOX'),
    texts: JSON.stringify({
      photos: t('map.tiles.photos'),
      photo: t('map.tiles.photo'),
      open: t('map.tiles.open'),
      list: t('map.list'),
      zoomIn: t('map.nearer'),
      zoomOut: t('map.further'),
    }),
  }
}

const apiScope = ({ albums, recursive, tags, q }: PageScope): LinkQuery => ({
  ...(albums.length === 1 ? { album: albums[0]?.id, recursive: recursive ? 'true' : undefined } : {}),
  ...(albums.length > 1 ? { albums: albums.map(({ id }) => id).join(','), recursive: 'true' } : {}),
  ...(tags.length === 1 ? { tag: tags[0]?.id } : {}),
  ...(tags.length > 1 ? { tags: tags.map(({ id }) => id).join(',') } : {}),
  q: q === '' ? undefined : q,
})
