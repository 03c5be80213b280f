import { inputInvalid } from '@vitrine/core'
import type { LinkQuery } from '../../links.ts'
import { findNeighbour } from '../lists/neighbour-period.ts'
import { type PageScope, readScope, scopeName, scopeUrl, toPhotoScope, toScopeQuery } from '../lists/page-scope.ts'
import { type Period, type PeriodPart, partsOf, toPeriod } from '../lists/period.ts'
import { listScope } from '../lists/show-list.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readSegments } from '../query.ts'
import type { CrumbView } from '../view-models/album.ts'
import { type CalendarView, periodTitle, toCalendarCells } from '../view-models/calendar.ts'

/** `/calendar`, `/calendar/2019`, `/calendar/2019/07`, `/calendar/any/12/25`; `?by=posted`, and of an album, of tags, of a search */
export const registerCalendar = (router: PageRouter, pages: PagesContext): void => {
  router.get('/calendar', (request) => showCalendar(request, pages, []))
  router.get('/calendar/**:date', (request) =>
    showCalendar(request, pages, readSegments(request.event, 'date').split('/')),
  )
}

const readBy = (query: URLSearchParams): Period['by'] => {
  const by = query.get('by') ?? ''
  if (by === '' || by === 'created') return 'created'
  if (by === 'posted') return 'posted'
  throw inputInvalid([{ path: 'by', message: 'Must be created or posted' }])
}

const showCalendar = async (
  request: PageRequest,
  pages: PagesContext,
  segments: readonly string[],
): Promise<PageAnswer> => {
  const { gallery, query } = request
  const { links, t } = pages
  const period = toPeriod(readBy(query), segments)
  const scope = await readScope(gallery, query)
  const within: PageScope = { ...scope, period }
  const read = (of: Period) => gallery.browse.calendar({ ...toPhotoScope(scope), ...of })
  const [calendar, previous, next] = await Promise.all([
    read(period),
    findNeighbour(period, 'previous', read),
    findNeighbour(period, 'next', read),
  ])
  const pageQuery: LinkQuery = { ...toScopeQuery(scope), by: period.by === 'posted' ? 'posted' : undefined }
  const parts = partsOf(period)
  const listsPhotos = parts.length > 0 && calendar.photos > 0
  const [covers, listing] = await Promise.all([
    gallery.photos.getMany(calendar.cells.flatMap(({ coverPhotoId }) => coverPhotoId ?? []).slice(0, maxCovers)),
    listsPhotos
      ? listScope(
          request,
          within,
          { sort: null, isSortable: false, query: pageQuery, url: (more) => links.calendarUrl(parts, more) },
          pages,
        )
      : null,
  ])
  const name = scopeName(scope)
  const whole = name === '' ? t('calendar.title') : t('calendar.of', { name })
  const title = periodTitle(period, pages)
  const view: CalendarView = {
    title: title === '' ? whole : title,
    breadcrumbs: toCrumbs(scope, period, pageQuery, pages),
    tabs: {
      label: t('calendar.by'),
      items: (['created', 'posted'] as const).map((by) => ({
        label: t(`calendar.by.${by}`),
        url: links.calendarUrl([], { ...pageQuery, by: by === 'posted' ? by : undefined }),
        isCurrent: by === period.by,
      })),
    },
    any: toAny(calendar.unit, parts, pageQuery, pages),
    ...toCalendarCells(
      calendar,
      period,
      { covers: new Map(covers.map((photo) => [photo.id, photo])), query: pageQuery },
      pages,
    ),
    previous: toTurn(previous, pageQuery, pages),
    next: toTurn(next, pageQuery, pages),
    note: parts.length === 0 && calendar.undated > 0 ? t('calendar.undated', { count: calendar.undated }) : null,
    photosTitle: t('album.photos'),
    listing,
    empty: calendar.photos > 0 ? null : { title: t('calendar.none.title'), text: t('calendar.none.text') },
  }
  return {
    page: 'calendar',
    view,
    head: {
      title: title === '' ? whole : `${title} · ${whole}`,
      section: 'calendar',
      canonicalPath: links.calendarUrl(parts, pageQuery),
      noIndex: parts.length > 0 || name !== '' || period.by === 'posted',
    },
  }
}

/** More years than these have no picture. */
const maxCovers = 400

const toCrumbs = (scope: PageScope, period: Period, query: LinkQuery, pages: PagesContext): CrumbView[] => {
  const { links, t } = pages
  const name = scopeName(scope)
  const crumbs: CrumbView[] = name === '' ? [] : [{ name, url: scopeUrl(scope, pages) }]
  crumbs.push({ name: t('calendar.title'), url: links.calendarUrl([], query) })
  const { by, year, month } = period
  const parts = partsOf(period)
  if (parts.length > 1 && year !== undefined) {
    crumbs.push({ name: periodTitle({ by, year }, pages), url: links.calendarUrl([year], query) })
  }
  if (parts.length > 2 && year !== undefined && month !== undefined) {
    const text = month === 'any' ? t('calendar.anyMonth') : pages.formats.month(month)
    crumbs.push({ name: text, url: links.calendarUrl([year, month], query) })
  }
  if (parts.length === 0)
    return crumbs.length > 1 ? [...crumbs.slice(0, -1), { name: t('calendar.title'), url: null }] : []
  return [...crumbs, { name: periodTitle(period, pages), url: null }]
}

const toAny = (
  unit: 'year' | 'month' | 'day' | null,
  parts: readonly PeriodPart[],
  query: LinkQuery,
  { links, t }: PagesContext,
): CalendarView['any'] => {
  if (unit === null) return null
  const label = t(unit === 'year' ? 'calendar.anyYear' : unit === 'month' ? 'calendar.anyMonth' : 'calendar.anyDay')
  // All days of any month of any year are all photos.
  const isAll = unit !== 'year' && parts.every((part) => part === 'any')
  return (unit === 'day' && parts.at(-1) !== 'any') || (unit === 'day' && isAll)
    ? null
    : { label, url: links.calendarUrl([...parts, 'any'], query) }
}

const toTurn = (to: Period | null, query: LinkQuery, pages: PagesContext): CalendarView['previous'] =>
  to && { name: periodTitle(to, pages), url: pages.links.calendarUrl(partsOf(to), query) }
