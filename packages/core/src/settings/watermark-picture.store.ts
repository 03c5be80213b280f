import type { Reader, Writer } from '../db/database.ts'
import { VitrineError } from '../errors/vitrine-error.ts'

const prefix = 'watermark.picture.'
const keyOf = (hash: string): string => `${prefix}${hash}`

/** @throws {VitrineError} `STORAGE_NOT_FOUND` */
export const selectWatermarkPicture = async (db: Reader, hash: string): Promise<Buffer> => {
  const row = await db.selectFrom('settings').select('value').where('key', '=', keyOf(hash)).executeTakeFirst()
  if (!row) throw new VitrineError('STORAGE_NOT_FOUND')
  return Buffer.from(JSON.parse(row.value) as string, 'base64')
}

/** Those of the pictures that are there. */
export const selectWatermarkPictures = async (db: Reader): Promise<Set<string>> => {
  const rows = await db.selectFrom('settings').select('key').where('key', 'like', `${prefix}%`).execute()
  return new Set(rows.map(({ key }) => key.slice(prefix.length)))
}

export const insertWatermarkPicture = async (
  db: Writer,
  { hash, png, at }: { readonly hash: string; readonly png: Buffer; readonly at: string },
): Promise<void> => {
  const value = JSON.stringify(png.toString('base64'))
  await db
    .insertInto('settings')
    .ignore()
    .values({ key: keyOf(hash), value, updated_at: at })
    .execute()
}

export const deleteWatermarkPictures = async (db: Writer, hashes: readonly string[]): Promise<void> => {
  if (hashes.length > 0) await db.deleteFrom('settings').where('key', 'in', hashes.map(keyOf)).execute()
}
