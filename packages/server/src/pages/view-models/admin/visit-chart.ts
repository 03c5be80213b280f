import type { VisitPeriod, VisitSummary } from '@vitrine/core'
import type { ViewContext } from '../view-context.ts'
import { type ChartValue, type ChartView, toChart } from './chart.ts'

const dayMs = 86_400_000
const toDay = (time: number): string => new Date(time).toISOString().slice(0, 10)

/** Days that a chart is made of, up to today, and those before with which it is compared. */
export const chartSpan = (
  by: VisitPeriod,
  now: Date,
  days = 30,
): { readonly from: string; readonly to: string; readonly periods: readonly string[] } => {
  const today = toDay(now.getTime())
  const year = now.getUTCFullYear()
  if (by === 'hour')
    return {
      from: today,
      to: today,
      periods: Array.from({ length: 24 }, (_, hour) => `${today}T${String(hour).padStart(2, '0')}`),
    }
  if (by === 'day') {
    const first = Date.parse(today) - (days - 1) * dayMs
    return {
      from: toDay(first),
      to: today,
      periods: Array.from({ length: days }, (_, at) => toDay(first + at * dayMs)),
    }
  }
  if (by === 'year') {
    const periods = Array.from({ length: 10 }, (_, at) => String(year - 9 + at))
    return { from: `${periods[0]}-01-01`, to: `${year}-12-31`, periods }
  }
  // Two years by months: each month has that of the year before behind it.
  const months = Array.from({ length: 24 }, (_, at) =>
    toDay(Date.UTC(year, now.getUTCMonth() - 23 + at, 1)).slice(0, 7),
  )
  return { from: `${months[0]}-01`, to: toDay(Date.UTC(year, now.getUTCMonth() + 1, 0)), periods: months.slice(12) }
}

export const toVisitChart = (
  summary: VisitSummary,
  periods: readonly string[],
  { t, formats }: ViewContext,
  title = t(`history.chart.${summary.by}`),
): ChartView => {
  const { by } = summary
  const totals = new Map(summary.periods.map(({ period, total }) => [period, total]))
  const isCompared = by === 'month'
  const values = periods.map((period): ChartValue => {
    const value = totals.get(period) ?? 0
    const before = `${Number(period.slice(0, 4)) - 1}${period.slice(4)}`
    return {
      label: toLabel(by, period, formats),
      value,
      ...(isCompared ? { before: totals.get(before) ?? 0 } : {}),
    }
  })
  const total = values.reduce((sum, { value }) => sum + value, 0)
  return toChart(values, {
    title,
    text: t('history.chart.text', { title, count: total }),
    columns: [t('history.chart.when'), t('history.visits'), ...(isCompared ? [t('history.chart.before')] : [])],
    legend: isCompared ? { now: t('history.chart.now'), before: t('history.chart.before') } : null,
    number: formats.number,
  })
}

const toLabel = (by: VisitPeriod, period: string, formats: ViewContext['formats']): string => {
  const [year = 0, month = 1, day = 1] = period.slice(0, 10).split('-').map(Number)
  switch (by) {
    case 'hour':
      return `${period.slice(11, 13)}:00`
    case 'day':
      return formats.dayOfMonth(month, day)
    case 'month':
      return formats.month(month, year)
    case 'year':
      return period
  }
}
