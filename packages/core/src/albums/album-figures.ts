import { LRUCache } from 'lru-cache'
import { capabilityBit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import type { GalleryContext } from '../context.ts'
import { loadCounts, loadSharedPhotos } from './album-counts.store.ts'

/** Photos of each album as one access class may see them, by place in the tree. */
export interface AlbumFigures {
  readonly direct: Int32Array
  /** Different photos in the album and below. */
  readonly below: Int32Array
}

/**
 * Counts of all albums for an access class, computed once per commit and kept while nothing changes.
 *
 * A sum over a subtree counts a photo of two albums twice. In preorder the albums of one photo, taken in order, are each joined to
 * the one before at their lowest common ancestor: taking one away there leaves every album with each photo counted once.
 */
export const createAlbumFigures = (
  gallery: Pick<GalleryContext, 'connections'>,
  versionsOf: () => Promise<{ commit: number; tree: number }>,
) => {
  const cache = new LRUCache<string, Promise<AlbumFigures>>({ max: 50 })
  return async (rights: Rights): Promise<AlbumFigures> => {
    const { commit } = await versionsOf()
    const key = `${commit}|${rights.tree.version}|${rights.classKey}`
    const known = cache.get(key)
    if (known) return known
    const computing = compute(gallery, rights)
    cache.set(key, computing)
    computing.catch(() => cache.delete(key))
    return computing
  }
}

const compute = async (
  { connections }: Pick<GalleryContext, 'connections'>,
  { tree, view, level }: Rights,
): Promise<AlbumFigures> => {
  const [counts, shared] = await Promise.all([
    loadCounts(connections.read, level),
    loadSharedPhotos(connections.read, level),
  ])
  const direct = new Int32Array(tree.size)
  const below = new Int32Array(tree.size)
  const seen = (place: number) => ((view.bits[place] as number) & capabilityBit.view) !== 0
  for (let place = 0; place < tree.size; place++) {
    if (seen(place)) direct[place] = counts.get(tree.ids[place] as number) ?? 0
    below[place] = direct[place] as number
  }

  let photoId = -1
  let places: number[] = []
  const settle = () => {
    places.sort((a, b) => a - b)
    for (let i = 1; i < places.length; i++) {
      const ancestor = commonAncestor(tree.parents, tree.ends, places[i - 1] as number, places[i] as number)
      if (ancestor >= 0) below[ancestor] = (below[ancestor] as number) - 1
    }
  }
  for (const link of shared) {
    if (link.photo_id !== photoId) {
      settle()
      photoId = link.photo_id
      places = []
    }
    const place = tree.placeOf(link.album_id)
    if (place !== undefined && seen(place)) places.push(place)
  }
  settle()

  // From the last place to the first a child is always finished before its parent.
  for (let place = tree.size - 1; place >= 0; place--) {
    const parent = tree.parents[place] as number
    if (parent >= 0) below[parent] = (below[parent] as number) + (below[place] as number)
  }
  return { direct, below }
}

/** Lowest album that holds both places; `first` comes before `second`. -1 where they share none. */
const commonAncestor = (parents: Int32Array, ends: Int32Array, first: number, second: number): number => {
  let place = first
  while (place >= 0 && (ends[place] as number) <= second) place = parents[place] as number
  return place
}
