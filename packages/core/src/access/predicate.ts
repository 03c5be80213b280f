import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { capabilityBit } from './capabilities.ts'
import { type LinkPhotos, type Rights, seesEverything, visibleAlbumIds } from './rights.ts'

/**
 * The one place that says in SQL which photos an actor may see. Every list, count, neighbour, tag and picture goes through it, or,
 * where a few photos are read by their ids, through `keepVisible`; a query that shows photos without one of them is a defect.
 */
export const visiblePhotos =
  (rights: Rights, dialect: DialectSupport) =>
  (eb: ExpressionBuilder<Database, 'photos'>): Expression<SqlBool> => {
    // Nearly all photos are alive: read by that, a page of the newest would sort them all.
    const alive = eb(dialect.unindexed<string | null>('photos.deleted_at'), 'is', null)
    if (seesEverything(rights)) return alive
    if (rights.photos) return eb.and([eb('photos.level', '<=', rights.level), isLinked(rights.photos, dialect)(eb)])
    return eb.and([alive, eb('photos.level', '<=', rights.level), inVisibleAlbum(rights, dialect)(eb)])
  }

/** The photo is one that a link was made for, and that the maker of the link may share. */
const isLinked =
  ({ ids, of }: LinkPhotos, dialect: DialectSupport) =>
  (eb: ExpressionBuilder<Database, 'photos'>): Expression<SqlBool> =>
    eb.and([eb('photos.id', 'in', dialect.idList(ids)), visiblePhotos(of, dialect)(eb)])

/** The photo is in an album that the actor sees (and, with `under`, that is this album or one below it). */
export const inVisibleAlbum =
  (rights: Rights, dialect: DialectSupport, under?: number) =>
  (eb: ExpressionBuilder<Database, 'photos'>): Expression<SqlBool> => {
    let query = eb
      .selectFrom('album_photos')
      .select(sql<number>`1`.as('one'))
      .whereRef('album_photos.photo_id', '=', 'photos.id')
    // The few albums of a photo are looked up in the list, not each of thousands of albums in the index.
    const album = dialect.unindexed<number>('album_photos.album_id')
    const ids = visibleAlbumIds(rights, under)
    // Whichever list is shorter.
    if (under === undefined && ids.length > rights.tree.size / 2) {
      const hidden = hiddenAlbumIds(rights)
      // Albums that came after the rights were looked up are not on the list of hidden ones: ids only grow.
      query = query.where('album_photos.album_id', '<=', rights.tree.maxId)
      if (hidden.length > 0)
        query = query.where(({ not, eb: inner }) => not(inner(album, 'in', dialect.idList(hidden))))
    } else {
      query = query.where(album, 'in', dialect.idList(ids))
    }
    return eb.exists(query)
  }

const hiddenAlbumIds = ({ tree, view }: Rights): number[] => {
  const ids: number[] = []
  for (let place = 0; place < tree.size; place++) {
    if (((view.bits[place] as number) & capabilityBit.view) === 0) ids.push(tree.ids[place] as number)
  }
  return ids
}
