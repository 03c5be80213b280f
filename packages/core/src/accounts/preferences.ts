import * as v from 'valibot'
import { themeChoice } from '../appearance/theme-choice.ts'
import { languageTag } from '../input/language-tag.ts'
import { wholeNumber } from '../input/validate.ts'
import type { UserRow } from '../users/user.table.ts'
import type { Preferences } from './account-parts.types.ts'

const whole = (min: number, max: number) => v.optional(v.nullable(wholeNumber(min, max)))

export const preferencesPatch = v.strictObject({
  photosPerPage: whole(10, 200),
  recentDays: whole(1, 365),
  language: v.optional(v.nullable(languageTag)),
  theme: v.optional(v.nullable(themeChoice)),
})

export const toPreferences = (
  row: Pick<UserRow, 'photos_per_page' | 'recent_days' | 'language' | 'theme'> | undefined,
): Preferences => ({
  photosPerPage: row?.photos_per_page ?? null,
  recentDays: row?.recent_days ?? null,
  language: row?.language ?? null,
  theme: row?.theme ?? null,
})
