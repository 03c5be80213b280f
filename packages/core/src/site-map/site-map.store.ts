import { visiblePhotos } from '../access/predicate.ts'
import type { Rights } from '../access/rights.ts'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

export const selectSeenRange = (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  { fromId, beforeId }: { readonly fromId: number; readonly beforeId: number },
) =>
  db
    .selectFrom('photos')
    .select(['photos.id', 'photos.updated_at'])
    .where('photos.id', '>=', fromId)
    .where('photos.id', '<', beforeId)
    .where(visiblePhotos(rights, dialect))
    .orderBy('photos.id')
    .execute()

export const selectLastSeen = async (db: Reader, dialect: DialectSupport, rights: Rights): Promise<number> => {
  const row = await db
    .selectFrom('photos')
    .select('photos.id')
    .where(visiblePhotos(rights, dialect))
    .orderBy('photos.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? 0
}
