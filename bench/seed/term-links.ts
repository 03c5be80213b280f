import { CompiledQuery, type Kysely } from 'kysely'
import type { Database } from '../../packages/core/src/db/database.ts'
import { segmentOf } from '../../packages/core/src/search/segments.ts'

/**
 * The words of photos, some twenty million pairs at a million photos: kept as numbers, and written in the order of the key, where
 * every row goes to the end of the table.
 */
export const createTermLinks = () => {
  let terms = new Int32Array(1 << 16)
  let photos = new Int32Array(1 << 16)
  let size = 0
  let maxTerm = 0
  return {
    add: (term: number, photo: number): void => {
      if (size === terms.length) {
        terms = grown(terms)
        photos = grown(photos)
      }
      terms[size] = term
      photos[size++] = photo
      if (term > maxTerm) maxTerm = term
    },
    write: async (db: Kysely<Database>): Promise<void> => {
      const sortedTerms = new Int32Array(size)
      const sortedPhotos = new Int32Array(size)
      // Photos came in order: those of a segment stand together.
      for (let from = 0, until = 0; from < size; from = until) {
        const segment = segmentOf(photos[from]!)
        await db.insertInto('text_segments').values({ segment }).execute()
        while (until < size && segmentOf(photos[until]!) === segment) until += 1
        // Sorted by counting; photos stay in order within a word.
        const next = new Int32Array(maxTerm + 2).fill(0)
        for (let at = from; at < until; at++) next[terms[at]! + 1]! += 1
        next[0] = from
        for (let term = 0; term <= maxTerm; term++) next[term + 1]! += next[term]!
        for (let at = from; at < until; at++) {
          const place = next[terms[at]!]!++
          sortedTerms[place] = terms[at]!
          sortedPhotos[place] = photos[at]!
        }
      }
      const full = textOf(rowsPerStatement)
      for (let start = 0; start < size; ) {
        await db.transaction().execute(async (transaction) => {
          const until = Math.min(size, start + rowsPerTransaction)
          for (; start < until; start += rowsPerStatement) {
            const rows = Math.min(rowsPerStatement, size - start)
            const values = new Array<number>(rows * 3)
            for (let row = 0; row < rows; row++) {
              values[row * 3] = segmentOf(sortedPhotos[start + row]!)
              values[row * 3 + 1] = sortedTerms[start + row]!
              values[row * 3 + 2] = sortedPhotos[start + row]!
            }
            await transaction.executeQuery(CompiledQuery.raw(rows === rowsPerStatement ? full : textOf(rows), values))
          }
        })
      }
    },
  }
}

const rowsPerStatement = 4_000
const rowsPerTransaction = 1_000_000

const grown = (numbers: Int32Array): Int32Array<ArrayBuffer> => {
  const larger = new Int32Array(numbers.length * 2)
  larger.set(numbers)
  return larger
}

const textOf = (rows: number): string =>
  `insert into photo_terms (segment, term_id, photo_id) values ${Array.from({ length: rows }, () => '(?,?,?)').join(',')}`
