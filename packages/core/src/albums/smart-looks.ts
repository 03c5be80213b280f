import { setImmediate as nextTurn } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { Rights } from '../access/rights.ts'
import { randomKeyOf, toRandomOrder } from '../photos/photo.sort.ts'
import { and, each } from '../sets/bits.ts'
import { type Bits, type Catalogue, noDay } from '../sets/catalogue.types.ts'
import { mark } from '../sets/columns.ts'
import type { PhotoSets } from '../sets/photo-sets.ts'
import type { SmartQuestion } from './smart-questions.ts'

/** What the photos that fit a smart album's query say, of those that one viewer sees. */
export interface SmartLook {
  /** Days since 1970-01-01; `noDay` where no photo has a date. */
  readonly firstDay: number
  readonly lastDay: number
  /** When the newest came in, milliseconds since 1970; 0 where there is none. */
  readonly newestAt: number
  /** The last taken of those that a picture can be made of. */
  readonly newestPhotoId: number | null
}

export interface SmartLooks {
  /** By album. */
  lookAt(
    rights: Rights,
    questions: readonly SmartQuestion[],
    catalogue: Catalogue,
  ): Promise<ReadonlyMap<number, SmartLook>>
  /** Of each a photo that a picture can be made of, the same for the same seed; albums without any are left out. */
  draw(
    rights: Rights,
    questions: readonly (SmartQuestion & { readonly seed: number })[],
    catalogue: Catalogue,
  ): Promise<ReadonlyMap<number, number>>
}

/** Bytes of what is kept, most of it keys: some ten thousand albums, each for one access class. */
const maxBytes = 4 * 1024 * 1024
/** How long such work holds the event loop at a stretch. */
const maxRunMs = 10

/** Each album is gone through once for as long as no photo changes: some 12 ms where a million fit. */
export const createSmartLooks = (sets: Pick<PhotoSets, 'select' | 'visible'>): SmartLooks => {
  const createKept = <T extends object>(look: (bits: Bits, catalogue: Catalogue, seed: number) => T) => {
    const cache = new LRUCache<string, { commit: number; revision: number; found: T }>({
      maxSize: maxBytes,
      sizeCalculation: (_, key) => key.length * 2 + 200,
    })
    return async (
      rights: Rights,
      questions: readonly (SmartQuestion & { readonly seed?: number })[],
      catalogue: Catalogue,
    ): Promise<Map<number, T>> => {
      const found = new Map<number, T>()
      let startedAt = performance.now()
      for (const { id, own, key: question, seed = 0 } of questions) {
        const key = `${rights.classKey}|${rights.tree.version}|${seed}|${question}`
        const { commit, revision } = catalogue
        const known = cache.get(key)
        if (known?.commit === commit && known.revision === revision) {
          found.set(id, known.found)
          continue
        }
        if (performance.now() - startedAt > maxRunMs) {
          await nextTurn()
          startedAt = performance.now()
        }
        let bits = await sets.select(rights, { also: [own] }, catalogue)
        // What another call's step to a later commit hid meanwhile is left out.
        if (catalogue.revision !== revision) bits = and(bits, sets.visible(rights, catalogue))
        const result = look(bits, catalogue, seed)
        if (catalogue.revision === revision) cache.set(key, { commit, revision, found: result })
        found.set(id, result)
      }
      return found
    }
  }

  const drawn = createKept(drawOne)
  return {
    lookAt: createKept(lookAtPhotos),
    draw: async (rights, questions, catalogue) => {
      const found = await drawn(rights, questions, catalogue)
      return new Map([...found].flatMap(([id, { photoId }]) => (photoId === null ? [] : [[id, photoId] as const])))
    },
  }
}

const lookAtPhotos = (bits: Bits, { ids, createdDay, addedAt, sortAt, marks }: Catalogue): SmartLook => {
  let [firstDay, lastDay, newestAt] = [noDay, noDay, 0]
  let newest = -1
  each(bits, (slot) => {
    const day = createdDay[slot] as number
    if (day !== noDay) {
      if (firstDay === noDay || day < firstDay) firstDay = day
      if (day > lastDay) lastDay = day
    }
    const at = addedAt[slot] as number
    if (at > newestAt) newestAt = at
    if (((marks[slot] as number) & mark.renderable) === 0) return
    const later = newest < 0 ? 1 : (sortAt[slot] as number) - (sortAt[newest] as number)
    if (later > 0 || (later === 0 && (ids[slot] as number) > (ids[newest] as number))) newest = slot
  })
  return { firstDay, lastDay, newestAt, newestPhotoId: newest < 0 ? null : (ids[newest] as number) }
}

/** The first one in the random order of the seed: photos that come or go seldom change it. */
const drawOne = (bits: Bits, { ids, marks }: Catalogue, seed: number): { photoId: number | null } => {
  const order = toRandomOrder(seed)
  let photoId: number | null = null
  let lowest = Number.POSITIVE_INFINITY
  each(bits, (slot) => {
    if (((marks[slot] as number) & mark.renderable) === 0) return
    const id = ids[slot] as number
    const key = randomKeyOf(id, order)
    if (key < lowest || (key === lowest && photoId !== null && id < photoId)) [lowest, photoId] = [key, id]
  })
  return { photoId }
}
