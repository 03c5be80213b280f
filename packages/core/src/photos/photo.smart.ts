import { sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import { fixQuery } from '../query/fix.ts'
import { parseQuery } from '../query/parse.ts'
import type { Query } from '../query/query.types.ts'
import { albumsNamed, maxSmartDepth, type SmartQueries } from '../query/smart-albums.ts'

/** Albums looked up at once. */
const maxLookedUp = 500

/** The smart albums that queries name, and those that these name in turn: as many statements as they are deep. */
export const readSmartAlbums = async (
  { gallery, rights }: Pick<CallContext, 'gallery' | 'rights'>,
  queries: readonly Query[],
  now: Date,
): Promise<SmartQueries> => {
  const found = new Map<number, Query>()
  const looked = new Set<number>()
  let named = queries.flatMap(albumsNamed)
  for (let depth = 0; depth <= maxSmartDepth; depth++) {
    const ids = [...new Set(named)].filter((id) => !looked.has(id) && sees(rights, id)).slice(0, maxLookedUp)
    if (ids.length === 0) break
    for (const id of ids) looked.add(id)
    const rows = await gallery.connections.read
      .selectFrom('albums')
      .select(['id', 'query'])
      .where('id', 'in', gallery.dialect.idList(ids))
      .where('query', 'is not', null)
      .execute()
    for (const { id, query } of rows) found.set(id, fixQuery(parseQuery(query ?? ''), now))
    named = rows.flatMap(({ id }) => albumsNamed(found.get(id) as Query))
  }
  return found
}
