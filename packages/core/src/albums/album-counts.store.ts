import { sql } from 'kysely'
import type { Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** How many photos more (or fewer) an album has at a privacy level. */
export interface CountDelta {
  albumId: number
  level: number
  photos: number
}

/** Sums deltas, so that each counter is written once. */
export class CountDeltas {
  readonly #sums = new Map<string, CountDelta>()

  add(albumId: number, level: number, photos: number): void {
    const key = `${albumId}:${level}`
    const sum = this.#sums.get(key)
    if (sum) sum.photos += photos
    else this.#sums.set(key, { albumId, level, photos })
  }

  async apply(db: Writer, dialect: DialectSupport): Promise<void> {
    // Always in the same order, so that two transactions never wait for each other crosswise.
    const deltas = [...this.#sums.values()]
      .filter((d) => d.photos !== 0)
      .sort((a, b) => a.albumId - b.albumId || a.level - b.level)
    for (let start = 0; start < deltas.length; start += countersPerStatement)
      await db
        .insertInto('album_counts')
        // Of an album that is gone there is nothing to count.
        .ignore()
        .values(
          deltas
            .slice(start, start + countersPerStatement)
            .map(({ albumId, level, photos }) => ({ album_id: albumId, level, photos })),
        )
        .modifyEnd(dialect.addingTo('photos', ['album_id', 'level']))
        .execute()
  }
}

const countersPerStatement = 500

/** Counters of every album, up to a level. */
export const loadCounts = async (db: Reader, level: number): Promise<Map<number, number>> => {
  const rows = await db
    .selectFrom('album_counts')
    .select(['album_id'])
    .select((eb) => eb.fn.sum<number>('photos').as('photos'))
    .where('level', '<=', level)
    .groupBy('album_id')
    .execute()
  return new Map(rows.map((row) => [row.album_id, Number(row.photos)]))
}

/**
 * The albums of each photo that is in more than one: what makes a sum over a subtree count a photo twice.
 *
 * Nearly all of them are in two, whose ids a walk along the index of links has at once.
 */
export const loadSharedPhotos = async (
  db: Reader,
  dialect: DialectSupport,
  level: number,
): Promise<readonly (readonly number[])[]> => {
  const { rows } = await sql<{ photo_id: number; first: number; last: number; albums: number }>`
    select shared.photo_id, shared.first_id as first, shared.last_id as last, shared.albums
    from (
      select photo_id, min(album_id) as first_id, max(album_id) as last_id, count(*) as albums
      from album_photos group by photo_id having count(*) > 1
    ) as shared
    ${dialect.inOrder} photos on photos.id = shared.photo_id
    where photos.deleted_at is null and photos.level <= ${level}`.execute(db)
  const pairs = rows.filter(({ albums }) => albums === 2).map(({ first, last }) => [first, last])
  const others = rows.flatMap(({ albums, photo_id }) => (albums > 2 ? [photo_id] : []))
  return [...pairs, ...(await selectAlbumsOf(db, dialect, others))]
}

const photosPerStatement = 10_000

const selectAlbumsOf = async (
  db: Reader,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<number[][]> => {
  const albumsOf = new Map<number, number[]>(photoIds.map((id) => [id, []]))
  for (let start = 0; start < photoIds.length; start += photosPerStatement) {
    const links = await db
      .selectFrom('album_photos')
      .select(['photo_id', 'album_id'])
      .where('photo_id', 'in', dialect.idList(photoIds.slice(start, start + photosPerStatement)))
      .execute()
    for (const { photo_id, album_id } of links) albumsOf.get(photo_id)?.push(album_id)
  }
  return [...albumsOf.values()]
}
