import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Database, Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { TagRow } from './tag.table.ts'

export interface TagFilter {
  /** Part of a name's or a synonym's key; empty for all. */
  key: string
  orphans: boolean
}

type Tags = ExpressionBuilder<Database, 'tags'>

const isOrphan = (eb: Tags) =>
  eb.and([
    eb.not(
      eb.exists(
        eb
          .selectFrom('photo_tags')
          .innerJoin('photos', 'photos.id', 'photo_tags.photo_id')
          .select(sql<number>`1`.as('one'))
          .whereRef('photo_tags.tag_id', '=', 'tags.id')
          .where('photos.deleted_at', 'is', null),
      ),
    ),
    eb.not(
      eb.exists(
        eb
          .selectFrom('tags as children')
          .select(sql<number>`1`.as('one'))
          .whereRef('children.parent_id', '=', 'tags.id'),
      ),
    ),
  ])

const contains = (column: 'tags.name_key' | 'tag_synonyms.name_key', key: string) =>
  sql<SqlBool>`instr(${sql.ref(column)}, ${key}) > 0`

const fits = (eb: Tags, { key, orphans }: TagFilter) =>
  eb.and([
    ...(key === ''
      ? []
      : [
          eb.or([
            contains('tags.name_key', key),
            eb(
              'tags.id',
              'in',
              eb.selectFrom('tag_synonyms').select('tag_synonyms.tag_id').where(contains('tag_synonyms.name_key', key)),
            ),
          ]),
        ]),
    ...(orphans ? [isOrphan(eb)] : []),
  ])

/** All tags, also those of no photo, by name. Only for those who may see all there is. */
export const selectManagedTags = (
  db: Reader,
  filter: TagFilter,
  range: { limit: number; after?: readonly [nameKey: string, id: number] | undefined },
): Promise<TagRow[]> => {
  let query = db
    .selectFrom('tags')
    .selectAll()
    .where((eb) => fits(eb, filter))
    .orderBy('name_key')
    .limit(range.limit)
  if (range.after) query = query.where('name_key', '>', range.after[0])
  return query.execute()
}

export const countManagedTags = async (db: Reader, filter: TagFilter): Promise<number> => {
  const row = await db
    .selectFrom('tags')
    .select((eb) => eb.fn.countAll<number>().as('tags'))
    .where((eb) => fits(eb, filter))
    .executeTakeFirstOrThrow()
  return Number(row.tags)
}

/** With `among`, only those of them. */
export const selectOrphanIds = async (db: Reader, among?: readonly number[]): Promise<number[]> => {
  let query = db.selectFrom('tags').select('id').where(isOrphan).orderBy('id')
  if (among) query = query.where('id', 'in', among)
  return (await query.execute()).map((row) => row.id)
}

export const selectManagedTag = (db: Reader, id: number): Promise<TagRow | undefined> =>
  db.selectFrom('tags').selectAll().where('id', '=', id).executeTakeFirst()

export interface TagFigures {
  /** Photos by tag, those in the trash apart. */
  photos: ReadonlyMap<number, number>
  children: ReadonlyMap<number, number>
  synonyms: ReadonlyMap<number, readonly string[]>
}

/**
 * A fixed number of queries, along indexes, for as many tags as a page holds.
 *
 * @param counts - Photos by tag where they are known already: counting them in the database takes a look at each.
 */
export const selectTagFigures = async (
  db: Reader,
  dialect: DialectSupport,
  tagIds: readonly number[],
  counts: ReadonlyMap<number, number> | null,
): Promise<TagFigures> => {
  if (tagIds.length === 0) return { photos: new Map(), children: new Map(), synonyms: new Map() }
  const list = dialect.idList(tagIds)
  const [photos, children, named] = await Promise.all([
    counts ?? countPhotosOfTags(db, dialect, tagIds),
    db
      .selectFrom('tags')
      .select('parent_id')
      .select((eb) => eb.fn.countAll<number>().as('children'))
      .where('parent_id', 'in', list)
      .groupBy('parent_id')
      .execute(),
    db.selectFrom('tag_synonyms').select(['tag_id', 'name']).where('tag_id', 'in', list).orderBy('name_key').execute(),
  ])
  const synonyms = new Map<number, string[]>()
  for (const { tag_id, name } of named) synonyms.set(tag_id, [...(synonyms.get(tag_id) ?? []), name])
  return { photos, children: new Map(children.map((row) => [row.parent_id as number, Number(row.children)])), synonyms }
}

const countPhotosOfTags = async (
  db: Reader,
  dialect: DialectSupport,
  tagIds: readonly number[],
): Promise<ReadonlyMap<number, number>> => {
  const rows = await db
    .selectFrom('photo_tags')
    .innerJoin('photos', 'photos.id', 'photo_tags.photo_id')
    .select('photo_tags.tag_id')
    .select((eb) => eb.fn.countAll<number>().as('photos'))
    .where('photos.deleted_at', 'is', null)
    .where('photo_tags.tag_id', 'in', dialect.idList(tagIds))
    .groupBy('photo_tags.tag_id')
    .execute()
  return new Map(rows.map((row) => [row.tag_id, Number(row.photos)]))
}

export const countUnindexedPhotos = async (db: Reader, queue: string): Promise<number> => {
  const row = await db
    .selectFrom('jobs')
    .select(({ fn }) => [
      fn.sum<number | null>('progress_total').as('total'),
      fn.sum<number | null>('progress_done').as('done'),
    ])
    .where('state', 'in', ['waiting', 'running'])
    .where('queue', '=', queue)
    .executeTakeFirstOrThrow()
  return Math.max(0, Number(row.total ?? 0) - Number(row.done ?? 0))
}
