import { type Rights, sees } from '../access/rights.ts'
import type { Reader } from '../db/database.ts'
import { createLru } from '../lookups/lru.ts'
import { fixQuery } from '../query/fix.ts'
import { parseQuery } from '../query/parse.ts'
import type { Query } from '../query/query.types.ts'
import { withBelow, withSmartAlbums } from '../query/smart-albums.ts'

/** What a smart album asks for on behalf of one viewer, at one moment. */
export interface SmartQuestion {
  readonly id: number
  readonly own: Query
  /** With all that is below the album. */
  readonly within: Query
  /** The same for the same question. */
  readonly key: string
}

/** Queries are read from their text once: what smart albums show is computed at every commit. */
const maxParsed = 2_000

/** The questions of all smart albums that a viewer sees, by album. */
export const createSmartQuestions = (parts: { reader: Reader; clock: () => Date }) => {
  const parsed = createLru<string, Query>(maxParsed)
  const parse = (text: string): Query => {
    const query = parsed.get(text) ?? parseQuery(text)
    parsed.set(text, query)
    return query
  }
  return async (rights: Rights): Promise<ReadonlyMap<number, SmartQuestion>> => {
    const rows = await parts.reader
      .selectFrom('albums')
      .select(['id', 'query'])
      .where('query', 'is not', null)
      .execute()
    const now = parts.clock()
    const queries = new Map<number, Query>()
    for (const { id, query } of rows)
      if (query !== null && sees(rights, id)) queries.set(id, fixQuery(parse(query), now))
    const questions = new Map<number, SmartQuestion>()
    for (const [id, query] of queries) {
      const own = withSmartAlbums(query, queries, rights, id)
      questions.set(id, { id, own, within: withBelow(id, own), key: `${id}|${JSON.stringify(own)}` })
    }
    return questions
  }
}
