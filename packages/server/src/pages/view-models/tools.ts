import type { Album } from '@vitrine/core'
import type { IconName } from '../../themes/icons.ts'
import { type PageScope, scopeText, toScopeQuery } from '../lists/page-scope.ts'
import type { ViewContext } from './view-context.ts'

/** A link beside the heading: another way to look at the photos of the page. */
export interface ToolView {
  readonly label: string
  readonly url: string
  readonly icon: IconName
}

/** Calendar, search within and shuffle, of the photos of a page. */
export const toTools = (scope: PageScope, { links, t }: ViewContext): ToolView[] => {
  const query = toScopeQuery(scope)
  return [
    { label: t('tools.calendar'), url: links.calendarUrl([], query), icon: 'calendar' },
    { label: t('tools.search'), url: links.searchUrl(scopeText(scope)), icon: 'search' },
    { label: t('tools.random'), url: links.path('/random', query), icon: 'shuffle' },
  ]
}

/** The map of the photos of a page, where any of them has a place on it. */
export const toMapTools = (scope: PageScope, hasPlaces: boolean, { links, t }: ViewContext): ToolView[] =>
  hasPlaces ? [{ label: t('map.title'), url: links.path('/map', toScopeQuery(scope)), icon: 'pin' }] : []

/** The way to the page where links are made, for whoever may. */
export const toShareTools = (album: Album, { links, t }: ViewContext): ToolView[] =>
  album.capabilities.includes('share')
    ? [{ label: t('share.tool'), url: links.path('/share', { album: album.id }), icon: 'share' }]
    : []

/** The same for what a query finds. */
export const toQueryShareTools = (q: string, { links, t }: ViewContext): ToolView[] => [
  { label: t('share.tool'), url: links.path('/share', { q }), icon: 'share' },
]

/** The way to the page where files are added, for whoever may. */
export const toUploadTools = (album: Album, { links, t }: ViewContext): ToolView[] =>
  (album.capabilities.includes('upload') || album.capabilities.includes('submit')) &&
  !album.isSmart &&
  !album.mirrorsFolder
    ? [{ label: t('upload.title'), url: links.path('/upload', { album: album.id }), icon: 'plus' }]
    : []
