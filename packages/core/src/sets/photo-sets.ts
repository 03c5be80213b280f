import { setImmediate as nextTurn } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { AccessIndex } from '../access/access-index.ts'
import { type Rights, sees, visibleAlbumIds } from '../access/rights.ts'
import type { Connections, DialectSupport } from '../db/dialect.ts'
import type { Logger } from '../log.ts'
import { type PhotoOrder, toOrder } from '../photos/photo.order.ts'
import { type CheckedScope, queryOf } from '../photos/photo.query.ts'
import type { Query } from '../query/query.types.ts'
import { selectTagsBelow } from '../tags/tag.tree.ts'
import { createAsked } from './asked.ts'
import { addBelow, and, countOf, emptyBits } from './bits.ts'
import type { Bits, Catalogue } from './catalogue.types.ts'
import { evaluate } from './evaluate.ts'
import type { Evaluation } from './evaluation.ts'
import { createKeeper } from './keeper.ts'
import type { MemoryCatalogue } from './memory-catalogue.ts'
import { createOrders, type SlotOrder } from './orders.ts'
import { createVisibleSets, keyOfRights } from './visible.ts'

/** Photos in memory, as sets: what lists, counts, facets and calendars are computed from. */
export interface PhotoSets {
  /**
   * The catalogue at the database's commit (or at `commit`, where the caller has read it already). `null` while it is being read,
   * which the first call starts: the database answers meanwhile.
   */
  current(commit?: number | null): Promise<Catalogue | null>
  /** Waits until the photos are in memory, at the commit or later. */
  ready(commit?: number | null): Promise<Catalogue>
  /** Begins to read the photos, and to sort them as most lists are once they are there. */
  warmUp(): Promise<void>
  /** Photos that an actor may see. Not to be written to. */
  visible(rights: Rights, catalogue: Catalogue): Bits
  /** Those of them that are in a scope. Not to be written to. */
  select(rights: Rights, scope: CheckedScope, catalogue: Catalogue): Promise<Bits>
  /** All slots in an order; `null` where it is not one of values held in memory, or has yet to be sorted, which this starts. */
  order(order: PhotoOrder, catalogue: Catalogue): SlotOrder | null
  /** Photos in two albums or more, each with its albums, from one place of an array to another. */
  eachInSeveralAlbums(
    catalogue: Catalogue,
    visit: (slot: number, albums: Int32Array, from: number, to: number) => void,
  ): void
  /** Another one whenever a photo changed. */
  revisionOf(catalogue: Catalogue): number
  /** How many visible photos each tag has; tags without any are left out. Kept until something changes. */
  tagCounts(rights: Rights, catalogue: Catalogue): ReadonlyMap<number, number>
  close(): Promise<void>
}

export interface PhotoSetsParts {
  readonly access: AccessIndex
  readonly connections: Connections
  readonly dialect: DialectSupport
  readonly log: Logger
  readonly signal: AbortSignal
}

/** Of the newest photos, by when they were taken and by when they came in. */
const usualOrders: readonly PhotoOrder[] = [toOrder('-takenAt', false), toOrder('-addedAt', false)]

/** Bytes of the answers to whole scopes. */
const maxScopeBytes = 8 * 1024 * 1024

interface Selected {
  readonly catalogue: MemoryCatalogue
  readonly revision: number
  readonly bits: Bits
}

const asksVisits = (query: Query): boolean =>
  query.type === 'and' || query.type === 'or'
    ? query.of.some(asksVisits)
    : query.type === 'not'
      ? asksVisits(query.of)
      : query.type === 'number' && query.field === 'visits'

export const createPhotoSets = (parts: PhotoSetsParts): PhotoSets => {
  const { connections, dialect, log, signal } = parts
  const keeper = createKeeper(parts)
  const visibleSets = createVisibleSets()
  const pause = async () => {
    signal.throwIfAborted()
    await nextTurn()
  }
  const ask = createAsked({ db: connections.read, dialect, pause })
  const orders = createOrders({
    pause,
    onFault: (error) => {
      if (!signal.aborted) log.warn('The photos could not be sorted', { error })
    },
  })
  const scopes = new LRUCache<string, Selected>({
    maxSize: maxScopeBytes,
    sizeCalculation: ({ bits }) => bits.words.byteLength + 200,
  })
  const tagCounts = new LRUCache<string, { catalogue: Catalogue; revision: number; counts: Map<number, number> }>({
    max: 20,
  })
  // There is but one implementation, and its insides stay in this folder.
  const inside = (catalogue: Catalogue) => catalogue as MemoryCatalogue

  const select = async (rights: Rights, scope: CheckedScope, catalogue: MemoryCatalogue): Promise<Bits> => {
    const { slots } = catalogue
    const evaluation: Evaluation = {
      rights,
      catalogue,
      slots,
      ask: (leaf) => ask(leaf, rights, catalogue),
      tagsFrom: async (id) => (await selectTagsBelow(connections.read, id)).map((tag) => tag.id),
    }
    const query = queryOf(scope)
    const found = query.type === 'all' ? null : await evaluate(query, evaluation)
    let bits = visibleSets(rights, catalogue)
    if (found) bits = and(bits, found)
    for (const tagIds of scope.tagSets ?? []) {
      const tagged = emptyBits(slots)
      for (const id of tagIds) addBelow(tagged, catalogue.withTag(id), slots)
      bits = and(bits, tagged)
    }
    if (scope.album === undefined) return bits
    const within = emptyBits(slots)
    const albumIds = scope.recursive
      ? visibleAlbumIds(rights, scope.album)
      : sees(rights, scope.album)
        ? [scope.album]
        : []
    for (const id of albumIds) addBelow(within, catalogue.inAlbum(id), slots)
    return and(bits, within)
  }

  return {
    current: async (commit) => keeper.current(commit ?? (await parts.access.versions()).commit),
    ready: async (commit) => {
      for (;;) {
        await keeper.ready()
        const catalogue = await keeper.current(commit ?? (await parts.access.versions()).commit)
        if (catalogue) return catalogue
      }
    },
    warmUp: async () => {
      const { commit } = await parts.access.versions()
      if (await keeper.current(commit)) return
      void keeper.ready().then(
        (catalogue) => {
          for (const order of usualOrders) orders(order, catalogue)
        },
        () => {
          // Whoever reads says what went wrong.
        },
      )
    },
    visible: (rights, catalogue) => visibleSets(rights, inside(catalogue)),
    select: async (rights, scope, catalogue) => {
      const known = inside(catalogue)
      if (Object.keys(scope).length === 0) return visibleSets(rights, known)
      // Visits are counted without a commit: what depends on them is never kept.
      const isKept = !asksVisits(queryOf(scope))
      const key = JSON.stringify([keyOfRights(rights), known.albumsEpoch, known.wordsEpoch, scope])
      const { revision } = known.journal
      const selected = isKept ? scopes.get(key) : undefined
      if (selected?.catalogue === known && selected.revision === revision) return selected.bits
      const bits = await select(rights, scope, known)
      if (isKept) scopes.set(key, { catalogue: known, revision, bits })
      return bits
    },
    order: (order, catalogue) => orders(order, inside(catalogue)),
    eachInSeveralAlbums: (catalogue, visit) => inside(catalogue).eachInSeveralAlbums(visit),
    revisionOf: (catalogue) => inside(catalogue).journal.revision,
    tagCounts: (rights, catalogue) => {
      const key = keyOfRights(rights)
      const { revision } = inside(catalogue).journal
      const known = tagCounts.get(key)
      if (known?.catalogue === catalogue && known.revision === revision) return known.counts
      const visible = visibleSets(rights, inside(catalogue))
      const counts = new Map<number, number>()
      for (const id of catalogue.tagIds()) {
        const photos = countOf(visible, catalogue.withTag(id))
        if (photos > 0) counts.set(id, photos)
      }
      tagCounts.set(key, { catalogue, revision, counts })
      return counts
    },
    close: () => keeper.close(),
  }
}
