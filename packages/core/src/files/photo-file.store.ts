import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import type { Unit } from '../transaction.ts'
import type { NewPhotoFileRow, PhotoFileRow } from './photo-file.table.ts'

/** The photo, kept as it is by this transaction until its end; `undefined` where it is gone or in the trash. */
export const lockPhoto = async (
  { db, dialect }: Pick<Unit, 'db' | 'dialect'>,
  id: number,
): Promise<PhotoRow | undefined> => {
  let select = db.selectFrom('photos').selectAll().where('id', '=', id)
  if (dialect.forUpdate) select = select.modifyEnd(dialect.forUpdate)
  const row = await select.executeTakeFirst()
  return row?.deleted_at === null ? row : undefined
}

/** Newest version first; formats and the representative in the order they came. */
export const selectPhotoFiles = (db: Reader, photoId: number, role: PhotoFileRow['role']): Promise<PhotoFileRow[]> =>
  db
    .selectFrom('photo_files')
    .selectAll()
    .where('photo_id', '=', photoId)
    .where('role', '=', role)
    .orderBy('number', 'desc')
    .orderBy('id')
    .execute()

export const selectPhotoFile = (
  db: Reader,
  { photoId, role, id }: { readonly photoId: number; readonly role: PhotoFileRow['role']; readonly id: number },
): Promise<PhotoFileRow | undefined> =>
  db
    .selectFrom('photo_files')
    .selectAll()
    .where('id', '=', id)
    .where('photo_id', '=', photoId)
    .where('role', '=', role)
    .executeTakeFirst()

/** @returns The id of the new row. */
export const insertPhotoFile = async (
  db: Writer,
  dialect: DialectSupport,
  row: Omit<NewPhotoFileRow, 'id'>,
): Promise<number> => {
  const result = await db.insertInto('photo_files').values(row).executeTakeFirstOrThrow()
  return dialect.insertedIds(result, 1)[0] as number
}

/** @returns Those that were there. */
export const deletePhotoFiles = async (
  db: Writer,
  dialect: DialectSupport,
  ids: readonly number[],
): Promise<number> => {
  if (ids.length === 0) return 0
  const { numDeletedRows } = await db
    .deleteFrom('photo_files')
    .where('id', 'in', dialect.idValues(ids))
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** How many formats a photo has is kept beside it: lists of photos say so without looking. */
export const updateFormatCount = async (db: Writer, photoId: number, at: string): Promise<void> => {
  const { files } = await db
    .selectFrom('photo_files')
    .select((eb) => eb.fn.countAll<number>().as('files'))
    .where('photo_id', '=', photoId)
    .where('role', '=', 'format')
    .executeTakeFirstOrThrow()
  await db
    .updateTable('photos')
    .set({ format_count: Number(files), updated_at: at })
    .where('id', '=', photoId)
    .execute()
}

/** Whether a stored original is named by a photo, in the trash or not, or by another file of one. */
export const isKeyNamed = async (
  db: Reader,
  dialect: DialectSupport,
  original: { readonly storage_key: string; readonly sha256: string },
): Promise<boolean> => {
  const photo = await db
    .selectFrom('photos')
    .select('id')
    .where(dialect.digestIn('photos.sha256', [original.sha256]))
    .where('storage_key', '=', original.storage_key)
    .limit(1)
    .executeTakeFirst()
  if (photo) return true
  const file = await db
    .selectFrom('photo_files')
    .select('id')
    .where(dialect.digestIn('photo_files.sha256', [original.sha256]))
    .where('storage_key', '=', original.storage_key)
    .limit(1)
    .executeTakeFirst()
  return file !== undefined
}
