import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { PhotoRow } from './photo.table.ts'

export interface IdRange {
  readonly afterId: number
  readonly limit: number
}

/** The next photos by id that pictures can be made of, along the primary key. */
export const selectRenderable = (
  db: Reader,
  dialect: DialectSupport,
  { afterId, limit }: IdRange,
): Promise<PhotoRow[]> =>
  db
    .selectFrom('photos')
    .selectAll()
    .where('id', '>', afterId)
    .where('is_renderable', '=', 1)
    .where(dialect.unindexed<string | null>('photos.deleted_at'), 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute()

/** The next photos of one album by id, whatever they are. */
export const selectIdsOfAlbum = async (db: Reader, albumId: number, { afterId, limit }: IdRange): Promise<number[]> => {
  const rows = await db
    .selectFrom('album_photos')
    .select('photo_id')
    .where('album_id', '=', albumId)
    .where('photo_id', '>', afterId)
    .orderBy('photo_id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.photo_id)
}

export const selectLastPhotoId = async (db: Reader): Promise<number> => {
  const row = await db
    .selectFrom('photos')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  return Number(row?.id ?? 0)
}

/** Whoever may see them: the caller shows them to nobody. */
export const selectToPrepare = (db: Reader, dialect: DialectSupport, ids: readonly number[]): Promise<PhotoRow[]> =>
  db
    .selectFrom('photos')
    .selectAll()
    .where('id', 'in', dialect.idList(ids))
    .where('is_renderable', '=', 1)
    .where(dialect.unindexed<string | null>('photos.deleted_at'), 'is', null)
    .orderBy('id')
    .execute()

/** Not where the file was replaced meanwhile. */
export const updatePlaceholders = async (
  db: Writer,
  made: readonly { readonly id: number; readonly sha256: string; readonly placeholder: string }[],
): Promise<void> => {
  for (const { id, sha256, placeholder } of made)
    await db.updateTable('photos').set({ placeholder }).where('id', '=', id).where('sha256', '=', sha256).execute()
}
