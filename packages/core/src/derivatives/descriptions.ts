import { LRUCache } from 'lru-cache'
import type { RecipeSource } from './recipe.ts'
import type { DerivativeDescription } from './types.ts'

type Description = Readonly<Record<string, DerivativeDescription>>

/** Pictures whose sizes are remembered: some 2 KB each, of one page after the other. */
const maxPictures = 2_000

/** Remembers what the sizes of pictures are called: a page of fifty photos would be 500 hashes otherwise, each time it is shown. */
export const createDescriptions = () => {
  const unmarked = new LRUCache<string, Description>({ max: maxPictures })
  const marked = new WeakMap<object, LRUCache<string, Description>>()
  const of = (mark: object): LRUCache<string, Description> => {
    const known = marked.get(mark) ?? new LRUCache<string, Description>({ max: maxPictures })
    marked.set(mark, known)
    return known
  }
  return ({ mark, contentHash, orientation, widthPx, heightPx, focal }: RecipeSource, describe: () => Description) => {
    const cache = mark ? of(mark) : unmarked
    const key = `${contentHash}|${orientation}|${widthPx}|${heightPx}|${focal ? `${focal.x},${focal.y}` : ''}`
    const known = cache.get(key)
    if (known) return known
    const description = describe()
    cache.set(key, description)
    return description
  }
}
