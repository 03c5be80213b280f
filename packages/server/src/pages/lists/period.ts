import { type PhotoScope, VitrineError } from '@vitrine/core'

export type PeriodPart = number | 'any'

/** A time that photos were taken or came in, as far as it is told: from the year down. */
export interface Period {
  readonly by: 'created' | 'posted'
  readonly year?: PeriodPart
  readonly month?: PeriodPart
  readonly day?: PeriodPart
}

const digits = { year: 4, month: 2, day: 2 } as const
const last = { year: 9999, month: 12, day: 31 } as const

/** The parts that are told, from the year down. */
export const partsOf = ({ year, month, day }: Period): PeriodPart[] => {
  if (year === undefined) return []
  if (month === undefined) return [year]
  return day === undefined ? [year, month] : [year, month, day]
}

/** Days of the month; the most there can be where year or month are any. */
const daysOf = ({ year, month }: Period): number =>
  typeof month === 'number'
    ? new Date(Date.UTC(typeof year === 'number' ? year : 2000, month, 0)).getUTCDate()
    : last.day

/** Parts of a path, `2019`, `any`, `25`. @throws `ROUTE_NOT_FOUND` */
export const toPeriod = (by: Period['by'], texts: readonly string[]): Period => {
  const read = (name: keyof typeof digits, text: string | undefined): Partial<Record<typeof name, PeriodPart>> => {
    if (text === undefined) return {}
    if (text === 'any') return { [name]: 'any' }
    const value = new RegExp(`^\\d{${digits[name]}}$`).test(text) ? Number(text) : 0
    if (value < 1 || value > last[name]) throw new VitrineError('ROUTE_NOT_FOUND')
    return { [name]: value }
  }
  const [year, month, day, ...rest] = texts
  if (rest.length > 0) throw new VitrineError('ROUTE_NOT_FOUND')
  const period: Period = { by, ...read('year', year), ...read('month', month), ...read('day', day) }
  if (typeof period.day === 'number' && period.day > daysOf(period)) throw new VitrineError('ROUTE_NOT_FOUND')
  return period
}

const textOf = (name: keyof typeof digits, value: PeriodPart): string =>
  value === 'any' ? '*' : String(value).padStart(digits[name], '0')

/** `created:2019-07`, `created:*-12-25`; what is left open at the end is left out. Empty for all of time. */
export const fromPeriod = (period: Period): string => {
  const [year, month, day] = partsOf(period)
  const texts = [
    ...(year === undefined ? [] : [textOf('year', year)]),
    ...(month === undefined ? [] : [textOf('month', month)]),
    ...(day === undefined ? [] : [textOf('day', day)]),
  ]
  while (texts.at(-1) === '*') texts.pop()
  return texts.length === 0 ? '' : `${period.by}:${texts.join('-')}`
}

/** What {@link fromPeriod} wrote. @throws `ROUTE_NOT_FOUND` */
export const readPeriod = (text: string): Period => {
  const [, by, parts] = /^(created|posted):([\d*]+(?:-[\d*]+){0,2})$/.exec(text) ?? []
  if (parts === undefined) throw new VitrineError('ROUTE_NOT_FOUND')
  return toPeriod(
    by === 'posted' ? 'posted' : 'created',
    parts.split('-').map((part) => (part === '*' ? 'any' : part)),
  )
}

/** The photos of a period, as a value to be joined to any other question. */
export const periodQuery = (period: Period): PhotoScope['query'] => {
  const { by, year = 'any', month = 'any', day = 'any' } = period
  const known = (part: PeriodPart): number | null => (part === 'any' ? null : part)
  if (year === 'any' && month === 'any' && day === 'any') return undefined
  const isWhole = year !== 'any' && (month !== 'any' || day === 'any')
  if (!isWhole) return { type: 'pattern', field: by, year: known(year), month: known(month), day: known(day) }
  const at = fromPeriod(period).slice(by.length + 1)
  return { type: 'date', field: by, from: at, to: at }
}
