import type { Reader } from '../db/database.ts'
import type { CountedTagRow } from './tag.store.ts'

/** Tags read at a time; those that nobody may see a photo of are passed over. */
const tagsPerRead = 500

/** Tags by name, of those that are counted. */
export const selectCountedTags = async (
  db: Reader,
  counts: ReadonlyMap<number, number>,
  range: {
    limit: number
    after?: readonly [nameKey: string, id: number] | undefined
    prefix?: string | undefined
  },
): Promise<CountedTagRow[]> => {
  const found: CountedTagRow[] = []
  for (let after = range.after; ; ) {
    const tags = await tagsByName(db, range.prefix, after).limit(tagsPerRead).execute()
    for (const tag of tags) {
      const photos = counts.get(tag.id)
      if (photos !== undefined) found.push({ ...tag, photos })
      if (found.length === range.limit) return found
    }
    const last = tags.at(-1)
    if (!last || tags.length < tagsPerRead) return found
    after = [last.name_key, last.id]
  }
}

/** How many of the counted tags begin like that. */
export const countCountedTags = async (
  db: Reader,
  counts: ReadonlyMap<number, number>,
  prefix: string | undefined,
): Promise<number> => {
  if (prefix === undefined) return counts.size
  const ids = await tagsByName(db, prefix, undefined).clearSelect().select('id').execute()
  return ids.filter(({ id }) => counts.has(id)).length
}

const tagsByName = (
  db: Reader,
  prefix: string | undefined,
  after: readonly [nameKey: string, id: number] | undefined,
) => {
  let query = db
    .selectFrom('tags')
    .select(['id', 'name', 'translations', 'slug', 'parent_id', 'name_key'])
    .orderBy('name_key')
    .orderBy('id')
  if (prefix !== undefined) query = query.where('name_key', '>=', prefix).where('name_key', '<', `${prefix}\u{10ffff}`)
  // Names are unique: the id has nothing to decide.
  return after ? query.where('name_key', '>', after[0]) : query
}
