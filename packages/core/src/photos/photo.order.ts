import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../db/database.ts'
import type { CursorKeys, CursorKeyType } from '../paging/cursor.ts'
import { type PhotoSort, parsePhotoSort, randomKeyOf, randomModulus, toRandomOrder } from './photo.sort.ts'
import type { ListedPhoto } from './photo.table.ts'

type Tables = 'photos' | 'album_photos'
type OrderedRow = ListedPhoto & { album_position?: number | undefined }
type Condition = Expression<SqlBool>

/** One value that an order goes by. */
export interface OrderKey {
  readonly name: 'takenAt' | 'addedAt' | 'fileName' | 'title' | 'rating' | 'views' | 'position' | 'random'
  readonly isDescending: boolean
  readonly type: CursorKeyType
  /** The value in SQL. */
  readonly column: Expression<string | number | null>
  /** The value in a row that was read; that of a photo without one is below all others. */
  valueOf(row: OrderedRow): string | number
}

/** An order of photos: some values, then the id, so that no two photos are at the same place. */
export interface PhotoOrder {
  readonly keys: readonly OrderKey[]
  /** The id in SQL: of the table whose index the order follows. */
  readonly id: Expression<number>
  readonly isIdDescending: boolean
  /** Seed of a random order. */
  readonly seed: number | null
  /** What a cursor holds: the values, then the id. */
  readonly shape: readonly CursorKeyType[]
}

/** Unrated, below rejected (-1): both engines sort NULL before everything else. */
const unrated = -2

/**
 * @param insideAlbum - The list is read along `album_photos`, which holds a copy of the usual sort value in an index of its own.
 */
export const toOrder = (sort: PhotoSort, insideAlbum: boolean): PhotoOrder => {
  const parsed = parsePhotoSort(sort)
  if (!parsed) throw new TypeError(`No order of photos: ${sort}`)
  const { terms, seed } = parsed
  const id = insideAlbum ? sql<number>`album_photos.photo_id` : sql<number>`photos.id`
  // No two photos have the same id: what comes after it decides nothing. Outside of an album the order made by hand is that of ids.
  const end = terms.findIndex(({ key }) => key === 'id' || (key === 'position' && !insideAlbum))
  const keys =
    seed === null
      ? terms.slice(0, end < 0 ? terms.length : end).map(({ key, isDescending }) => {
          const column = columns[key as keyof typeof columns]
          return { name: key as OrderKey['name'], isDescending, ...column(insideAlbum) }
        })
      : [randomKey(seed)]
  // Ties go the way of the last key, so that an order turned round is the same list from its end.
  const last = end < 0 ? terms.at(-1) : terms[end]
  return {
    keys,
    id,
    isIdDescending: last?.isDescending ?? false,
    seed,
    shape: [...keys.map(({ type }) => type), 'number'],
  }
}

/** Whether the table of photos has an index of the order: of one value and the id, both in the same direction, or of the id alone. */
export const isIndexed = ({ keys: [key, second], isIdDescending }: PhotoOrder): boolean =>
  !key || (!second && key.name !== 'random' && key.name !== 'position' && key.isDescending === isIdDescending)

type Column = Pick<OrderKey, 'type' | 'column' | 'valueOf'>

const columns: Readonly<Record<Exclude<OrderKey['name'], 'random'>, (insideAlbum: boolean) => Column>> = {
  takenAt: (insideAlbum) => ({
    type: 'instant',
    column: insideAlbum ? sql<string>`album_photos.sort_at` : sql<string>`photos.sort_at`,
    valueOf: (row) => row.sort_at,
  }),
  addedAt: () => ({ type: 'instant', column: sql<string>`photos.added_at`, valueOf: (row) => row.added_at }),
  fileName: () => ({ type: 'string', column: sql<string>`photos.file_name`, valueOf: (row) => row.file_name }),
  title: () => ({ type: 'string', column: sql<string>`photos.title_key`, valueOf: (row) => row.title_key }),
  rating: () => ({
    type: 'number',
    column: sql<number | null>`photos.rating`,
    valueOf: (row) => row.rating ?? unrated,
  }),
  views: () => ({ type: 'number', column: sql<number>`photos.views`, valueOf: (row) => row.views }),
  position: () => ({
    type: 'number',
    column: sql<number>`album_photos.position`,
    valueOf: (row) => row.album_position ?? 0,
  }),
}

const randomKey = (seed: number): OrderKey => {
  const random = toRandomOrder(seed)
  return {
    name: 'random',
    isDescending: false,
    type: 'number',
    column: sql<number>`(((photos.id % ${randomModulus}) * ${random.factor} + ${random.offset}) % ${randomModulus})`,
    valueOf: (row) => randomKeyOf(row.id, random),
  }
}

export const keysOf = (order: PhotoOrder, row: OrderedRow): CursorKeys => [
  ...order.keys.map((key) => key.valueOf(row)),
  row.id,
]

/** Photos past a place in the order (or, with `backwards`, before it). Written so that both engines read it as one range of the index. */
export const past =
  (order: PhotoOrder, values: CursorKeys, backwards = false) =>
  (eb: ExpressionBuilder<Database, Tables>): Condition => {
    const isIdUp = order.isIdDescending === backwards
    const id = values.at(-1) as number
    let condition: Condition = isIdUp ? sql<SqlBool>`${order.id} > ${id}` : sql<SqlBool>`${order.id} < ${id}`
    // From the last key to the first: at the value or past it, and where it is not past it, the next key decides.
    for (let index = order.keys.length - 1; index >= 0; index--) {
      const key = order.keys[index] as OrderKey
      const { from, beyond } = ends(key, values[index] as string | number, key.isDescending === backwards)
      const next = condition
      condition = beyond === null ? eb.and([from, next]) : eb.and([from, eb.or([beyond, next])])
    }
    return condition
  }

/** `beyond` is `null` where nothing can be. */
const ends = (
  { name, column }: OrderKey,
  value: string | number,
  isUp: boolean,
): { from: Condition; beyond: Condition | null } => {
  if (name !== 'rating')
    return isUp
      ? { from: sql<SqlBool>`${column} >= ${value}`, beyond: sql<SqlBool>`${column} > ${value}` }
      : { from: sql<SqlBool>`${column} <= ${value}`, beyond: sql<SqlBool>`${column} < ${value}` }
  if (value === unrated)
    return isUp
      ? { from: sql<SqlBool>`1 = 1`, beyond: sql<SqlBool>`${column} is not null` }
      : { from: sql<SqlBool>`${column} is null`, beyond: null }
  return isUp
    ? { from: sql<SqlBool>`${column} >= ${value}`, beyond: sql<SqlBool>`${column} > ${value}` }
    : {
        from: sql<SqlBool>`(${column} <= ${value} or ${column} is null)`,
        beyond: sql<SqlBool>`(${column} < ${value} or ${column} is null)`,
      }
}
