import { LRUCache } from 'lru-cache'
import type { Rights } from './rights.ts'

/** The newest photos that fit a query, as those see them who hold these rights; none where it cannot be asked (any more). */
export type PhotosOfQuery = (rights: Rights, query: string) => Promise<ReadonlySet<number>>

export interface Picks {
  readonly ids: ReadonlySet<number>
  /** Another one for each time they were picked: what is cached by it is of these very photos. */
  readonly serial: number
}

const maxPicks = 200
/** What a query says of the time ("the last week") goes on while nothing is written. */
const maxAgeMs = 60_000

/** What links to queries show, picked once for each commit. Inside a transaction, which may be ahead of others, anew. */
export const createPicks = (photosOfQuery: PhotosOfQuery): ((rights: Rights, query: string) => Promise<Picks>) => {
  const kept = new LRUCache<string, Promise<Picks>>({ max: maxPicks, ttl: maxAgeMs })
  let serial = 0
  const pick = async (rights: Rights, query: string): Promise<Picks> => {
    serial += 1
    const mine = serial
    return { ids: await photosOfQuery(rights, query), serial: mine }
  }
  return (rights, query) => {
    if (rights.commit === null) return pick(rights, query)
    const key = `${rights.commit}|${rights.tree.version}|${rights.classKey}|${query}`
    const known = kept.get(key)
    if (known) return known
    const picked = pick(rights, query)
    kept.set(key, picked)
    picked.catch(() => {
      if (kept.get(key) === picked) kept.delete(key)
    })
    return picked
  }
}
