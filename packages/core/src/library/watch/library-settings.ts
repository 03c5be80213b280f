import * as v from 'valibot'
import type { Reader } from '../../db/database.ts'
import { inputInvalid } from '../../errors/vitrine-error.ts'
import { withoutUndefined } from '../../input/without-undefined.ts'
import { readSetting } from '../../settings/setting.store.ts'
import type { Unit } from '../../transaction.ts'
import { type LibrarySettingsPatch, librarySettingsPatch } from './library-settings.schema.ts'
import type { LibrarySettings } from './watch.types.ts'

const key = 'library.watch'

export const defaultLibrarySettings: LibrarySettings = Object.freeze({
  watch: true,
  schedule: 'daily',
  quietSeconds: 10,
})

/** The settings as they are: what the options of the gallery fix wins over what was set. */
export const readLibrarySettings = async (db: Reader, fixed: LibrarySettingsPatch): Promise<LibrarySettings> => {
  const value = await readSetting(db, key)
  const stored = v.safeParse(librarySettingsPatch, value === null ? {} : JSON.parse(value))
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
