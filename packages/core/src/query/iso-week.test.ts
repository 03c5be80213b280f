import { expect, it } from 'vitest'
import { toIsoDay } from './calendar-days.ts'
import { dayOfIsoWeek, daysOfIsoWeek, toIsoWeekDay, weeksOf } from './iso-week.ts'

const days = (date: string): number => Date.parse(date) / 86_400_000

/** From the tables of ISO 8601 and what `date +%G-W%V-%u` says of them. */
it.each([
  ['2005-01-01', '2004-W53-6'],
  ['2005-12-31', '2005-W52-6'],
  ['2007-01-01', '2007-W01-1'],
  ['2008-12-29', '2009-W01-1'],
  ['2010-01-03', '2009-W53-7'],
  ['1969-12-31', '1970-W01-3'],
  ['2019-07-04', '2019-W27-4'],
  ['0001-01-01', '1-W01-1'],
])('%s is %s', (date, expected) => {
  const { year, week, weekday } = toIsoWeekDay(days(date))
  expect(`${year}-W${String(week).padStart(2, '0')}-${weekday}`).toBe(expected)
  expect(dayOfIsoWeek({ year, week, weekday })).toBe(date)
})

it('goes through four hundred years day by day', () => {
  let before = toIsoWeekDay(days('1899-12-31'))
  for (let day = days('1900-01-01'); day < days('2300-01-01'); day++) {
    const now = toIsoWeekDay(day)
    const isMonday = now.weekday === 1
    const isNewYear = isMonday && before.week === weeksOf(before.year)
    expect([now.year, now.week, now.weekday], toIsoDay(day)).toEqual([
      before.year + (isNewYear ? 1 : 0),
      isNewYear ? 1 : before.week + (isMonday ? 1 : 0),
      (before.weekday % 7) + 1,
    ])
    before = now
  }
})

it('tells first and last day', () => {
  expect(daysOfIsoWeek(2020, 53)).toEqual({ first: '2020-12-28', last: '2021-01-03' })
  expect(daysOfIsoWeek(2020, null)).toEqual({ first: '2019-12-30', last: '2021-01-03' })
  expect(daysOfIsoWeek(9_999, null)).toEqual({ first: '9999-01-04', last: '9999-12-31' })
})
