import { type Issue, inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { toSlug } from '../text/slug.ts'
import type { Unit } from '../transaction.ts'
import { toStoredKey } from './tag.key.ts'
import type { TagRow } from './tag.table.ts'

const taken = (name: string, issue: Issue) => new VitrineError('NAME_TAKEN', { details: { name }, issues: [issue] })

/** Names by their keys, each once: the first writing stays. */
export const toSynonyms = (names: readonly string[]): Map<string, string> => {
  const nameOf = new Map<string, string>()
  for (const name of names) if (!nameOf.has(toStoredKey(name))) nameOf.set(toStoredKey(name), name)
  return nameOf
}

export const selectSynonyms = async ({ db }: Unit, tagIds: readonly number[]): Promise<Map<string, string>> => {
  const rows = await db
    .selectFrom('tag_synonyms')
    .select(['name_key', 'name'])
    .where('tag_id', 'in', tagIds)
    .orderBy('name_key')
    .execute()
  return new Map(rows.map((row) => [row.name_key, row.name]))
}

/** @throws `NAME_TAKEN` */
export const insertTag = async (unit: Unit, name: string, parentId: number | null): Promise<number> => {
  const key = toStoredKey(name)
  const isTaken = { path: 'name', message: 'There is a tag of this name.' }
  let id: number
  try {
    const { insertId } = await unit.db
      .insertInto('tags')
      .values({ name, name_key: key, slug: toSlug(name), parent_id: parentId, created_at: unit.at })
      .executeTakeFirstOrThrow()
    id = Number(insertId)
  } catch (error) {
    throw unit.dialect.isDuplicate(error) ? taken(name, isTaken) : error
  }
  await requireNoSynonym(unit, name)
  return id
}

/** @throws `NAME_TAKEN` */
export const renameTag = async (unit: Unit, row: TagRow, name: string): Promise<void> => {
  try {
    await unit.db
      .updateTable('tags')
      .set({ name, name_key: toStoredKey(name), slug: toSlug(name) })
      .where('id', '=', row.id)
      .execute()
  } catch (error) {
    if (unit.dialect.isDuplicate(error)) throw taken(name, { path: 'name', message: 'There is a tag of this name.' })
    throw error
  }
  await requireNoSynonym(unit, name)
}

/** To be called once the tag has the name: whoever makes a synonym of it at this moment waits for us, or we wait for them. */
const requireNoSynonym = async ({ db, dialect }: Unit, name: string): Promise<void> => {
  let query = db
    .selectFrom('tag_synonyms')
    .innerJoin('tags', 'tags.id', 'tag_synonyms.tag_id')
    .select('tags.name')
    .where('tag_synonyms.name_key', '=', toStoredKey(name))
  if (dialect.forShare) query = query.modifyEnd(dialect.forShare)
  const other = await query.executeTakeFirst()
  if (other) throw taken(name, { path: 'name', message: `Is another name of the tag “${other.name}”.` })
}

/**
 * Gives a tag more names.
 *
 * @param pathOf - Of the input, by a name's key. Default: all stand in `synonyms`.
 * @throws `NAME_TAKEN` where one of them is the name or a synonym of another tag; `INPUT_INVALID` where it is the tag's own name.
 */
export const insertSynonyms = async (
  unit: Unit,
  tag: { id: number; key: string },
  names: ReadonlyMap<string, string>,
  pathOf: (key: string) => string = () => 'synonyms',
): Promise<void> => {
  const { db, dialect } = unit
  if (names.size === 0) return
  const keys = [...names.keys()].sort()
  const issue = (key: string, message: string): Issue => ({
    path: pathOf(key),
    message: `“${names.get(key)}”: ${message}`,
  })
  if (names.has(tag.key)) throw inputInvalid([issue(tag.key, 'is the name of this tag.')])
  const known = await db
    .selectFrom('tag_synonyms')
    .select(['name_key', 'name'])
    .where('name_key', 'in', keys)
    .where('tag_id', '!=', tag.id)
    .executeTakeFirst()
  const isSynonym = 'is another name of another tag.'
  if (known) throw taken(names.get(known.name_key) ?? known.name, issue(known.name_key, isSynonym))
  try {
    await db
      .insertInto('tag_synonyms')
      .values(
        keys.map((key) => ({ tag_id: tag.id, name: names.get(key) as string, name_key: key, created_at: unit.at })),
      )
      .execute()
  } catch (error) {
    // Somebody else was quicker by a moment.
    if (dialect.isDuplicate(error))
      throw taken([...names.values()].join(', '), { path: 'synonyms', message: `One of them ${isSynonym}` })
    throw error
  }
  let query = db.selectFrom('tags').select(['name', 'name_key']).where('name_key', 'in', keys)
  if (dialect.forShare) query = query.modifyEnd(dialect.forShare)
  const tagOfName = await query.executeTakeFirst()
  if (tagOfName) throw taken(tagOfName.name, issue(tagOfName.name_key, 'is a tag of its own. Merge the two instead.'))
}

export const deleteSynonyms = async ({ db }: Unit, keys: readonly string[]): Promise<void> => {
  if (keys.length > 0) await db.deleteFrom('tag_synonyms').where('name_key', 'in', keys).execute()
}
