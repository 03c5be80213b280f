import { sql } from 'kysely'
import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { type WordToFind, wordsToFind } from '../query/compile-text.ts'
import type { TextQuery } from '../query/query.types.ts'
import type { AskContext } from './ask-context.ts'
import { add, and, emptyBits } from './bits.ts'
import type { Bits } from './catalogue.types.ts'
import type { MemoryCatalogue } from './memory-catalogue.ts'

const termsPerRead = 200
const rowsPerRead = 5_000

/**
 * Photos that have all words of a text, read along the index of words in pieces, however common they are. `needsText`: where the words
 * stand has to be looked up. `null` where the index of words is of no help.
 */
export const textCandidates = async (
  context: AskContext,
  query: TextQuery,
  catalogue: MemoryCatalogue,
): Promise<{ bits: Bits; needsText: boolean } | null> => {
  const { words, needsText } = wordsToFind(query)
  let bits: Bits | null = null
  for (const word of words) {
    const found = await photosWith(context, word, catalogue)
    bits = bits ? and(bits, found) : found
    if (bits.words.every((each) => each === 0)) break
  }
  return bits && { bits, needsText }
}

const photosWith = async (
  { db, dialect, pause }: AskContext,
  { term, isPrefix }: WordToFind,
  catalogue: MemoryCatalogue,
): Promise<Bits> => {
  const bits = emptyBits(catalogue.slots)
  const take = (rows: readonly { photo_id: number }[]) => {
    for (const { photo_id } of rows) {
      const slot = catalogue.slotOf(photo_id)
      if (slot !== undefined && slot >>> 5 < bits.words.length) add(bits, slot)
    }
  }
  for (let after = ''; ; ) {
    let query = db.selectFrom('search_terms').select(['id', 'term']).orderBy('term').limit(termsPerRead)
    query = isPrefix
      ? query
          .where('term', after === '' ? '>=' : '>', after === '' ? term : after)
          .where('term', '<', `${term}\u{10ffff}`)
      : query.where('term', '=', term)
    const terms = await query.execute()
    if (terms.length === 0) break
    const ids = terms.map(({ id }) => id)
    const some = await selectPhotosWith(db, dialect, ids, rowsPerRead)
    take(some)
    if (some.length === rowsPerRead)
      for (const id of ids)
        for await (const rows of photosInTurn(db, id)) {
          take(rows)
          await pause()
        }
    if (!isPrefix || terms.length < termsPerRead) break
    after = (terms.at(-1) as { term: string }).term
    await pause()
  }
  return bits
}

type Found = readonly { readonly photo_id: number }[]

/** Some of the photos that have one of these words. */
const selectPhotosWith = async (
  db: Reader,
  dialect: DialectSupport,
  termIds: readonly number[],
  limit: number,
): Promise<Found> => {
  const { rows } = await sql<{ photo_id: number }>`
    select photo_terms.photo_id from text_segments ${dialect.inOrder} photo_terms on photo_terms.segment = text_segments.segment
    where photo_terms.term_id in ${dialect.idList(termIds)} limit ${limit}`.execute(db)
  return rows
}

/** The photos that have a word, in pieces. */
async function* photosInTurn(db: Reader, termId: number): AsyncGenerator<Found> {
  for (const { segment } of await db.selectFrom('text_segments').select('segment').orderBy('segment').execute())
    for (let afterId = 0; ; ) {
      const rows = await db
        .selectFrom('photo_terms')
        .select('photo_id')
        .where('segment', '=', segment)
        .where('term_id', '=', termId)
        .where('photo_id', '>', afterId)
        .orderBy('photo_id')
        .limit(rowsPerRead)
        .execute()
      yield rows
      const last = rows.at(-1)
      if (!last || rows.length < rowsPerRead) break
      afterId = last.photo_id
    }
}
