import { rangeOfRecent } from './dates.ts'
import type { Query } from './query.types.ts'

/** The query with its relative dates (`posted:7d`) as what they mean at a moment. What has none is given back as it is. */
export const fixQuery = (query: Query, now: Date): Query => {
  switch (query.type) {
    case 'and':
    case 'or': {
      const of = query.of.map((part) => fixQuery(part, now))
      return of.some((part, index) => part !== query.of[index]) ? { type: query.type, of } : query
    }
    case 'not': {
      const of = fixQuery(query.of, now)
      return of === query.of ? query : { type: 'not', of }
    }
    case 'recent':
      return rangeOfRecent(query, now)
    default:
      return query
  }
}
