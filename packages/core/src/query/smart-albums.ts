import { type Rights, sees } from '../access/rights.ts'
import { or } from './build.ts'
import { isWordless } from './compile.ts'
import type { Query, RefQuery } from './query.types.ts'

/** What smart albums ask for, by their ids, with no relative date in it. */
export type SmartQueries = ReadonlyMap<number, Query>

/** Smart albums that ask for one another, in a row; past this a reference finds nothing. */
export const maxSmartDepth = 8
/** Conditions that references stand for in one query, and how deep it becomes: both engines read this much. */
const maxConditions = 300
const maxNesting = 60

/** No photo is in it. */
const nothing: Query = { type: 'ref', field: 'album', id: 0 }

const isAlbum = (query: Query): query is RefQuery =>
  query.type === 'ref' && (query.field === 'album' || query.field === 'tree')

/** Ids of the albums that a query names. */
export const albumsNamed = (query: Query): number[] => {
  if (query.type === 'and' || query.type === 'or') return query.of.flatMap(albumsNamed)
  if (query.type === 'not') return albumsNamed(query.of)
  return isAlbum(query) ? [query.id] : []
}

/**
 * The query with every smart album it names as what that one asks for: such an album holds no photo of its own. What it names of what
 * lies below (`tree:`) and albums that are not seen stay as they are. Within the query of a smart album a reference that leads back to
 * it finds nothing.
 *
 * @param from The smart album that the query is of.
 */
export const withSmartAlbums = (query: Query, smart: SmartQueries, rights: Rights, from?: number): Query => {
  let conditions = 0

  const write = (part: Query, path: readonly number[], nesting: number): Query => {
    switch (part.type) {
      case 'and':
      case 'or': {
        const of = part.of.map((inner) => write(inner, path, nesting + 1))
        // Not flat on purpose: words that say nothing beside others must stay what they are inside of a reference.
        return of.some((inner, index) => inner !== part.of[index]) ? { type: part.type, of } : part
      }
      case 'not': {
        const of = write(part.of, path, nesting + 1)
        return of === part.of ? part : { type: 'not', of }
      }
      default:
        return isAlbum(part) ? writeAlbum(part, path, nesting) : part
    }
  }

  const writeAlbum = (part: RefQuery, path: readonly number[], nesting: number): Query => {
    const own = smart.get(part.id)
    if (!own || !sees(rights, part.id)) return part
    if (path.includes(part.id) || path.length >= maxSmartDepth) return nothing
    const { leaves, depth } = sizeOf(own)
    if (conditions + leaves > maxConditions || nesting + depth > maxNesting) return nothing
    conditions += leaves
    const asked = isAskingNothing(own) ? nothing : write(own, [...path, part.id], nesting + 1)
    return part.field === 'album' ? asked : withBelow(part.id, asked)
  }

  return write(query, from === undefined ? [] : [from], 0)
}

/** A smart album with all that lies below it. */
export const withBelow = (id: number, own: Query): Query =>
  own.type === 'all' ? own : or([own, { type: 'ref', field: 'tree', id }])

/** Words of which none is one: they find nothing by themselves, and would be passed over beside others. */
const isAskingNothing = (query: Query): boolean =>
  query.type === 'and' ? query.of.every(isWordless) : isWordless(query)

const sizeOf = (query: Query): { leaves: number; depth: number } => {
  const inner = query.type === 'and' || query.type === 'or' ? query.of : query.type === 'not' ? [query.of] : []
  if (inner.length === 0) return { leaves: 1, depth: 1 }
  const sizes = inner.map(sizeOf)
  return {
    leaves: sizes.reduce((sum, { leaves }) => sum + leaves, 0),
    depth: 1 + Math.max(...sizes.map(({ depth }) => depth)),
  }
}
