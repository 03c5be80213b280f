import { capabilityBit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import { refusal } from '../call.ts'
import type { CallContext } from '../context.ts'
import { nameIn } from '../translations/read-translations.ts'
import { toStoredKey } from './tag.key.ts'
import { managesTags } from './tag.management.ts'
import { type NamedRange, type NamedTagRow, selectTagsCalled, selectTagsNamed } from './tag.store.ts'
import type { TagSuggestion } from './tag.types.ts'

const needed = capabilityBit.edit | capabilityBit.upload

const mayTag = ({ view }: Rights): boolean => view.bits.some((bits) => (bits & needed) !== 0)

/** Rows looked at before giving up: of tags that begin so, the actor may see but a few. */
const maxLookedAt = 5_000

/** Tags by the beginning of a name, and by the beginning of a synonym after them. */
export const suggestTags = async (
  context: CallContext,
  { text, limit }: { text: string; limit: number },
): Promise<TagSuggestion[]> => {
  const { gallery, rights, actor } = context
  if (!mayTag(rights) && !managesTags(rights)) throw refusal(actor)
  const key = text.trim() === '' ? '' : toStoredKey(text.trim())
  const catalogue = managesTags(rights) ? null : await gallery.sets.current()
  const counts = catalogue && gallery.sets.tagCounts(rights, catalogue)
  const suggestions = new Map<number, TagSuggestion>()
  const take = async (read: (range: NamedRange) => Promise<NamedTagRow[]>) => {
    // Who sees few of many tags is answered out of memory: asking the database for each would read all photos of each.
    const chunk = counts ? 500 : limit
    let after: string | undefined
    for (let seen = 0; suggestions.size < limit && seen < maxLookedAt; seen += chunk) {
      const rows = await read({ limit: chunk, after })
      for (const { id, slug, synonym, ...row } of rows)
        if (suggestions.size < limit && !suggestions.has(id) && (!counts || counts.has(id)))
          suggestions.set(id, { id, ...nameIn(row, gallery.language), slug, synonym })
      if (rows.length < chunk) return
      after = rows.at(-1)?.key
    }
  }
  const filter = { key, rights: managesTags(rights) || counts ? null : rights }
  await take((range) => selectTagsNamed(gallery.connections.read, gallery.dialect, filter, range))
  if (key !== '') await take((range) => selectTagsCalled(gallery.connections.read, gallery.dialect, filter, range))
  return [...suggestions.values()]
}
