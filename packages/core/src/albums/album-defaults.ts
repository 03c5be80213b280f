import * as v from 'valibot'
import type { Reader } from '../db/database.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { readSetting } from '../settings/setting.store.ts'
import type { Unit } from '../transaction.ts'
import { albumDefaults } from './album.schema.ts'
import type { AlbumDefaults } from './album.types.ts'

const key = 'albums.defaults'

const builtIn: AlbumDefaults = Object.freeze({
  visibility: 'public',
  comments: true,
  position: 'last',
  inheritVisibility: false,
})

/** What new albums are like where nobody says otherwise. */
export const readAlbumDefaults = async (db: Reader): Promise<AlbumDefaults> => {
  const value = await readSetting(db, key)
  if (value === null) return builtIn
  const stored = v.safeParse(albumDefaults, JSON.parse(value))
  // What another version wrote and this one does not understand must not open anything.
  return stored.success
    ? { ...builtIn, ...withoutUndefined(stored.output) }
    : { ...builtIn, visibility: 'private', inheritVisibility: true }
}

export const writeAlbumDefaults = async (unit: Unit, patch: Partial<AlbumDefaults>): Promise<AlbumDefaults> => {
  const before = await readAlbumDefaults(unit.db)
  const after = { ...before, ...patch }
  const value = JSON.stringify(after)
  const row = await unit.db.selectFrom('settings').select('key').where('key', '=', key).executeTakeFirst()
  if (row) await unit.db.updateTable('settings').set({ value, updated_at: unit.at }).where('key', '=', key).execute()
  else await unit.db.insertInto('settings').values({ key, value, updated_at: unit.at }).execute()
  unit.record({ subject: 'setting', id: 0, action: 'updated', before: { [key]: before }, after: { [key]: after } })
  return after
}
