import type { CallContext } from '../context.ts'
import type { CheckedScope } from '../photos/photo.query.ts'
import { checkScope } from '../photos/photo.scope.ts'
import type { PhotoScope } from '../photos/photo.types.ts'
import { parseQuery } from '../query/parse.ts'
import type { Query } from '../query/query.types.ts'
import { nameIn } from '../translations/read-translations.ts'
import { selectTagNames } from './browse.store.ts'
import type { CloudTag, CountedTag, TagInitial } from './browse.types.ts'
import type { Computed } from './computed.ts'
import { countTogether } from './facets.ts'
import { initialOf, toCloud } from './tag-cloud.ts'
import type { Tally } from './tally.ts'

/** Names read with one statement. So many at once are not kept: they would push out what pages ask for again and again. */
const namesPerRead = 5_000
const maxKeptAtOnce = 200

const countTags = async (context: CallContext, computed: Computed, scope: CheckedScope): Promise<Tally> =>
  (await countTogether(context, computed, scope, ['tag'])).get('tag') as Tally

/** By name. */
const namedTags = async (
  { gallery, rights }: CallContext,
  counts: ReadonlyMap<number, number>,
): Promise<(CountedTag & { nameKey: string })[]> => {
  const ids = [...counts.keys()].sort((a, b) => a - b)
  const tags: (CountedTag & { nameKey: string })[] = []
  for (let start = 0; start < ids.length; start += namesPerRead) {
    const part = ids.slice(start, start + namesPerRead)
    const rows =
      part.length <= maxKeptAtOnce
        ? (await gallery.lookups.tags(rights.commit, part)).values()
        : await selectTagNames(gallery.connections.read, gallery.dialect, part)
    for (const row of rows)
      tags.push({
        id: row.id,
        ...nameIn(row, gallery.language),
        slug: row.slug,
        photos: counts.get(row.id) ?? 0,
        nameKey: row.name_key,
      })
  }
  return tags.sort((a, b) => (a.nameKey < b.nameKey ? -1 : a.nameKey > b.nameKey ? 1 : a.id - b.id))
}

const withoutKey = ({ nameKey: _key, ...tag }: CountedTag & { nameKey: string }): CountedTag => tag

const mostUsed = ({ values, counts }: Tally, limit: number): Map<number, number> =>
  new Map(values.slice(0, limit).map((id, index) => [Number(id), counts[index] as number]))

export const readTagCloud = async (
  context: CallContext,
  computed: Computed,
  scope: CheckedScope,
  limit: number,
): Promise<CloudTag[]> => {
  const tally = await countTags(context, computed, scope)
  return toCloud((await namedTags(context, mostUsed(tally, limit))).map(withoutKey))
}

export const readTagIndex = async (context: CallContext, computed: Computed, limit: number): Promise<TagInitial[]> => {
  const { groups } = await computed.keep(context, `tag index ${limit} ${context.gallery.language ?? ''}`, async () => {
    const tally = await countTags(context, computed, {})
    const tags = await namedTags(context, mostUsed(tally, tally.values.length))
    const made = byInitial(tags, limit)
    return { groups: made, counts: { length: 4 * made.reduce((sum, group) => sum + group.tags.length, 0) } }
  })
  return groups
}

const byInitial = (tags: readonly (CountedTag & { nameKey: string })[], limit: number): TagInitial[] => {
  const groups = new Map<string, { initial: string; total: number; tags: CountedTag[] }>()
  for (const tag of tags) {
    const initial = initialOf(tag.nameKey)
    const group = groups.get(initial) ?? { initial, total: 0, tags: [] }
    groups.set(initial, group)
    group.total += 1
    if (group.tags.length < limit) group.tags.push(withoutKey(tag))
  }
  return [...groups.values()]
}

/** Ids of tags that a query asks for by AND. */
const chosenBy = (query: Query): number[] => {
  if (query.type === 'and') return query.of.flatMap(chosenBy)
  return query.type === 'ref' && query.field === 'tag' ? [query.id] : []
}

export const readRelatedTags = async (
  context: CallContext,
  computed: Computed,
  scope: PhotoScope,
  limit: number,
): Promise<CountedTag[]> => {
  const parents = await context.gallery.lookups.tagParents(context.rights.commit)
  const chosen = new Set<number>()
  const named = [
    scope.tag ?? [],
    scope.tags ?? [],
    chosenBy(parseQuery(scope.q ?? '')),
    chosenBy(scope.query ?? { type: 'all' }),
  ].flat()
  // All photos have the tags above as well: these would narrow nothing.
  for (const id of named)
    for (let tag: number | undefined = id; tag !== undefined && !chosen.has(tag); tag = parents.get(tag))
      chosen.add(tag)

  const { values, counts } = await countTags(context, computed, await checkScope(context, scope))
  const related = new Map<number, number>()
  for (let i = 0; i < values.length && related.size < limit; i++)
    if (!chosen.has(Number(values[i]))) related.set(Number(values[i]), counts[i] as number)
  const tags = (await namedTags(context, related)).map(withoutKey)
  // Those with as many photos stay in the order of their names.
  return tags.sort((a, b) => b.photos - a.photos)
}
