import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

export interface SiblingPlace {
  readonly id: number
  readonly position: number
}

/** Sub-albums of one parent in their order. */
export const selectSiblings = (db: Reader, parentId: number | null): Promise<SiblingPlace[]> =>
  db
    .selectFrom('albums')
    .select(['id', 'position'])
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .orderBy('position')
    .orderBy('id')
    .execute()

/** -1 where there is no album yet. */
export const selectLastPosition = async (db: Reader, parentId: number | null): Promise<number> => {
  const row = await db
    .selectFrom('albums')
    .select('position')
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .orderBy('position', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.position ?? -1
}

/** Gives siblings, of one parent or of several, their places from 0: one statement, which writes only those that change. */
export const renumber = async (
  db: Writer,
  dialect: DialectSupport,
  ...ordered: readonly (readonly SiblingPlace[])[]
): Promise<boolean> => {
  const places = ordered.flatMap((siblings) =>
    siblings.flatMap(({ id, position }, place) => (position === place ? [] : [[id, place] as const])),
  )
  if (places.length > 0) await dialect.placeRows({ table: 'albums', key: 'id', column: 'position', places }).execute(db)
  return places.length > 0
}

/** Values of one `IN`. */
const idsPerStatement = 1_000

/** Locks albums for the rest of the transaction, where the engine does not lock all there is anyway. */
export const lockAlbums = async (db: Writer, dialect: DialectSupport, ids: readonly number[]): Promise<void> => {
  if (!dialect.forUpdate) return
  const sorted = [...ids].sort((a, b) => a - b)
  for (let start = 0; start < sorted.length; start += idsPerStatement) {
    await db
      .selectFrom('albums')
      .select('id')
      .where('id', 'in', sorted.slice(start, start + idsPerStatement))
      .orderBy('id')
      .modifyEnd(dialect.forUpdate)
      .execute()
  }
}

/** Deletes a set of albums that holds everything below each of them. */
export const deleteAlbums = async (db: Writer, ids: readonly number[]): Promise<void> => {
  const chunks = Array.from({ length: Math.ceil(ids.length / idsPerStatement) }, (_, index) =>
    ids.slice(index * idsPerStatement, (index + 1) * idsPerStatement),
  )
  // Cut loose first: a parent cannot go before what points to it, in whatever order the engine takes the rows.
  if (ids.length > 1)
    for (const chunk of chunks)
      await db.updateTable('albums').set({ parent_id: null }).where('id', 'in', chunk).execute()
  for (const chunk of chunks) await db.deleteFrom('albums').where('id', 'in', chunk).execute()
}
