import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { visibleAlbumIds } from '../access/rights.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { segmentOf } from '../search/segments.ts'
import { isUnspaced, toTerms, toWords } from '../text/search-key.ts'
import type { TextField, TextQuery } from './query.types.ts'
import type { Condition, PhotosBuilder, QueryContext } from './query-context.ts'

const columnsOf: Readonly<Record<Exclude<TextField, 'album'>, readonly string[]>> = {
  any: ['title', 'description', 'file', 'author', 'tags', 'place', 'camera', 'lens', 'fields'],
  photo: ['title', 'description'],
  title: ['title'],
  description: ['description'],
  file: ['file'],
  author: ['author'],
  tag: ['tags'],
  place: ['place'],
  camera: ['camera'],
  lens: ['lens'],
}

/** One character alone would begin half of all words: it must be a whole one. */
const minPrefixLength = 2

/** A word, or how words begin. */
export interface WordToFind {
  readonly term: string
  readonly isPrefix: boolean
}

/**
 * What the index of words is asked for, all of which a photo must have: nothing where it is of no help. `needsText`: where the words stand,
 * and in which order, has to be looked up as well.
 */
export const wordsToFind = ({ field, match, text }: TextQuery): { words: WordToFind[]; needsText: boolean } => {
  if (match === 'suffix' || match === 'part') return { words: [], needsText: true }
  const terms = toTerms(text)
  const words = terms.map((term, index) => ({
    term,
    isPrefix: match === 'prefix' && index === terms.length - 1 && term.length >= minPrefixLength,
  }))
  return { words, needsText: field !== 'any' || match === 'phrase' || terms.length > 1 }
}

export const compileText = (eb: PhotosBuilder, query: TextQuery, context: QueryContext): Condition => {
  if (query.field === 'album') return compileAlbumName(eb, query, context)
  const { words, needsText } = wordsToFind(query)
  // Found by index first; looked up in the few rows that have them.
  const conditions = words.map((word) => hasWord(eb, word, context))
  return eb.and(needsText ? [...conditions, standsInTexts(eb, query)] : conditions)
}

/** Whether a text stands where it is asked for: all that is left to look up in photos that are known to have its words. */
export const standsInTexts = (eb: PhotosBuilder, query: TextQuery): Condition =>
  eb(
    'photos.id',
    'in',
    eb
      .selectFrom('photo_texts')
      .select('photo_texts.photo_id')
      // Bound to the photo, or the engine would go through all texts first.
      .whereRef('photo_texts.photo_id', '=', 'photos.id')
      .where((inner) =>
        inner.or(
          columnsOf[query.field as keyof typeof columnsOf].map((column) =>
            like(sql.ref(`photo_texts.${column}`), patternOf(query)),
          ),
        ),
      ),
  )

/** More photos than there can be. */
const allOfThem = sql.lit(2 ** 31 - 1)

const hasWord = (eb: PhotosBuilder, { term, isPrefix }: WordToFind, { dialect, among }: QueryContext): Condition => {
  const word = sql.ref('search_terms.term')
  const matching = isPrefix ? sql`${word} >= ${term} and ${word} < ${`${term}\u{10ffff}`}` : sql`${word} = ${term}`
  // The words, then the few segments, then along the key. And by itself, which the limit says: MariaDB would mix it with other words of
  // the query, and go through all photos for each (seconds, at a million).
  const found = sql<number>`(select found.photo_id from (select photo_terms.photo_id
    from search_terms ${dialect.inOrder} text_segments ${dialect.inOrder} photo_terms
    on photo_terms.segment = text_segments.segment and photo_terms.term_id = search_terms.id
    where ${matching}${among ? isAmong(among, dialect) : sql``} limit ${allOfThem}) as found)`
  return eb('photos.id', 'in', found)
}

const isAmong = (ids: readonly number[], dialect: DialectSupport) => {
  const segments = [...new Set(ids.map(segmentOf))]
  return sql` and text_segments.segment in ${dialect.idList(segments)}
      and photo_terms.photo_id between ${Math.min(...ids)} and ${Math.max(...ids)}`
}

const compileAlbumName = (eb: PhotosBuilder, query: TextQuery, { rights, dialect }: QueryContext): Condition =>
  eb(
    'photos.id',
    'in',
    eb
      .selectFrom('album_photos')
      .innerJoin('albums', 'albums.id', 'album_photos.album_id')
      .select('album_photos.photo_id')
      .where('album_photos.album_id', 'in', dialect.idList(visibleAlbumIds(rights)))
      .where(like(sql.ref('albums.name_words'), patternOf(query))),
  )

/** Blanks stand around every word of the text: they decide where a match may begin and end. Nothing but letters and digits is left in it. */
export const patternOf = ({ match, text }: Pick<TextQuery, 'match' | 'text'>): string => {
  const words = toWords(text).trim()
  const start = match === 'part' || match === 'suffix' ? '' : ' '
  // Scripts without blanks between words: a word is whatever stands there.
  const isWhole = match === 'word' || match === 'phrase' || match === 'suffix'
  return isUnspaced(words) ? `%${words}%` : `%${start}${words}${isWhole ? ' ' : ''}%`
}

export const like = (column: RawBuilder<unknown>, pattern: string): Condition => sql<SqlBool>`${column} like ${pattern}`
