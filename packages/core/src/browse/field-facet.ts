import type { CallContext } from '../context.ts'
import { checkScope } from '../photos/photo.scope.ts'
import type { PhotoScope } from '../photos/photo.types.ts'
import { printQuery } from '../query/print.ts'
import type { Query } from '../query/query.types.ts'
import { toSearchKey } from '../text/search-key.ts'
import type { FacetField } from './browse.store.ts'
import type { Facet, FacetName } from './browse.types.ts'
import type { Computed } from './computed.ts'
import { countPhotos, narrowed } from './count-photos.ts'
import { valueQuery, withoutQuery } from './facet-query.ts'
import { compareValues } from './tally.ts'

/** A choice of more values than this is no choice: the first ones are counted. */
const maxChoices = 200

/**
 * A custom field. Its values are not in memory; each is a condition of the query language, whose photos are found as those of any
 * other and kept until they change.
 */
export const readFieldFacet = async (
  context: CallContext,
  computed: Computed,
  scope: PhotoScope,
  field: FacetField & { readonly name: FacetName },
  { limit, startsWith }: { limit: number; startsWith: string | undefined },
): Promise<Facet> => {
  const { name } = field
  const photosOf = async (condition: Query | null) =>
    countPhotos(context, computed, await checkScope(context, condition ? narrowed(scope, condition) : scope))
  const counted = await Promise.all(
    choicesOf(field).map(async ({ value, label }) => {
      const query = valueQuery(name, value)
      return { value, label, query: printQuery(query), photos: await photosOf(query) }
    }),
  )
  const none = withoutQuery(name)
  const key = startsWith === undefined ? '' : toSearchKey(startsWith).trim()
  const found = counted
    .filter(({ photos, label }) => photos > 0 && (key === '' || ` ${toSearchKey(label)}`.includes(` ${key}`)))
    .sort((a, b) => b.photos - a.photos || compareValues(a.label, b.label))
  return {
    type: 'values',
    name,
    photos: await photosOf(null),
    without: none === null ? 0 : await photosOf(none),
    withoutQuery: none && printQuery(none),
    distinct: found.length,
    values: found.slice(0, limit),
  }
}

const choicesOf = ({ type, choices }: FacetField): { value: string | boolean; label: string }[] => {
  if (type === 'boolean') return [true, false].map((value) => ({ value, label: String(value) }))
  const values: unknown = choices === null ? [] : JSON.parse(choices)
  return (Array.isArray(values) ? values : [])
    .filter((value) => typeof value === 'string')
    .slice(0, maxChoices)
    .map((value) => ({ value, label: value }))
}
