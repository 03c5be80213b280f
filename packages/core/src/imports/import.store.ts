import { visiblePhotos } from '../access/predicate.ts'
import type { Rights } from '../access/rights.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** An album of that name that photos can be put into: one that people made before one that mirrors a folder, the oldest of several. */
export const selectAlbumByName = async (
  db: Reader,
  parentId: number | null,
  name: string,
): Promise<number | undefined> => {
  let query = db.selectFrom('albums').select('id').where('name', '=', name).where('query', 'is', null)
  query = parentId === null ? query.where('parent_id', 'is', null) : query.where('parent_id', '=', parentId)
  return (await query.orderBy('is_folder').orderBy('id').limit(1).executeTakeFirst())?.id
}

/** A photo with these very bytes in the storage of the gallery. */
export const selectStoredPhoto = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  sha256: string,
): Promise<number | undefined> => {
  const row = await db
    .selectFrom('photos')
    .select('photos.id')
    .where(dialect.digestIn('photos.sha256', [sha256]))
    .where('storage_key', 'is not', null)
    .where(visiblePhotos(rights, dialect))
    .orderBy('photos.id')
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Where the original of a photo is stored. */
export const selectStorageKey = async (db: Reader, photoId: number): Promise<string | null> => {
  const row = await db.selectFrom('photos').select('storage_key').where('id', '=', photoId).executeTakeFirst()
  return row?.storage_key ?? null
}
