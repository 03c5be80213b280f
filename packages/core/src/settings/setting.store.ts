import type { Reader, Writer } from '../db/database.ts'

/** The value of a setting, JSON; `null` where nothing was set. */
export const readSetting = async (db: Reader, key: string): Promise<string | null> => {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value ?? null
}

/** Keeps a setting, whether or not there was one. @param value - JSON. */
export const saveSetting = async (
  { db, at }: { readonly db: Writer; readonly at: string },
  key: string,
  value: string,
): Promise<void> => {
  // Two statements, for both engines: whoever sets it at the same moment waits for the row.
  await db.insertInto('settings').ignore().values({ key, value, updated_at: at }).execute()
  await db.updateTable('settings').set({ value, updated_at: at }).where('key', '=', key).execute()
}

export const deleteSetting = async ({ db }: { readonly db: Writer }, key: string): Promise<void> => {
  await db.deleteFrom('settings').where('key', '=', key).execute()
}
