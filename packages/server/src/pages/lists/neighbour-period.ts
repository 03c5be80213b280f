import type { Calendar } from '@vitrine/core'
import { fromParts, type Period, type PeriodPart, partsOf } from './period.ts'

type ReadCalendar = (period: Period) => Promise<Pick<Calendar, 'cells'>>

/**
 * The nearest period of the same kind with photos: the day before the first of a month is one of an earlier month, that before January
 * one of an earlier year. Parts that are any stay so. `null` where there is none, and for a period that ends in any.
 */
export const findNeighbour = async (
  period: Period,
  direction: 'previous' | 'next',
  read: ReadCalendar,
): Promise<Period | null> => {
  const valuesOf = async (parts: readonly PeriodPart[]): Promise<number[]> => {
    const values = (await read(fromParts(period, parts))).cells.map(({ value }) => value)
    // The nearest one first.
    return direction === 'next' ? values : values.reverse()
  }
  const find = async (parts: readonly PeriodPart[]): Promise<readonly PeriodPart[] | null> => {
    const [above, current] = [parts.slice(0, -1), parts.at(-1)]
    if (current === undefined) return null
    if (current === 'any') {
      const turned = await find(above)
      return turned && [...turned, current]
    }
    const beside = (await valuesOf(above)).find((value) => (direction === 'next' ? value > current : value < current))
    if (beside !== undefined) return [...above, beside]
    const turned = await find(above)
    const [first] = turned ? await valuesOf(turned) : []
    return turned && first !== undefined ? [...turned, first] : null
  }
  const parts = partsOf(period)
  const found = parts.at(-1) === 'any' ? null : await find(parts)
  return found && fromParts(period, found)
}
