import { setImmediate as nextTurn } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { capabilityBit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import type { GalleryContext } from '../context.ts'
import { countPhotos } from '../photos/photo.store.ts'
import type { Query } from '../query/query.types.ts'
import { count, countOf, has } from '../sets/bits.ts'
import type { Catalogue } from '../sets/catalogue.types.ts'
import { loadCounts, loadSharedPhotos } from './album-counts.store.ts'
import { createSmartQuestions, type SmartQuestion } from './smart-questions.ts'

/** Photos of each album as one access class may see them, by place in the tree. */
export interface AlbumFigures {
  /** Photos of the album itself; of a smart one, those that fit its query. */
  readonly direct: Int32Array
  /** Photos that were put into it: none for a smart one. */
  readonly held: Int32Array
  /** Different photos in the album and below. */
  readonly below: Int32Array
  /** Different photos in all albums that are seen. */
  readonly photos: number
  /** What the smart albums that are seen ask for, by their ids. */
  readonly smart: ReadonlyMap<number, SmartQuestion>
}

/**
 * Counts of all albums for an access class, computed once per commit and kept while nothing changes.
 *
 * A sum over a subtree counts a photo of two albums twice. In preorder the albums of one photo, taken in order, are each joined to
 * the one before at their lowest common ancestor: taking one away there leaves every album with each photo counted once.
 */
export const createAlbumFigures = (
  gallery: Pick<GalleryContext, 'connections' | 'dialect' | 'sets' | 'clock'>,
  commitNow: () => Promise<number>,
) => {
  const cache = new LRUCache<string, Promise<AlbumFigures>>({ max: 50 })
  const smartOf = createSmartQuestions({ reader: gallery.connections.read, clock: gallery.clock })
  return async (rights: Rights): Promise<AlbumFigures> => {
    const commit = rights.commit ?? (await commitNow())
    // Smart albums may ask for the last hours: what they hold changes without a change of any photo.
    const hour = gallery.clock().toISOString().slice(0, 13)
    const key = `${commit}|${rights.tree.version}|${rights.classKey}|${hour}`
    const known = cache.get(key)
    if (known) return known
    const computing = compute(gallery, rights, { commit, smartOf })
    cache.set(key, computing)
    computing.catch(() => cache.delete(key))
    return computing
  }
}

const compute = async (
  gallery: Pick<GalleryContext, 'connections' | 'dialect' | 'sets'>,
  rights: Rights,
  { commit, smartOf }: { commit: number; smartOf: ReturnType<typeof createSmartQuestions> },
): Promise<AlbumFigures> => {
  const [catalogue, smart] = [await gallery.sets.current(commit), await smartOf(rights)]
  const held = catalogue ? inMemory(gallery, rights, catalogue) : await fromDatabase(gallery, rights)
  const figures: AlbumFigures = { ...held, smart }
  await addSmart(gallery, rights, figures, catalogue)
  return figures
}

type HeldFigures = Omit<AlbumFigures, 'smart'>

const isSeen = ({ view }: Rights, place: number): boolean => ((view.bits[place] as number) & capabilityBit.view) !== 0

const inMemory = ({ sets }: Pick<GalleryContext, 'sets'>, rights: Rights, catalogue: Catalogue): HeldFigures => {
  const { tree } = rights
  const visible = sets.visible(rights, catalogue)
  const direct = new Int32Array(tree.size)
  for (let place = 0; place < tree.size; place++)
    if (isSeen(rights, place)) direct[place] = countOf(visible, catalogue.inAlbum(tree.ids[place] as number))
  const sums = createSums(rights, direct)
  sets.eachInSeveralAlbums(catalogue, (slot, albums, from, to) => {
    if (has(visible, slot)) sums.join(albums, from, to)
  })
  return { direct, held: direct.slice(), ...sums.finish() }
}

const fromDatabase = async (
  { connections, dialect }: Pick<GalleryContext, 'connections' | 'dialect'>,
  rights: Rights,
): Promise<HeldFigures> => {
  const { tree, level } = rights
  const [counts, shared] = await Promise.all([
    loadCounts(connections.read, level),
    loadSharedPhotos(connections.read, dialect, level),
  ])
  const direct = new Int32Array(tree.size)
  for (let place = 0; place < tree.size; place++)
    if (isSeen(rights, place)) direct[place] = counts.get(tree.ids[place] as number) ?? 0
  const sums = createSums(rights, direct)
  for (const albums of shared) sums.join(albums, 0, albums.length)
  return { direct, held: direct.slice(), ...sums.finish() }
}

/** Sums of all that is below each album, every photo counted once. */
const createSums = (rights: Rights, direct: Int32Array) => {
  const { tree } = rights
  const below = direct.slice()
  const places: number[] = []
  /** How often photos stand below more than one album at the root. */
  let repeated = 0
  return {
    /** The albums of one photo. */
    join: (albums: ArrayLike<number>, from: number, to: number): void => {
      places.length = 0
      for (let i = from; i < to; i++) {
        const place = tree.placeOf(albums[i] as number)
        if (place !== undefined && isSeen(rights, place)) places.push(place)
      }
      if (places.length < 2) return
      places.sort((a, b) => a - b)
      for (let i = 1; i < places.length; i++) {
        const ancestor = commonAncestor(tree.parents, tree.ends, places[i - 1] as number, places[i] as number)
        if (ancestor >= 0) below[ancestor] = (below[ancestor] as number) - 1
        else repeated += 1
      }
    },
    finish: (): Pick<AlbumFigures, 'below' | 'photos'> => {
      let photos = -repeated
      // From the last place to the first a child is always finished before its parent.
      for (let place = tree.size - 1; place >= 0; place--) {
        const parent = tree.parents[place] as number
        if (parent >= 0) below[parent] = (below[parent] as number) + (below[place] as number)
        else photos += below[place] as number
      }
      return { below, photos }
    },
  }
}

/** How long counting holds the event loop at a stretch. */
const maxRunMs = 10

/** A smart album shows what fits its query; what is above it does not count that. */
const addSmart = async (
  { connections, dialect, sets }: Pick<GalleryContext, 'connections' | 'dialect' | 'sets'>,
  rights: Rights,
  { direct, below, smart }: AlbumFigures,
  catalogue: Catalogue | null,
): Promise<void> => {
  const countOfQuery = async (query: Query): Promise<number> => {
    const scope = { also: query.type === 'all' ? [] : [query] }
    return catalogue
      ? count(await sets.select(rights, scope, catalogue))
      : countPhotos(connections.read, dialect, rights, scope)
  }
  let startedAt = performance.now()
  for (const { id, own, within } of smart.values()) {
    const place = rights.tree.placeOf(id)
    if (place === undefined) continue
    if (performance.now() - startedAt > maxRunMs) {
      await nextTurn()
      startedAt = performance.now()
    }
    const photos = await countOfQuery(own)
    direct[place] = photos
    // Its own figure takes in what is below it, as a list of it does.
    below[place] = (below[place] as number) === 0 ? photos : await countOfQuery(within)
  }
}

/** Lowest album that holds both places; `first` comes before `second`. -1 where they share none. */
const commonAncestor = (parents: Int32Array, ends: Int32Array, first: number, second: number): number => {
  let place = first
  while (place >= 0 && (ends[place] as number) <= second) place = parents[place] as number
  return place
}
