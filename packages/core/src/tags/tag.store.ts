import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { visiblePhotos } from '../access/predicate.ts'
import type { Rights } from '../access/rights.ts'
import type { Database, Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { TagRow } from './tag.table.ts'
import { selectTagsBelow } from './tag.tree.ts'

export interface CountedTagRow {
  id: number
  name: string
  translations: string | null
  slug: string
  parent_id: number | null
  name_key: string
  photos: number
}

/** A tag that the actor may know of; without the number of its photos. */
export const selectVisibleTag = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  id: number,
): Promise<TagRow | undefined> => {
  const one = (ids: readonly number[]) =>
    db
      .selectFrom('tags')
      .selectAll()
      .where('id', 'in', dialect.idList(ids))
      .where((eb) => hasVisiblePhoto(eb, rights, dialect))
      .limit(1)
      .executeTakeFirst()
  const row = await one([id])
  if (row) return row
  const below = (await selectTagsBelow(db, id)).map((tag) => tag.id).filter((other) => other !== id)
  if (below.length === 0 || !(await one(below))) return undefined
  return db.selectFrom('tags').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Whether the actor sees a photo that has the tag itself. */
export const hasVisiblePhoto = (eb: ExpressionBuilder<Database, 'tags'>, rights: Rights, dialect: DialectSupport) =>
  eb.exists(
    eb
      .selectFrom('photo_tags')
      .innerJoin('photos', 'photos.id', 'photo_tags.photo_id')
      .select(sql<SqlBool>`1`.as('one'))
      .whereRef('photo_tags.tag_id', '=', 'tags.id')
      .where((inner) => visiblePhotos(rights, dialect)(inner as never)),
  )

export interface NamedTagRow {
  id: number
  name: string
  slug: string
  synonym: string | null
  translations: string | null
  key: string
}

export interface NamedRange {
  limit: number
  /** Start past this key. */
  after: string | undefined
}

interface NamedFilter {
  /** What the name begins with; empty: anything. */
  key: string
  /** Only tags of photos that are seen with these; `null`: all. */
  rights: Rights | null
}

/** By name. */
export const selectTagsNamed = (
  db: Reader,
  dialect: DialectSupport,
  { key, rights }: NamedFilter,
  { limit, after }: NamedRange,
): Promise<NamedTagRow[]> => {
  let query = db
    .selectFrom('tags')
    .select([
      'tags.id',
      'tags.name',
      'tags.translations',
      'tags.slug',
      'tags.name_key as key',
      sql<string | null>`null`.as('synonym'),
    ])
    .where('tags.name_key', '<', `${key}\u{10ffff}`)
    .orderBy('tags.name_key')
    .limit(limit)
  query = after === undefined ? query.where('tags.name_key', '>=', key) : query.where('tags.name_key', '>', after)
  if (rights) query = query.where((eb) => hasVisiblePhoto(eb, rights, dialect))
  return query.execute()
}

/** By synonym. */
export const selectTagsCalled = (
  db: Reader,
  dialect: DialectSupport,
  { key, rights }: NamedFilter,
  { limit, after }: NamedRange,
): Promise<NamedTagRow[]> => {
  let query = db
    .selectFrom('tag_synonyms')
    .innerJoin('tags', 'tags.id', 'tag_synonyms.tag_id')
    .select([
      'tags.id',
      'tags.name',
      'tags.translations',
      'tags.slug',
      'tag_synonyms.name_key as key',
      'tag_synonyms.name as synonym',
    ])
    .where('tag_synonyms.name_key', '<', `${key}\u{10ffff}`)
    .orderBy('tag_synonyms.name_key')
    .limit(limit)
  query =
    after === undefined
      ? query.where('tag_synonyms.name_key', '>=', key)
      : query.where('tag_synonyms.name_key', '>', after)
  if (rights) query = query.where((eb) => hasVisiblePhoto(eb as never, rights, dialect))
  return query.execute()
}

/** Of these tags, how many photos of each are seen; those without any are left out. */
export const countPhotosSeen = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  ids: readonly number[],
): Promise<ReadonlyMap<number, number>> => {
  const rows = await db
    .selectFrom('photo_tags')
    .innerJoin('photos', 'photos.id', 'photo_tags.photo_id')
    .where((eb) => visiblePhotos(rights, dialect)(eb as never))
    .where('photo_tags.tag_id', 'in', dialect.idList(ids))
    .select('photo_tags.tag_id')
    .select((eb) => eb.fn.countAll<number>().as('photos'))
    .groupBy('photo_tags.tag_id')
    .execute()
  return new Map(rows.map((row) => [row.tag_id, Number(row.photos)]))
}

export const selectTagRows = (
  db: Reader,
  dialect: DialectSupport,
  ids: readonly number[],
  limit: number,
): Promise<TagRow[]> =>
  db.selectFrom('tags').selectAll().where('id', 'in', dialect.idList(ids)).orderBy('name_key').limit(limit).execute()
