import * as v from 'valibot'
import { parseSchedule } from './schedule.ts'

export const librarySettingsPatch = v.strictObject({
  watch: v.optional(v.boolean('Must be true or false.')),
  schedule: v.optional(
    v.nullable(
      v.pipe(
        v.string('Must be text.'),
        v.maxLength(100, 'Must have 100 characters at most.'),
        v.check(
          (text) => parseSchedule(text) !== null,
          'Must be “every 15 minutes”, “hourly”, “daily” or five fields of cron.',
        ),
      ),
    ),
  ),
  quietSeconds: v.optional(
    v.pipe(
      v.number('Must be a number.'),
      v.minValue(0.1, 'Must be 0.1 or more.'),
      v.maxValue(3_600, 'Must be 3600 at most.'),
    ),
  ),
})
export type LibrarySettingsPatch = v.InferOutput<typeof librarySettingsPatch>
