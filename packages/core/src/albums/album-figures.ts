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
import { commonAncestor, createSharedPlaces } from './shared-places.ts'
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
  const parts = { ...gallery, sharedPlaces: createSharedPlaces(gallery.sets) }
  return async (rights: Rights): Promise<AlbumFigures> => {
    const commit = rights.commit ?? (await commitNow())
    // Smart albums may ask for the last hours: what they hold changes without a change of any photo.
    const hour = gallery.clock().toISOString().slice(0, 13)
    const key = `${commit}|${rights.tree.version}|${rights.classKey}|${hour}`
    const known = cache.get(key)
    if (known) return known
    const computing = compute(parts, rights, { commit, smartOf })
    cache.set(key, computing)
    computing.catch(() => cache.delete(key))
    return computing
  }
}

interface Parts extends Pick<GalleryContext, 'connections' | 'dialect' | 'sets'> {
  readonly sharedPlaces: ReturnType<typeof createSharedPlaces>
}

const compute = async (
  gallery: Parts,
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

const inMemory = ({ sets, sharedPlaces }: Parts, rights: Rights, catalogue: Catalogue): HeldFigures => {
  const { tree, view } = rights
  const visible = sets.visible(rights, catalogue)
  const direct = new Int32Array(tree.size)
  for (let place = 0; place < tree.size; place++)
    if (isSeen(rights, place)) direct[place] = countOf(visible, catalogue.inAlbum(tree.ids[place] as number))
  const sums = createSums(rights, direct)
  const { pairs, others } = sharedPlaces(catalogue, tree)
  const { slots, first, second, meeting } = pairs
  for (let i = 0; i < slots.length; i++) {
    const both = (view.bits[first[i] as number] as number) & (view.bits[second[i] as number] as number)
    if ((both & capabilityBit.view) !== 0 && has(visible, slots[i] as number)) sums.meet(meeting[i] as number)
  }
  for (const { slot, places } of others)
    if (has(visible, slot)) sums.join(places.filter((place) => isSeen(rights, place)))
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
  for (const albums of shared) {
    const places = Array.from(albums, (id) => tree.placeOf(id) ?? -1)
    sums.join(places.filter((place) => place >= 0 && isSeen(rights, place)).sort((a, b) => a - b))
  }
  return { direct, held: direct.slice(), ...sums.finish() }
}

/** Sums of all that is below each album, every photo counted once. */
const createSums = (rights: Rights, direct: Int32Array) => {
  const { tree } = rights
  const below = direct.slice()
  /** How often photos stand below more than one album at the root. */
  let repeated = 0
  const meet = (place: number): void => {
    if (place >= 0) below[place] = (below[place] as number) - 1
    else repeated += 1
  }
  return {
    /** A photo stands below this place twice; -1: below two albums at the root. */
    meet,
    /** The places of one photo that are seen, in order. */
    join: (places: readonly number[]): void => {
      for (let i = 1; i < places.length; i++) meet(commonAncestor(tree, places[i - 1] as number, places[i] as number))
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
