import { type Calendar, dayOfIsoWeek, type Photo } from '@vitrine/core'
import type { LinkQuery } from '../../links.ts'
import { fromParts, type Period, type PeriodPart, partsOf, periodUrl, weekDays } from '../lists/period.ts'
import type { CrumbView } from './album.ts'
import type { TabView } from './list.ts'
import type { PhotoListingView } from './listing.ts'
import { type PictureView, toPictureView } from './picture.ts'
import type { ViewContext } from './view-context.ts'

/** A year, a month or a week, with one of its photos. */
export interface CalendarCardView {
  readonly name: string
  readonly url: string
  /** `12 photos`, of a week of a year its days before it. */
  readonly count: string
  readonly cover: PictureView | null
}

/** A day of a month or of a week; `url` is `null` where there is no photo. */
export interface CalendarDayView {
  readonly name: string
  readonly url: string | null
  /** `12` */
  readonly count: string
  /** What `count` counts: `photos` */
  readonly unit: string
  /** `4 July 2019: 12 photos` */
  readonly label: string
  readonly cover: PictureView | null
}

/** `CalendarView@1` */
export interface CalendarView {
  readonly title: string
  readonly breadcrumbs: readonly CrumbView[]
  readonly tabs: { readonly label: string; readonly items: readonly TabView[] }
  /** By months or by weeks. */
  readonly styles: { readonly label: string; readonly items: readonly TabView[] }
  /** All years, months or days at once: every December. */
  readonly any: { readonly label: string; readonly url: string } | null
  readonly cards: readonly CalendarCardView[]
  readonly month: {
    readonly weekdays: readonly { readonly short: string; readonly long: string }[]
    /** Weeks of seven days; `null` outside of the month. Without weekdays, where the month is that of any year, all in a row. Of a week itself. */
    readonly weeks: readonly (readonly (CalendarDayView | null)[])[]
  } | null
  readonly previous: { readonly name: string; readonly url: string } | null
  readonly next: { readonly name: string; readonly url: string } | null
  /** How many photos have no such date. */
  readonly note: string | null
  readonly photosTitle: string
  readonly listing: PhotoListingView | null
  readonly empty: { readonly title: string; readonly text: string } | null
}

/** `July 2019`, `25 December`, `2019`, `Week 27: 1–7 July 2019`; empty for all of time. */
export const periodTitle = (period: Period, context: ViewContext): string => {
  const { t, formats } = context
  const { style, year, month, day } = period
  const known = (part: PeriodPart | undefined): part is number => typeof part === 'number'
  if (year === undefined) return ''
  if (style === 'week' && period.week !== undefined) return weekTitle(period, context)
  if (known(year) && known(month) && known(day)) return formats.day(year, month, day)
  if (known(month) && known(day)) return formats.dayOfMonth(month, day)
  if (known(month)) return known(year) ? formats.month(month, year) : formats.month(month)
  if (known(day)) return known(year) ? `${day}. ${year}` : `${day}.`
  return known(year) ? String(year) : t('calendar.anyYear')
}

const weekTitle = (period: Period, { t, formats }: ViewContext): string => {
  const { year, week, weekday } = period
  const days = weekDays(period)
  const name = typeof week === 'number' ? t('calendar.week', { week }) : ''
  const ofYear = typeof year === 'number' ? String(year) : ''
  const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(' · ')
  if (typeof weekday === 'number') return joined(formats.weekday(weekday).long, name, ofYear)
  if (name === '') return joined(t('calendar.anyWeek'), ofYear)
  return days ? t('calendar.weekOf', { week: name, days: formats.days(days.first, days.last) }) : name
}

/** The name of one cell alone. */
const cellName = (unit: Calendar['unit'], value: number, { t, formats }: ViewContext): string => {
  if (unit === 'month') return formats.month(value)
  return unit === 'week' ? t('calendar.week', { week: value }) : String(value)
}

export const toCalendarCells = (
  calendar: Calendar,
  period: Period,
  parts: { readonly covers: ReadonlyMap<number, Photo>; readonly query: LinkQuery },
  context: ViewContext,
): Pick<CalendarView, 'cards' | 'month'> => {
  const { links, t, formats } = context
  const { unit, cells } = calendar
  if (unit === null) return { cards: [], month: null }
  const above = partsOf(period)
  const coverOf = (id: number | null): PictureView | null => {
    const photo = id === null ? undefined : parts.covers.get(id)
    const picture = photo ? toPictureView(photo, 'cover', context) : null
    return picture && { ...picture, alt: '' }
  }
  const urlOf = (value: number): string => periodUrl(fromParts(period, [...above, value]), links, parts.query)
  if (unit === 'year' || unit === 'month' || unit === 'week') {
    const cards = cells.map(({ value, photos, coverPhotoId }) => {
      const count = t('count.photos', { count: photos })
      const days = unit === 'week' ? weekDays({ ...period, week: value }) : null
      return {
        name: cellName(unit, value, context),
        url: urlOf(value),
        count: days ? `${formats.daysOfYear(days.first, days.last)} · ${count}` : count,
        cover: coverOf(coverPhotoId),
      }
    })
    // The newest year is what people look for; months are looked for by their order.
    return { cards: unit === 'year' ? cards.reverse() : cards, month: null }
  }
  const { year, month, week } = period
  const byDay = new Map(cells.map((cell) => [cell.value, cell]))
  const toDay = (day: number): CalendarDayView => {
    const cell = byDay.get(day)
    const date =
      unit === 'weekday' && typeof year === 'number' && typeof week === 'number'
        ? dayOfIsoWeek({ year, week, weekday: day })
        : null
    const name = date ? formats.days(date, date) : periodTitle(fromParts(period, [...above, day]), context)
    return {
      name: date ? String(Number(date.slice(8))) : unit === 'weekday' ? formats.weekday(day).short : String(day),
      url: cell ? urlOf(day) : null,
      count: cell ? formats.number(cell.photos) : '',
      unit: cell ? t('calendar.photos', { count: cell.photos }) : '',
      label: cell ? `${name}: ${t('count.photos', { count: cell.photos })}` : name,
      cover: coverOf(cell?.coverPhotoId ?? null),
    }
  }
  if (unit === 'weekday') {
    const week = [1, 2, 3, 4, 5, 6, 7]
    // Where the days have no date, their names stand in the cells.
    const weekdays = weekDays(period) ? week.map((day) => formats.weekday(day)) : []
    return { cards: [], month: { weekdays, weeks: [week.map(toDay)] } }
  }
  const isRealMonth = typeof year === 'number' && typeof month === 'number'
  const last = isRealMonth ? new Date(Date.UTC(year, month, 0)).getUTCDate() : 31
  const days = Array.from({ length: last }, (_, index) => toDay(index + 1))
  const weekday = isRealMonth ? new Date(Date.UTC(year, month - 1, 1)).getUTCDay() : formats.firstWeekday
  const before = (weekday - formats.firstWeekday + 7) % 7
  const slots = [...Array.from({ length: before }, () => null), ...days]
  const weeks = Array.from({ length: Math.ceil(slots.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, index) => slots[week * 7 + index] ?? null),
  )
  return { cards: [], month: { weekdays: isRealMonth ? formats.weekdays : [], weeks } }
}
