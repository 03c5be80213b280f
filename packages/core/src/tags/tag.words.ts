import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** What photos with these tags are found by: the name of each tag, then its synonyms. */
export const selectTagWords = async (
  db: Reader,
  dialect: DialectSupport,
  tagIds: Iterable<number>,
): Promise<Map<number, string[]>> => {
  const ids = [...new Set(tagIds)]
  if (ids.length === 0) return new Map()
  const list = dialect.idList(ids)
  const tags = await db.selectFrom('tags').select(['id', 'name']).where('id', 'in', list).execute()
  const synonyms = await db
    .selectFrom('tag_synonyms')
    .select(['tag_id', 'name'])
    .where('tag_id', 'in', list)
    .orderBy('name_key')
    .execute()
  const wordsOf = new Map(tags.map((tag) => [tag.id, [tag.name]]))
  for (const { tag_id, name } of synonyms) wordsOf.get(tag_id)?.push(name)
  return wordsOf
}
