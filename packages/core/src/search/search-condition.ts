import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Database } from '../db/database.ts'
import { toTerms } from '../text/search-key.ts'

/** More words than this are not a question. */
export const maxQueryTerms = 20

/** One character alone would begin half of all words: it must be a whole one. */
const minPrefixLength = 2

/** Photos in which every word of the text occurs, at least as the beginning of a word. `null` where the text holds no word. */
export const matchesText = (
  text: string,
): ((eb: ExpressionBuilder<Database, 'photos'>) => Expression<SqlBool>) | null => {
  const terms = toTerms(text, maxQueryTerms)
  if (terms.length === 0) return null
  return (eb) =>
    eb.and(
      terms.map((term) => {
        const words = eb.selectFrom('search_terms').select('search_terms.id')
        const matching =
          term.length < minPrefixLength
            ? words.where('term', '=', term)
            : words.where('term', '>=', term).where('term', '<', `${term}\u{10ffff}`)
        return eb(
          'photos.id',
          'in',
          eb.selectFrom('photo_terms').select('photo_terms.photo_id').where('photo_terms.term_id', 'in', matching),
        )
      }),
    )
}
