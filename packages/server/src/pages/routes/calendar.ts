import { type Calendar, dayOfIsoWeek, inputInvalid } from '@vitrine/core'
import type { LinkQuery } from '../../links.ts'
import { redirectResponse } from '../document.ts'
import { findNeighbour } from '../lists/neighbour-period.ts'
import { type PageScope, readScope, scopeName, scopeUrl, toPhotoScope, toScopeQuery } from '../lists/page-scope.ts'
import {
  fromParts,
  type Period,
  type PeriodKind,
  type PeriodPart,
  partsOf,
  periodUrl,
  toPeriod,
} from '../lists/period.ts'
import { listScope } from '../lists/show-list.ts'
import type { PageAnswer, PageRequest, PageRouter, PagesContext } from '../page-context.ts'
import { readSegments } from '../query.ts'
import type { CrumbView } from '../view-models/album.ts'
import { type CalendarView, periodTitle, toCalendarCells } from '../view-models/calendar.ts'

/**
 * `/calendar`, `/calendar/2019`, `/calendar/2019/07`, `/calendar/any/12/25`; by weeks `/calendar/weeks`, `/calendar/weeks/2019/27`;
 * `?by=posted`, and of an album, of tags, of a search
 */
export const registerCalendar = (router: PageRouter, pages: PagesContext): void => {
  router.get('/calendar', (request) => showCalendar(request, pages, []))
  router.get('/calendar/**:date', (request) =>
    showCalendar(request, pages, readSegments(request.event, 'date').split('/')),
  )
}

const readKind = (query: URLSearchParams, isByWeeks: boolean): PeriodKind => ({
  by: readBy(query),
  ...(isByWeeks ? { style: 'week' as const } : {}),
})

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
  const isByWeeks = segments[0] === 'weeks'
  const period = toPeriod(readKind(query, isByWeeks), isByWeeks ? segments.slice(1) : segments)
  const scope = await readScope(gallery, query)
  const day = dayOf(period)
  if (day) return redirectResponse(periodUrl(day, links, toScopeQuery(scope)), pages.server.options, 301)
  const within: PageScope = { ...scope, period }
  const read = (of: Period) => gallery.browse.calendar({ ...toPhotoScope(scope), ...of })
  const [calendar, previous, next] = await Promise.all([
    read(period),
    findNeighbour(period, 'previous', read),
    findNeighbour(period, 'next', read),
  ])
  const pageQuery: LinkQuery = toScopeQuery(scope)
  const kindUrl = (kind: PeriodKind, of: readonly PeriodPart[] = []): string =>
    periodUrl(fromParts(kind, of), links, pageQuery)
  const parts = partsOf(period)
  const listsPhotos = parts.length > 0 && calendar.photos > 0
  const [covers, listing] = await Promise.all([
    gallery.photos.getMany(calendar.cells.flatMap(({ coverPhotoId }) => coverPhotoId ?? []).slice(0, maxCovers)),
    listsPhotos
      ? listScope(
          request,
          within,
          { sort: null, isSortable: false, query: pageQuery, url: (more) => periodUrl(period, links, more) },
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
        url: kindUrl({ ...period, by }),
        isCurrent: by === period.by,
      })),
    },
    styles: {
      label: t('calendar.style'),
      items: [
        { label: t('calendar.months'), url: kindUrl({ by: period.by }, wholeYear(parts)), isCurrent: !isByWeeks },
        {
          label: t('calendar.weeks'),
          url: kindUrl({ by: period.by, style: 'week' }, wholeYear(parts)),
          isCurrent: isByWeeks,
        },
      ],
    },
    any: toAny(calendar.unit, period, pageQuery, pages),
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
    visit: { section: 'calendar' },
    view,
    head: {
      title: title === '' ? whole : `${title} · ${whole}`,
      section: 'calendar',
      canonicalPath: periodUrl(period, links, pageQuery),
      noIndex: isByWeeks || parts.length > 0 || name !== '' || period.by === 'posted',
    },
  }
}

/** A day of a week of a year has a page already, under its month. */
const dayOf = ({ by, style, year, week, weekday }: Period): Period | null => {
  if (style !== 'week' || typeof year !== 'number' || typeof week !== 'number' || typeof weekday !== 'number')
    return null
  return fromParts({ by }, dayOfIsoWeek({ year, week, weekday }).split('-').map(Number))
}

/** More years than these have no picture. */
const maxCovers = 400

/** The year that is looked at, if it is one. */
const wholeYear = ([year]: readonly PeriodPart[]): readonly PeriodPart[] => (typeof year === 'number' ? [year] : [])

const toCrumbs = (scope: PageScope, period: Period, query: LinkQuery, pages: PagesContext): CrumbView[] => {
  const { links, t } = pages
  const name = scopeName(scope)
  const crumbs: CrumbView[] = name === '' ? [] : [{ name, url: scopeUrl(scope, pages) }]
  const parts = partsOf(period)
  const above = (count: number): Period => fromParts(period, parts.slice(0, count))
  if (parts.length === 0) return crumbs.length > 0 ? [...crumbs, { name: t('calendar.title'), url: null }] : []
  crumbs.push({ name: t('calendar.title'), url: periodUrl(above(0), links, query) })
  if (parts.length > 1) crumbs.push({ name: periodTitle(above(1), pages), url: periodUrl(above(1), links, query) })
  if (parts.length > 2) crumbs.push({ name: upperName(period, pages), url: periodUrl(above(2), links, query) })
  return [...crumbs, { name: periodTitle(period, pages), url: null }]
}

/** A month or a week alone, beside its year. */
const upperName = ({ style, month, week }: Period, { t, formats }: PagesContext): string => {
  if (style === 'week') return typeof week === 'number' ? t('calendar.week', { week }) : t('calendar.anyWeek')
  return typeof month === 'number' ? formats.month(month) : t('calendar.anyMonth')
}

const toAny = (
  unit: Calendar['unit'],
  period: Period,
  query: LinkQuery,
  { links, t }: PagesContext,
): CalendarView['any'] => {
  const parts = partsOf(period)
  // All days of any month of any year are all photos, and those of any week of a year are the year.
  if (unit === null || unit === 'weekday') return null
  if (unit === 'day' && (parts.at(-1) !== 'any' || parts.every((part) => part === 'any'))) return null
  const label = {
    year: 'calendar.anyYear',
    month: 'calendar.anyMonth',
    day: 'calendar.anyDay',
    week: 'calendar.anyWeek',
  } as const
  return { label: t(label[unit]), url: periodUrl(fromParts(period, [...parts, 'any']), links, query) }
}

const toTurn = (to: Period | null, query: LinkQuery, pages: PagesContext): CalendarView['previous'] =>
  to && { name: periodTitle(to, pages), url: periodUrl(to, pages.links, query) }
