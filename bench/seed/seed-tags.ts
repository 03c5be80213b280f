import { toTagKey } from '../../packages/core/src/tags/tag.key.ts'
import { toSlug } from '../../packages/core/src/text/slug.ts'
import { createInserter } from './inserter.ts'
import { tagWords, wordOf } from './words.ts'

/** @returns The names, the one with id 1 first. */
export const seedTags = (count: number, parts: { at: string }) => {
  const tags = createInserter('tags', ['id', 'name', 'name_key', 'slug', 'parent_id', 'created_at'])
  const names = Array.from({ length: count }, (_, n) => tagWords[n] ?? `${wordOf(n)} ${n}`)
  for (const [index, name] of names.entries()) tags.add([index + 1, name, toTagKey(name), toSlug(name), null, parts.at])
  return { names, inserter: tags }
}
