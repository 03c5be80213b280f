import { managesEverything, type Rights } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { CheckedScope } from '../photos/photo.query.ts'
import { checkScope } from '../photos/photo.scope.ts'
import type { PhotoScope } from '../photos/photo.types.ts'
import { and } from '../query/build.ts'
import { parseQuery } from '../query/parse.ts'
import { printQuery } from '../query/print.ts'
import type { Query } from '../query/query.types.ts'
import { selectFacetFields } from './browse.store.ts'
import {
  type Facet,
  type FacetName,
  type Facets,
  type RangeFacet,
  rangeFacets,
  type ValueFacet,
  valueFacets,
} from './browse.types.ts'
import type { Computed } from './computed.ts'
import { countRange, countValues } from './count-facet.ts'
import { countPhotos } from './count-photos.ts'
import { labelled, matching } from './facet-labels.ts'
import { valueQuery, withoutOwn, withoutQuery } from './facet-query.ts'
import { readFieldFacet } from './field-facet.ts'
import type { Spread } from './ranges.ts'
import type { Tally } from './tally.ts'

export interface FacetsRequest {
  readonly facets: readonly FacetName[] | undefined
  readonly limit: number
  readonly startsWith: string | undefined
  readonly withoutOwn: boolean
}

const isRange = (name: string): name is RangeFacet => rangeFacets.some((each) => each === name)
const isValue = (name: string): name is ValueFacet => valueFacets.some((each) => each === name)

const toText = (query: Query | null): string | null => query && printQuery(query)

/** Names of users are for those who have one themselves; levels for those who see more than the lowest. */
const isOpenTo = ({ rights, actor }: CallContext, name: FacetName): boolean => {
  if (name === 'uploader') return actor.kind !== 'guest' && (rights.userId !== null || managesEverything(rights))
  return name !== 'level' || rights.level > 0
}

export const readFacets = async (
  context: CallContext,
  computed: Computed,
  scope: PhotoScope,
  request: FacetsRequest,
): Promise<Facets> => {
  const fields = (await selectFacetFields(context.gallery.connections.read)).map((field) => ({
    ...field,
    name: `field.${field.field_key}` as const,
  }))
  const all: readonly FacetName[] = [...valueFacets, ...rangeFacets, ...fields.map(({ name }) => name)]
  const wanted = [...new Set(request.facets ?? all)].filter((name) => all.includes(name) && isOpenTo(context, name))

  const scopeOf = createScopes(scope, request.withoutOwn)
  const counted = await countAll(context, computed, wanted, scopeOf)
  const facets: Facet[] = []
  for (const name of wanted) {
    const field = fields.find((each) => each.name === name)
    const found = counted.get(name)
    if (field) facets.push(await readFieldFacet(context, computed, scopeOf(name), field, request))
    else if (found && 'buckets' in found)
      facets.push({ type: 'range', name, ...found, withoutQuery: toText(withoutQuery(name)) })
    else if (found && isValue(name)) facets.push(await toValuesFacet(context, name, found, request))
  }
  return { photos: await countPhotos(context, computed, await checkScope(context, scope)), facets }
}

/** The scope that each facet is counted over. */
const createScopes = (scope: PhotoScope, isWithoutOwn: boolean): ((name: FacetName) => PhotoScope) => {
  const { q, query, ...rest } = scope
  const whole = and([parseQuery(q ?? ''), query ?? { type: 'all' }])
  return (name) => ({ ...rest, query: isWithoutOwn ? withoutOwn(whole, name) : whole })
}

/** Those that are counted over the same photos are counted together. */
const countAll = async (
  context: CallContext,
  computed: Computed,
  names: readonly FacetName[],
  scopeOf: (name: FacetName) => PhotoScope,
): Promise<Map<string, Tally | Spread>> => {
  const groups = new Map<string, { scope: PhotoScope; names: FacetName[] }>()
  for (const name of names) {
    if (!isValue(name) && !isRange(name)) continue
    const scope = scopeOf(name)
    const key = JSON.stringify(scope)
    const group = groups.get(key)
    if (group) group.names.push(name)
    else groups.set(key, { scope, names: [name] })
  }
  const counted = new Map<string, Tally | Spread>()
  for (const group of groups.values()) {
    const found = await countTogether(context, computed, await checkScope(context, group.scope), group.names)
    for (const [name, each] of found) counted.set(name, each)
  }
  return counted
}

export const countTogether = async (
  context: CallContext,
  computed: Computed,
  scope: CheckedScope,
  names: readonly FacetName[],
): Promise<Map<string, Tally | Spread>> => {
  const { rights, gallery } = context
  const parents = names.includes('tag') ? await gallery.lookups.tagParents(rights.commit) : new Map<number, number>()
  return computed.of<Tally | Spread>(context, scope, names, (photos, name) =>
    isRange(name) ? countRange(photos, name) : countValues(photos, name as ValueFacet, rights as Rights, parents),
  )
}

const toValuesFacet = async (
  context: CallContext,
  name: ValueFacet,
  tally: Tally,
  { limit, startsWith }: FacetsRequest,
): Promise<Facet> => {
  const found = await matching(context, name, tally, startsWith)
  const values = await labelled(context, name, tally, found.slice(0, limit))
  return {
    type: 'values',
    name,
    photos: tally.photos,
    without: tally.without,
    withoutQuery: toText(withoutQuery(name)),
    distinct: found.length,
    values: values.map((each) => ({ ...each, query: printQuery(valueQuery(name, each.value)) })),
  }
}
