import type { Reader, Writer } from '../db/database.ts'

/** Permalinks that albums gave up and that are kept, at most; the oldest makes room. */
export const maxOldPermalinks = 100

export const selectPermalink = (db: Reader, key: string) =>
  db
    .selectFrom('album_permalinks')
    .select(['id', 'album_id', 'is_current'])
    .where('path_key', '=', key)
    .executeTakeFirst()

/** The present one first, then those given up, the last one first. */
export const selectPermalinksOf = (db: Reader, albumId: number) =>
  db
    .selectFrom('album_permalinks')
    .selectAll()
    .where('album_id', '=', albumId)
    .orderBy('is_current', 'desc')
    .orderBy('id', 'desc')
    .limit(maxOldPermalinks + 1)
    .execute()

export const insertPermalink = async (
  db: Writer,
  { albumId, path, key, at }: { albumId: number; path: string; key: string; at: string },
): Promise<void> => {
  await db
    .insertInto('album_permalinks')
    .values({ album_id: albumId, path, path_key: key, is_current: 1, last_hit_at: null, created_at: at })
    .execute()
}

export const deletePermalinks = async (db: Writer, ids: readonly number[]): Promise<void> => {
  if (ids.length > 0) await db.deleteFrom('album_permalinks').where('id', 'in', ids).execute()
}

export const addHits = async (db: Writer, hits: ReadonlyMap<number, { count: number; at: string }>): Promise<void> => {
  for (const [id, { count, at }] of [...hits].sort(([a], [b]) => a - b)) {
    await db
      .updateTable('album_permalinks')
      .set((eb) => ({ hits: eb('hits', '+', count), last_hit_at: at }))
      .where('id', '=', id)
      .execute()
  }
}
