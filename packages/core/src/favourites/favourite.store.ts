import { visiblePhotos } from '../access/predicate.ts'
import type { Rights } from '../access/rights.ts'
import { type Visitor, visitorKey } from '../access/visitor.ts'
import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { type ListedPhoto, listedColumns } from '../photos/photo.table.ts'

const seenFavourites = (db: Reader, dialect: DialectSupport, rights: Rights, chooser: Visitor) => {
  const { column, id } = visitorKey(chooser)
  return db
    .selectFrom('favourites')
    .innerJoin('photos', 'photos.id', 'favourites.photo_id')
    .where(`favourites.${column}`, '=', id)
    .where(visiblePhotos(rights, dialect))
}

type ListedFavourite = ListedPhoto & { readonly favourite_id: number }

/** Those that hold these rights see, the last chosen first. */
export const selectFavourites = (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  chooser: Visitor,
  range: { readonly beforeId?: number | undefined; readonly limit: number },
): Promise<ListedFavourite[]> => {
  let query = seenFavourites(db, dialect, rights, chooser)
    .select(listedColumns)
    .select('favourites.id as favourite_id')
    .orderBy('favourites.id', 'desc')
    .limit(range.limit)
  if (range.beforeId !== undefined) query = query.where('favourites.id', '<', range.beforeId)
  return query.execute()
}

export const countFavourites = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  chooser: Visitor,
): Promise<number> => {
  const row = await seenFavourites(db, dialect, rights, chooser)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** All of them, seen or not. */
export const countAllFavourites = async (db: Reader, chooser: Visitor): Promise<number> => {
  const { column, id } = visitorKey(chooser)
  const row = await db
    .selectFrom('favourites')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where(column, '=', id)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export const hasFavourite = async (db: Reader, chooser: Visitor, photoId: number): Promise<boolean> => {
  const { column, id } = visitorKey(chooser)
  const row = await db
    .selectFrom('favourites')
    .select('id')
    .where(column, '=', id)
    .where('photo_id', '=', photoId)
    .executeTakeFirst()
  return row !== undefined
}

/** @returns How many were not there before. */
export const insertFavourites = async (
  db: Writer,
  chooser: Visitor,
  photoIds: readonly number[],
  at: string,
): Promise<number> => {
  if (photoIds.length === 0) return 0
  const whose = { user_id: null, link_id: null, [visitorKey(chooser).column]: visitorKey(chooser).id }
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('favourites')
    .ignore()
    .values(photoIds.map((photo_id) => ({ ...whose, photo_id, added_at: at })))
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows ?? 0n)
}

/** @param photoIds - `null`: all. @returns How many there were. */
export const deleteFavourites = async (
  db: Writer,
  dialect: DialectSupport,
  chooser: Visitor,
  photoIds: readonly number[] | null,
): Promise<number> => {
  const { column, id } = visitorKey(chooser)
  let query = db.deleteFrom('favourites').where(column, '=', id)
  if (photoIds) query = query.where('photo_id', 'in', dialect.idValues(photoIds))
  const { numDeletedRows } = await query.executeTakeFirst()
  return Number(numDeletedRows)
}

/** Ids of what a user chose, seen or not: for the export of an account. */
export const selectChosenBy = (db: Reader, userId: number, range: { afterId: number; limit: number }) =>
  db
    .selectFrom('favourites')
    .select(['id', 'photo_id', 'added_at'])
    .where('user_id', '=', userId)
    .where('id', '>', range.afterId)
    .orderBy('id')
    .limit(range.limit)
    .execute()
