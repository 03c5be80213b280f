import { type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import { visiblePhotos } from '../access/predicate.ts'
import type { Rights } from '../access/rights.ts'
import type { Database, Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { cutText } from '../text/cut.ts'
import { toSearchKey } from '../text/search-key.ts'
import { toSlug } from '../text/slug.ts'
import type { Unit } from '../transaction.ts'

/** What makes two tags the same. */
export const toTagKey = (name: string): string => cutText(toSearchKey(name).replace(/\s+/g, ' ').trim(), 255)

const namesPerStatement = 500

/** Ids of tags by the names given; those that do not exist are made. */
export const findOrCreateTags = async (unit: Unit, names: Iterable<string>): Promise<Map<string, number>> => {
  const nameOf = new Map<string, string>()
  for (const name of names) {
    const key = toTagKey(name)
    // A name of marks alone (an emoji's, say) keeps itself as its key.
    if (!nameOf.has(key || name)) nameOf.set(key || name, name)
  }
  const keys = [...nameOf.keys()].sort()
  const idOf = new Map<string, number>()
  const find = async (wanted: readonly string[]) => {
    for (let start = 0; start < wanted.length; start += namesPerStatement) {
      const rows = await unit.db
        .selectFrom('tags')
        .select(['id', 'name_key'])
        .where('name_key', 'in', wanted.slice(start, start + namesPerStatement))
        .execute()
      for (const row of rows) idOf.set(row.name_key, row.id)
    }
  }
  await find(keys)
  const missing = keys.filter((key) => !idOf.has(key))
  for (let start = 0; start < missing.length; start += namesPerStatement) {
    const rows = missing.slice(start, start + namesPerStatement).map((key) => {
      const name = cutText(nameOf.get(key) as string, 255)
      return { name, name_key: key, slug: toSlug(name), parent_id: null, created_at: unit.at }
    })
    // Another process may make the same tag at the same moment: whoever is second finds it.
    await unit.db.insertInto('tags').ignore().values(rows).execute()
  }
  if (missing.length > 0) {
    await find(missing)
    const made = missing.flatMap((key) => idOf.get(key) ?? [])
    for (const id of made) unit.record({ subject: 'tag', id, action: 'created' })
    unit.after.defer('tag.created', { tagIds: made }, { actor: unit.actor })
  }
  return idOf
}

export interface CountedTagRow {
  id: number
  name: string
  slug: string
  parent_id: number | null
  name_key: string
  photos: number
}

/** Tags of photos that the actor may see, by name, with how many such photos each has. */
export const selectVisibleTags = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  range: {
    limit: number
    after?: readonly [nameKey: string, id: number] | undefined
    prefix?: string | undefined
    id?: number
  },
): Promise<CountedTagRow[]> => {
  let query = db
    .selectFrom('photo_tags')
    .innerJoin('tags', 'tags.id', 'photo_tags.tag_id')
    .innerJoin('photos', 'photos.id', 'photo_tags.photo_id')
    .where((eb) => visiblePhotos(rights, dialect)(eb as never))
    .select(['tags.id', 'tags.name', 'tags.slug', 'tags.parent_id', 'tags.name_key'])
    .select((eb) => eb.fn.countAll<number>().as('photos'))
    .groupBy(['tags.id', 'tags.name', 'tags.slug', 'tags.parent_id', 'tags.name_key'])
    .orderBy('tags.name_key')
    .orderBy('tags.id')
    .limit(range.limit)
  if (range.id !== undefined) query = query.where('tags.id', '=', range.id)
  if (range.prefix)
    query = query.where('tags.name_key', '>=', range.prefix).where('tags.name_key', '<', `${range.prefix}\u{10ffff}`)
  if (range.after) {
    const [nameKey, id] = range.after
    query = query.where((eb) =>
      eb.or([eb('tags.name_key', '>', nameKey), eb.and([eb('tags.name_key', '=', nameKey), eb('tags.id', '>', id)])]),
    )
  }
  const rows = await query.execute()
  return rows.map((row) => ({ ...row, photos: Number(row.photos) }))
}

export const countVisibleTags = async (
  db: Reader,
  dialect: DialectSupport,
  rights: Rights,
  prefix?: string,
): Promise<number> => {
  let query = db
    .selectFrom('tags')
    .select((eb) => eb.fn.countAll<number>().as('tags'))
    .where((eb) => eb.exists(photosWith(eb, rights, dialect)))
  if (prefix) query = query.where('tags.name_key', '>=', prefix).where('tags.name_key', '<', `${prefix}\u{10ffff}`)
  return Number((await query.executeTakeFirstOrThrow()).tags)
}

/** Whether the actor may know of the tag: whether it sees a photo that has it. */
export const tagExists = async (db: Reader, dialect: DialectSupport, rights: Rights, id: number): Promise<boolean> => {
  const row = await db
    .selectFrom('tags')
    .select('id')
    .where('id', '=', id)
    .where((eb) => eb.exists(photosWith(eb, rights, dialect)))
    .executeTakeFirst()
  return row !== undefined
}

const photosWith = (eb: ExpressionBuilder<Database, 'tags'>, rights: Rights, dialect: DialectSupport) =>
  eb
    .selectFrom('photo_tags')
    .innerJoin('photos', 'photos.id', 'photo_tags.photo_id')
    .select(sql<SqlBool>`1`.as('one'))
    .whereRef('photo_tags.tag_id', '=', 'tags.id')
    .where((inner) => visiblePhotos(rights, dialect)(inner as never))
