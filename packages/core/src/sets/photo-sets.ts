import type { AccessIndex } from '../access/access-index.ts'
import { capabilityBit } from '../access/capabilities.ts'
import { type Rights, sees } from '../access/rights.ts'
import type { Connections, DialectSupport } from '../db/dialect.ts'
import type { Logger } from '../log.ts'
import type { PhotoScope } from '../photos/photo.types.ts'
import { addSlots, and, emptyBits, fromSlots } from './bits.ts'
import type { Bits, Catalogue } from './catalogue.types.ts'
import { createKeeper } from './keeper.ts'
import type { MemoryCatalogue } from './memory-catalogue.ts'
import { createVisibleSets } from './visible.ts'

/** Photos in memory, as sets: what lists, counts, facets and calendars are computed from. */
export interface PhotoSets {
  /**
   * The catalogue at the database's commit (or at `commit`, where the caller has read it already). `null` while it is being read,
   * which the first call starts: the database answers meanwhile.
   */
  current(commit?: number): Promise<Catalogue | null>
  /** Waits until the photos are in memory. */
  ready(): Promise<Catalogue>
  /** Photos that an actor may see. Not to be written to. */
  visible(rights: Rights, catalogue: Catalogue): Bits
  /** Those of them that are in a scope, whose albums and tags the caller has checked. */
  select(rights: Rights, scope: PhotoScope, catalogue: Catalogue): Promise<Bits>
  close(): Promise<void>
}

export interface PhotoSetsParts {
  readonly access: AccessIndex
  readonly connections: Connections
  readonly dialect: DialectSupport
  readonly log: Logger
  readonly signal: AbortSignal
}

export const createPhotoSets = (parts: PhotoSetsParts): PhotoSets => {
  const keeper = createKeeper(parts)
  const visibleSets = createVisibleSets()
  // There is but one implementation, and its insides stay in this folder.
  const visible = (rights: Rights, catalogue: Catalogue) => visibleSets(rights, catalogue as MemoryCatalogue)

  return {
    current: async (commit) => keeper.current(commit ?? (await parts.access.versions()).commit),
    ready: async () => {
      for (;;) {
        await keeper.ready()
        const catalogue = await keeper.current((await parts.access.versions()).commit)
        if (catalogue) return catalogue
      }
    },
    visible,
    select: async (rights, scope, catalogue) => {
      let bits = visible(rights, catalogue)
      if (scope.album !== undefined)
        bits = and(
          bits,
          scope.recursive ? below(rights, scope.album, catalogue) : inAlbum(rights, scope.album, catalogue),
        )
      if (scope.tag !== undefined) bits = and(bits, fromSlots(catalogue.slots, catalogue.withTag(scope.tag)))
      return bits
    },
    close: () => keeper.close(),
  }
}

const inAlbum = (rights: Rights, albumId: number, catalogue: Catalogue): Bits =>
  sees(rights, albumId) ? fromSlots(catalogue.slots, catalogue.inAlbum(albumId)) : emptyBits(catalogue.slots)

/** Photos of the albums seen among one and those below it. */
const below = ({ tree, view }: Rights, albumId: number, catalogue: Catalogue): Bits => {
  const bits = emptyBits(catalogue.slots)
  const from = tree.placeOf(albumId) ?? tree.size
  const to = from < tree.size ? (tree.ends[from] as number) : from
  for (let place = from; place < to; place++)
    if (((view.bits[place] as number) & capabilityBit.view) !== 0)
      addSlots(bits, catalogue.inAlbum(tree.ids[place] as number))
  return bits
}
