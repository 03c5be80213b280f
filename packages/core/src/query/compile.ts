import { type SqlBool, sql } from 'kysely'
import { toTerms } from '../text/search-key.ts'
import { compileCustom, compilePresence, compileRef } from './compile-links.ts'
import { compileText } from './compile-text.ts'
import {
  compileBox,
  compileChoice,
  compileDate,
  compileExact,
  compileNear,
  compileNumber,
  compilePattern,
  compileWeek,
} from './compile-values.ts'
import type { Query } from './query.types.ts'
import type { Condition, PhotosBuilder, QueryContext } from './query-context.ts'

/**
 * A query as a condition on `photos`. It says nothing of who may see them: that is the predicate's business, which every list joins
 * to it by AND. `null` for the query that every photo fits.
 */
export const compileQuery = (query: Query, context: QueryContext): ((eb: PhotosBuilder) => Condition) | null =>
  query.type === 'all' ? null : (eb) => compile(eb, query, context)

const compile = (eb: PhotosBuilder, query: Query, context: QueryContext): Condition => {
  switch (query.type) {
    case 'all':
      return sql<SqlBool>`1 = 1`
    case 'and': {
      // A dash between two words is no word: beside others it asks for nothing.
      const parts = query.of.filter((part) => !isWordless(part))
      return parts.length === 0 ? nothing : eb.and(parts.map((part) => compile(eb, part, context)))
    }
    case 'or':
      return eb.or(query.of.map((part) => compile(eb, part, context)))
    case 'not':
      // Rows of which the condition is unknown (a width that no reader could tell) are not excluded.
      return sql<SqlBool>`not coalesce(${compile(eb, query.of, context)}, 0)`
    case 'text':
      return isWordless(query) ? nothing : compileText(eb, query, context)
    case 'exact':
      return compileExact(query)
    case 'ref':
      return compileRef(eb, query, context)
    case 'number':
      return compileNumber(query)
    case 'date':
      return compileDate(query)
    case 'pattern':
      return compilePattern(query)
    case 'week':
      return compileWeek(query, context.dialect)
    case 'presence':
      return compilePresence(eb, query, context)
    case 'choice':
      return compileChoice(query)
    case 'near':
      return compileNear(query)
    case 'box':
      return compileBox(query)
    case 'custom':
      return compileCustom(eb, query, context)
    case 'recent':
      // What is asked anew each time must be said by whoever asks: see fixQuery.
      throw new TypeError('A relative date has no meaning without a time.')
  }
}

const nothing = sql<SqlBool>`1 = 0`

/** Whether a condition asks for words and holds none. */
export const isWordless = (query: Query): boolean => query.type === 'text' && toTerms(query.text).length === 0
