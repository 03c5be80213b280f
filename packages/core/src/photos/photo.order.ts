import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { CursorKeys, CursorKeyType } from '../paging/cursor.ts'
import type { PhotoRow } from './photo.table.ts'
import type { PhotoSort } from './photo.types.ts'

type Tables = 'photos' | 'album_photos'

/** An order of photos: one value, then the id, so that no two photos are at the same place. */
export interface PhotoOrder {
  readonly direction: 'asc' | 'desc'
  readonly type: CursorKeyType
  /** The value in SQL. */
  readonly column: Expression<string | number>
  /** The id in SQL: of the table whose index the order follows. */
  readonly id: Expression<number>
  /** The value in a row that was read. */
  valueOf(row: PhotoRow & { album_position?: number | undefined }): string | number
}

/**
 * @param insideAlbum - The list is read along `album_photos`, which holds a copy of the usual sort value in an index of its own.
 */
export const toOrder = (sort: PhotoSort, insideAlbum: boolean): PhotoOrder => {
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  const id = insideAlbum ? sql<number>`album_photos.photo_id` : sql<number>`photos.id`
  const name = sort.replace(/^-/, '')
  switch (name) {
    case 'takenAt':
      return {
        direction,
        id,
        type: 'instant',
        column: insideAlbum ? sql<string>`album_photos.sort_at` : sql<string>`photos.sort_at`,
        valueOf: (row) => row.sort_at,
      }
    case 'addedAt':
      return { direction, id, type: 'instant', column: sql<string>`photos.added_at`, valueOf: (row) => row.added_at }
    case 'fileName':
      return { direction, id, type: 'string', column: sql<string>`photos.file_name`, valueOf: (row) => row.file_name }
    case 'rating':
      // Unrated below rejected (-1).
      return {
        direction,
        id,
        type: 'number',
        column: sql<number>`coalesce(photos.rating, -2)`,
        valueOf: (row) => row.rating ?? -2,
      }
    case 'views':
      return { direction, id, type: 'number', column: sql<number>`photos.views`, valueOf: (row) => row.views }
    case 'position':
      return insideAlbum
        ? {
            direction,
            id,
            type: 'number',
            column: sql<number>`album_photos.position`,
            valueOf: (row) => row.album_position ?? 0,
          }
        : { direction, id, type: 'number', column: sql<number>`photos.id`, valueOf: (row) => row.id }
    default:
      return { direction, id, type: 'number', column: id, valueOf: (row) => row.id }
  }
}

export const keysOf = (order: PhotoOrder, row: PhotoRow & { album_position?: number | undefined }): CursorKeys => [
  order.valueOf(row),
  row.id,
]

/** Photos past a place in the order (or, with `backwards`, before it). Written so that both engines read it as one range of the index. */
export const past =
  (order: PhotoOrder, [value, id]: CursorKeys, backwards = false) =>
  (eb: ExpressionBuilder<Database, Tables>): Expression<SqlBool> => {
    const isUp = (order.direction === 'asc') !== backwards
    const [beyond, from] = isUp ? ([sql`>`, sql`>=`] as const) : ([sql`<`, sql`<=`] as const)
    return eb.and([
      sql<SqlBool>`${order.column} ${from} ${value}`,
      eb.or([sql<SqlBool>`${order.column} ${beyond} ${value}`, sql<SqlBool>`${order.id} ${beyond} ${id}`]),
    ])
  }
