import * as v from 'valibot'
import type { UserRow } from '../users/user.table.ts'
import type { Preferences } from './account-parts.types.ts'

const whole = (min: number, max: number) =>
  v.optional(
    v.nullable(
      v.pipe(
        v.number('Must be a number.'),
        v.integer('Must be a whole number.'),
        v.minValue(min, `Must be ${min} or more.`),
        v.maxValue(max, `Must be ${max} at most.`),
      ),
    ),
  )

export const preferencesPatch = v.strictObject({ photosPerPage: whole(10, 200), recentDays: whole(1, 365) })

export const toPreferences = (row: Pick<UserRow, 'photos_per_page' | 'recent_days'> | undefined): Preferences => ({
  photosPerPage: row?.photos_per_page ?? null,
  recentDays: row?.recent_days ?? null,
})
