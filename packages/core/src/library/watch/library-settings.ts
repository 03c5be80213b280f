import * as v from 'valibot'
import type { Reader } from '../../db/database.ts'
import { inputInvalid } from '../../errors/vitrine-error.ts'
import { withoutUndefined } from '../../input/without-undefined.ts'
import type { Unit } from '../../transaction.ts'
import { parseSchedule } from './schedule.ts'
import type { LibrarySettings } from './watch.types.ts'

const key = 'library.watch'

export const defaultLibrarySettings: LibrarySettings = Object.freeze({
  watch: true,
  schedule: 'daily',
  quietSeconds: 10,
})

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

/** The settings as they are: what the options of the gallery fix wins over what was set. */
export const readLibrarySettings = async (db: Reader, fixed: LibrarySettingsPatch): Promise<LibrarySettings> => {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  const stored = v.safeParse(librarySettingsPatch, row ? JSON.parse(row.value) : {})
  const set = stored.success ? stored.output : {}
  return { ...defaultLibrarySettings, ...withoutUndefined(set), ...withoutUndefined(fixed) }
}

/** @throws {VitrineError} `INPUT_INVALID` naming what the options of the gallery fix. */
export const writeLibrarySettings = async (
  unit: Unit,
  patch: LibrarySettingsPatch,
  fixed: LibrarySettingsPatch,
): Promise<void> => {
  const given = withoutUndefined(patch)
  const locked = Object.keys(given).filter((name) => name in fixed)
  if (locked.length > 0)
    throw inputInvalid(locked.map((path) => ({ path, message: 'Is fixed by the configuration of the gallery.' })))
  const row = await unit.db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  const before = row ? (JSON.parse(row.value) as object) : {}
  const after = { ...before, ...given }
  const value = JSON.stringify(after)
  if (row?.value === value) return
  if (row) await unit.db.updateTable('settings').set({ value, updated_at: unit.at }).where('key', '=', key).execute()
  else await unit.db.insertInto('settings').values({ key, value, updated_at: unit.at }).execute()
  unit.record({ subject: 'setting', id: 0, action: 'updated', before: { [key]: before }, after: { [key]: after } })
}
