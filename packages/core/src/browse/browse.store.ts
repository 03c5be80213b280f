import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { toWords } from '../text/search-key.ts'

/** Tags that begin with what somebody types: more than these are no help. */
const maxMatches = 5_000

export interface NamedRow {
  readonly id: number
  readonly name: string
  readonly slug: string
  readonly translations: string | null
}

export interface NamedTagRow extends NamedRow {
  readonly name_key: string
}

/** In no order. */
export const selectTagNames = (db: Reader, dialect: DialectSupport, ids: readonly number[]): Promise<NamedTagRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('tags')
        .select(['id', 'name', 'translations', 'slug', 'name_key'])
        .where('id', 'in', dialect.idList(ids))
        .execute()

/** Ids of tags whose key begins so. */
export const selectTagsByPrefix = async (db: Reader, prefix: string): Promise<number[]> => {
  const rows = await db
    .selectFrom('tags')
    .select('id')
    .where('name_key', '>=', prefix)
    .where('name_key', '<', `${prefix}\u{10ffff}`)
    .orderBy('name_key')
    .limit(maxMatches)
    .execute()
  return rows.map(({ id }) => id)
}

/** Every tag that has one above it, with that one. */
export const selectTagParents = async (db: Reader): Promise<Map<number, number>> => {
  const rows = await db.selectFrom('tags').select(['id', 'parent_id']).where('parent_id', 'is not', null).execute()
  return new Map(rows.flatMap(({ id, parent_id }) => (parent_id === null ? [] : [[id, parent_id] as const])))
}

/** Of these albums, those with a word that begins so. */
export const selectAlbumsByPrefix = async (
  db: Reader,
  dialect: DialectSupport,
  ids: readonly number[],
  prefix: string,
): Promise<number[]> => {
  const words = toWords(prefix).trimEnd()
  if (ids.length === 0 || words === '') return []
  const rows = await db
    .selectFrom('albums')
    .select('id')
    .where('id', 'in', dialect.idList(ids))
    // Nothing but letters, digits and blanks is left in it.
    .where('name_words', 'like', `%${words}%`)
    .execute()
  return rows.map(({ id }) => id)
}

export const selectUserNames = async (
  db: Reader,
  dialect: DialectSupport,
  ids: readonly number[],
): Promise<{ readonly id: number; readonly name: string }[]> => {
  if (ids.length === 0) return []
  return db.selectFrom('users').select(['id', 'username as name']).where('id', 'in', dialect.idList(ids)).execute()
}

export interface FacetField {
  readonly field_key: string
  readonly type: 'choice' | 'boolean'
  /** JSON. */
  readonly choices: string | null
}

/** Custom fields of photos whose values can be counted one by one. */
export const selectFacetFields = async (db: Reader): Promise<FacetField[]> => {
  const rows = await db
    .selectFrom('custom_fields')
    .select(['field_key', 'type', 'choices'])
    .where('subject', '=', 'photo')
    .where('type', 'in', ['choice', 'boolean'])
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.flatMap(({ type, ...row }) => (type === 'choice' || type === 'boolean' ? [{ ...row, type }] : []))
}
