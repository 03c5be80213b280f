import { type Album, type PhotoListOptions, VitrineError } from '@vitrine/core'
import type { PhotoContext } from '../../links.ts'
import type { PageRequest, PagesContext } from '../page-context.ts'
import { readDays } from '../routes/lists.ts'
import { type CrumbView, toBreadcrumbs } from '../view-models/album.ts'
import { periodTitle } from '../view-models/calendar.ts'
import { readScope, scopeName, scopeUrl, toPhotoContext, toPhotoScope, toScopeQuery } from './page-scope.ts'
import { readSort } from './sort.ts'
import { sortQuery } from './sort-choices.ts'

/** The list a photo is shown in. */
export interface PhotoList {
  readonly scope: PhotoListOptions
  readonly within: PhotoContext
  readonly name: string
  readonly url: string
  readonly breadcrumbs: readonly CrumbView[]
  /** Of the album; `null`: as everywhere. */
  readonly theme: string | null
  /** Every photo of the gallery: there is no longer list to fall back to. */
  readonly isWhole: boolean
}

/** The list of one album. */
export const albumList = async (request: PageRequest, album: Album, pages: PagesContext): Promise<PhotoList> => {
  const recursive = request.query.get('recursive') === '1'
  const sort = readSort(request, { hasPositions: !recursive, remembers: false })
  const scope = { albums: [album], recursive, tags: [], q: '', period: null }
  return {
    scope: { album: album.id, ...sortQuery(sort), ...(recursive ? { recursive } : {}) },
    within: { album, recursive, ...sortQuery(sort) },
    name: album.name,
    url: scopeUrl(scope, pages, sortQuery(sort)),
    breadcrumbs: toBreadcrumbs(await request.gallery.albums.path(album.id), pages),
    theme: album.pageTheme,
    isWhole: false,
  }
}

/** Any other list, as the query of the photo's address names it. */
export const otherList = async (request: PageRequest, pages: PagesContext): Promise<PhotoList> => {
  const { gallery, query } = request
  const { links, t } = pages
  const list = query.get('in') ?? ''
  const whole = { breadcrumbs: [], theme: null, isWhole: false } as const
  const sort = readSort(request, { remembers: false })
  if (list === 'recent') {
    const { days, daysQuery } = await readDays(request)
    return {
      ...whole,
      scope: { q: `posted:${days}d`, sort: '-addedAt' },
      within: { list, ...daysQuery },
      name: t('recent.title'),
      url: links.path('/recent', daysQuery),
    }
  }
  if (list === 'popular' || list === 'rated') {
    return {
      ...whole,
      scope: { sort: list === 'popular' ? '-views' : '-rating,-takenAt' },
      within: { list },
      name: t(`${list}.title`),
      url: links.path(`/${list}`),
    }
  }
  if (list !== '' && list !== 'random') throw new VitrineError('ROUTE_NOT_FOUND')
  const scope = await readScope(gallery, query)
  const order = sortQuery(sort)
  const shared = { ...whole, scope: { ...toPhotoScope(scope), ...order } }
  const within = { ...toPhotoContext(scope), ...order }
  if (list === 'random') {
    const url = links.path('/random', { ...toScopeQuery(scope), ...order })
    return { ...shared, within: { ...within, list }, name: t('random.title'), url }
  }
  const name = [scopeName(scope), scope.period ? periodTitle(scope.period, pages) : ''].filter((text) => text !== '')
  return {
    ...shared,
    within,
    name: name.length > 0 ? name.join(' · ') : t('home.newest'),
    url: scopeUrl(scope, pages, order),
    isWhole: name.length === 0,
  }
}
