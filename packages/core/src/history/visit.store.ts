import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Database, Reader, Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { insertRows } from '../db/insert-rows.ts'
import type { VisitListOptions } from './history.types.ts'
import type { VisitRow } from './visit.table.ts'

const columns = [
  'at',
  'user_id',
  'link_id',
  'who',
  'section',
  'type',
  'album_id',
  'tag_id',
  'photo_id',
  'address',
] as const

export const insertVisits = async (
  db: Writer,
  dialect: DialectSupport,
  visits: readonly Omit<VisitRow, 'id'>[],
): Promise<void> => {
  const step = Math.floor(Math.min(dialect.maxBoundValues, 5_000) / columns.length)
  for (let from = 0; from < visits.length; from += step)
    await insertRows(db, 'visits', columns, visits.slice(from, from + step))
}

/** Of these users, those that are there, until the end of the transaction. */
export const selectPresentUsers = async (
  db: Writer,
  dialect: DialectSupport,
  ids: readonly number[],
): Promise<ReadonlySet<number>> => {
  if (ids.length === 0) return new Set()
  let query = db
    .selectFrom('users')
    .select('id')
    .where('id', 'in', dialect.idValues(ids))
    .where('is_disabled', '=', 0)
    .orderBy('id')
  if (dialect.forShare) query = query.modifyEnd(dialect.forShare)
  return new Set((await query.execute()).map(({ id }) => id))
}

/** What lines are found by beside the time. */
export interface VisitFilter
  extends Pick<VisitListOptions, 'types' | 'who' | 'userId' | 'linkId' | 'section' | 'albumId' | 'tagId' | 'photoId'> {
  readonly addresses?: readonly string[] | undefined
}

/** Lines from one id on, up to another. */
export interface VisitRange {
  readonly fromId: number
  readonly beforeId: number
}

/** Along which index lines are read; the rest of a filter is held against each of them. */
export type VisitKey = { readonly column: 'photo_id' | 'user_id'; readonly id: number } | null

const along =
  (key: VisitKey, { fromId, beforeId }: VisitRange) =>
  (eb: ExpressionBuilder<Database, 'visits'>): Expression<SqlBool> =>
    eb.and([
      ...(key === null ? [] : [eb(key.column, '=', key.id)]),
      eb('visits.id', '>=', fromId),
      eb('visits.id', '<', beforeId),
    ])

const fits = (eb: ExpressionBuilder<Database, 'visits'>, filter: VisitFilter): Expression<SqlBool> => {
  const { types, who, userId, linkId, section, albumId, tagId, photoId, addresses } = filter
  return eb.and([
    ...(types === undefined ? [] : [eb('visits.type', 'in', types)]),
    ...(who === undefined ? [] : [eb('visits.who', '=', who)]),
    ...(userId === undefined ? [] : [eb('visits.user_id', '=', userId)]),
    ...(linkId === undefined ? [] : [eb('visits.link_id', '=', linkId)]),
    ...(section === undefined ? [] : [eb('visits.section', '=', section)]),
    ...(albumId === undefined ? [] : [eb('visits.album_id', '=', albumId)]),
    ...(tagId === undefined ? [] : [eb('visits.tag_id', '=', tagId)]),
    ...(photoId === undefined ? [] : [eb('visits.photo_id', '=', photoId)]),
    ...(addresses === undefined ? [] : [eb('visits.address', 'in', addresses)]),
  ])
}

/** The newest lines of a range, whatever they say. */
export const selectVisitsAlong = (
  db: Reader,
  key: VisitKey,
  range: VisitRange & { readonly limit: number },
): Promise<VisitRow[]> =>
  db.selectFrom('visits').selectAll().where(along(key, range)).orderBy('id', 'desc').limit(range.limit).execute()

/** Those that fit of the newest `examined` lines of a range: a filter by which few of many lines fit must not read them all. */
export const selectFittingVisits = (
  db: Reader,
  key: VisitKey,
  filter: VisitFilter,
  range: VisitRange & { readonly examined: number; readonly limit: number },
): Promise<VisitRow[]> =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('visits')
        .selectAll()
        .where(along(key, range))
        .orderBy('id', 'desc')
        .limit(range.examined)
        .as('visits'),
    )
    .selectAll()
    .where((eb) => fits(eb as never, filter))
    .orderBy('visits.id', 'desc')
    .limit(range.limit)
    .execute() as Promise<VisitRow[]>

/** The id of the last line that such a look examines; `null` where there are fewer. */
export const selectLastExamined = async (
  db: Reader,
  key: VisitKey,
  range: VisitRange & { readonly examined: number },
): Promise<number | null> => {
  const row = await db
    .selectFrom('visits')
    .select('id')
    .where(along(key, range))
    .orderBy('id', 'desc')
    .limit(1)
    .offset(range.examined - 1)
    .executeTakeFirst()
  return row?.id ?? null
}

export const selectMaxVisitId = async (db: Reader): Promise<number> => {
  const row = await db.selectFrom('visits').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.id ?? 0
}

/** The first id at or after an instant, up to `last` + 1. Looked for by halves: an index of times would be written with every line. */
export const findVisitAt = async (db: Reader, at: string, last: number): Promise<number> => {
  let low = 1
  let high = last + 1
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const row = await db
      .selectFrom('visits')
      .select(['id', 'at'])
      .where('id', '>=', middle)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    // Forgotten lines leave gaps: what comes after one stands for all of it.
    if (row && row.at < at) low = row.id + 1
    else high = middle
  }
  return low
}

/** @returns How many there were, `limit` at most. */
export const deleteVisitsBefore = async (
  db: Writer,
  dialect: DialectSupport,
  beforeId: number,
  limit: number,
): Promise<number> => {
  const rows = await db
    .selectFrom('visits')
    .select('id')
    .where('id', '<', beforeId)
    .orderBy('id')
    .limit(limit)
    .execute()
  return deleteVisits(db, dialect, rows)
}

/** Lines of one user. @returns How many there were, `limit` at most. */
export const deleteVisitsBy = async (
  db: Writer,
  dialect: DialectSupport,
  userId: number,
  limit: number,
): Promise<number> => {
  const rows = await db
    .selectFrom('visits')
    .select('id')
    .where('user_id', '=', userId)
    .orderBy('id')
    .limit(limit)
    .execute()
  return deleteVisits(db, dialect, rows)
}

const deleteVisits = async (
  db: Writer,
  dialect: DialectSupport,
  rows: readonly { readonly id: number }[],
): Promise<number> => {
  if (rows.length > 0)
    await db
      .deleteFrom('visits')
      .where('id', 'in', dialect.idValues(rows.map(({ id }) => id)))
      .execute()
  return rows.length
}

/** What a user looked at: for the export of an account. */
export const selectVisitsBy = (db: Reader, userId: number, range: { afterId: number; limit: number }) =>
  db
    .selectFrom('visits')
    .select(['id', 'at', 'section', 'type', 'album_id', 'tag_id', 'photo_id', 'address'])
    .where('user_id', '=', userId)
    .where('id', '>', range.afterId)
    .orderBy('id')
    .limit(range.limit)
    .execute()

export const selectIdsOfFile = async (db: Reader, fileName: string, limit: number): Promise<number[]> => {
  const rows = await db
    .selectFrom('photos')
    .select('id')
    .where('file_name', '=', fileName)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
