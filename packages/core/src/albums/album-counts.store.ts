import type { Reader, Writer } from '../db/database.ts'

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

  async apply(db: Writer): Promise<void> {
    // Always in the same order, so that two transactions never wait for each other crosswise.
    const deltas = [...this.#sums.values()]
      .filter((d) => d.photos !== 0)
      .sort((a, b) => a.albumId - b.albumId || a.level - b.level)
    for (const { albumId, level, photos } of deltas) {
      if (await addToCount(db, { albumId, level, photos })) continue
      // The first photo of its level. Another transaction may be at the same point: whoever is second adds to the other's row.
      await db.insertInto('album_counts').ignore().values({ album_id: albumId, level, photos: 0 }).execute()
      await addToCount(db, { albumId, level, photos })
    }
  }
}

const addToCount = async (db: Writer, { albumId, level, photos }: CountDelta): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('album_counts')
    .set((eb) => ({ photos: eb('photos', '+', photos) }))
    .where('album_id', '=', albumId)
    .where('level', '=', level)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

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

/** Photos that are in more than one album, with those albums: what makes a sum over a subtree count a photo twice. */
export const loadSharedPhotos = async (db: Reader, level: number): Promise<{ photo_id: number; album_id: number }[]> =>
  db
    .selectFrom('album_photos')
    .innerJoin('photos', 'photos.id', 'album_photos.photo_id')
    .select(['album_photos.photo_id', 'album_photos.album_id'])
    .where('photos.deleted_at', 'is', null)
    .where('photos.level', '<=', level)
    .where('album_photos.photo_id', 'in', (eb) =>
      eb
        .selectFrom('album_photos as links')
        .select('links.photo_id')
        .groupBy('links.photo_id')
        .having((h) => h.fn.countAll(), '>', 1),
    )
    .orderBy('album_photos.photo_id')
    .execute()
