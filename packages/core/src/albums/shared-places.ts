import type { AlbumTree } from '../access/tree.ts'
import type { Catalogue } from '../sets/catalogue.types.ts'
import type { PhotoSets } from '../sets/photo-sets.ts'

/** Photos that are in several albums, by the places of these in the tree. */
export interface SharedPlaces {
  /** Those of two albums, by far the most: the slot, both places, and the lowest place above both, -1 where there is none. */
  readonly pairs: {
    readonly slots: Int32Array
    readonly first: Int32Array
    readonly second: Int32Array
    readonly meeting: Int32Array
  }
  /** Those of more, each with its places in order. */
  readonly others: readonly { readonly slot: number; readonly places: readonly number[] }[]
}

/** Lowest album that holds both places; `first` comes before `second`. -1 where they share none. */
export const commonAncestor = (
  { parents, ends }: Pick<AlbumTree, 'parents' | 'ends'>,
  first: number,
  second: number,
) => {
  let place = first
  while (place >= 0 && (ends[place] as number) <= second) place = parents[place] as number
  return place
}

/**
 * Where the photos that are in several albums stand. It follows from photos and albums, not from who may see them: after a change of
 * rights, which are the most frequent, nothing of it is looked for anew.
 */
export const createSharedPlaces = (sets: Pick<PhotoSets, 'eachInSeveralAlbums' | 'revisionOf'>) => {
  let kept: { catalogue: Catalogue; revision: number; ids: Int32Array; found: SharedPlaces } | null = null
  return (catalogue: Catalogue, tree: AlbumTree): SharedPlaces => {
    const revision = sets.revisionOf(catalogue)
    // Trees that differ in their grants alone share the places of their albums.
    if (kept?.catalogue === catalogue && kept.revision === revision && kept.ids === tree.ids) return kept.found
    const found = findShared(sets, catalogue, tree)
    kept = { catalogue, revision, ids: tree.ids, found }
    return found
  }
}

const findShared = (
  sets: Pick<PhotoSets, 'eachInSeveralAlbums'>,
  catalogue: Catalogue,
  tree: AlbumTree,
): SharedPlaces => {
  const pairs = createColumns()
  const others: { slot: number; places: number[] }[] = []
  sets.eachInSeveralAlbums(catalogue, (slot, albums, from, to) => {
    const places: number[] = []
    for (let i = from; i < to; i++) {
      const place = tree.placeOf(albums[i] as number)
      if (place !== undefined) places.push(place)
    }
    places.sort((a, b) => a - b)
    const [first, second] = places
    if (first === undefined || second === undefined) return
    if (places.length > 2) others.push({ slot, places })
    else pairs.add(slot, first, second, commonAncestor(tree, first, second))
  })
  const [slots, firsts, seconds, meetings] = pairs.finish()
  return { pairs: { slots, first: firsts, second: seconds, meeting: meetings }, others }
}

/** Four columns that grow together. */
const createColumns = () => {
  let size = 0
  let columns = [0, 0, 0, 0].map(() => new Int32Array(1_024))
  return {
    add: (...row: readonly [number, number, number, number]): void => {
      if (size === columns[0]?.length)
        columns = columns.map((column) => {
          const longer = new Int32Array(size * 2)
          longer.set(column)
          return longer
        })
      for (let i = 0; i < 4; i++) (columns[i] as Int32Array)[size] = row[i] as number
      size += 1
    },
    finish: () => columns.map((column) => column.slice(0, size)) as [Int32Array, Int32Array, Int32Array, Int32Array],
  }
}
