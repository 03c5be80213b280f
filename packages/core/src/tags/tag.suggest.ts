import { sql } from 'kysely'
import { capabilityBit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import { refusal } from '../call.ts'
import type { CallContext } from '../context.ts'
import { toStoredKey } from './tag.key.ts'
import { managesTags } from './tag.management.ts'
import { hasVisiblePhoto } from './tag.store.ts'
import type { TagSuggestion } from './tag.types.ts'

const needed = capabilityBit.edit | capabilityBit.upload

const mayTag = ({ view }: Rights): boolean => view.bits.some((bits) => (bits & needed) !== 0)

/** Tags by the beginning of a name, and by the beginning of a synonym after them. */
export const suggestTags = async (
  { gallery: { connections, dialect }, rights, actor }: CallContext,
  { text, limit }: { text: string; limit: number },
): Promise<TagSuggestion[]> => {
  if (!mayTag(rights) && !managesTags(rights)) throw refusal(actor)
  const key = text.trim() === '' ? '' : toStoredKey(text.trim())
  const seesAll = managesTags(rights)
  const db = connections.read
  let named = db
    .selectFrom('tags')
    .select(['tags.id', 'tags.name', 'tags.slug', sql<string | null>`null`.as('synonym')])
    .where('tags.name_key', '>=', key)
    .where('tags.name_key', '<', `${key}\u{10ffff}`)
    .orderBy('tags.name_key')
    .limit(limit)
  if (!seesAll) named = named.where((eb) => hasVisiblePhoto(eb, rights, dialect))
  const byName = await named.execute()
  if (byName.length >= limit || key === '') return byName

  let otherwise = db
    .selectFrom('tag_synonyms')
    .innerJoin('tags', 'tags.id', 'tag_synonyms.tag_id')
    .select(['tags.id', 'tags.name', 'tags.slug', 'tag_synonyms.name as synonym'])
    .where('tag_synonyms.name_key', '>=', key)
    .where('tag_synonyms.name_key', '<', `${key}\u{10ffff}`)
    .orderBy('tag_synonyms.name_key')
    .limit(limit * 2)
  if (!seesAll) otherwise = otherwise.where((eb) => hasVisiblePhoto(eb as never, rights, dialect))
  const suggestions: TagSuggestion[] = [...byName]
  for (const row of await otherwise.execute()) {
    if (suggestions.length >= limit) break
    if (!suggestions.some(({ id }) => id === row.id)) suggestions.push(row)
  }
  return suggestions
}
