import type { FieldDefinitions } from '../fields/field.definitions.ts'
import { type CapabilityBits, capabilityBit, type Level, type RoleKey } from './capabilities.ts'
import type { LinkTerms } from './link-terms.ts'
import type { ScopeBits } from './scopes.ts'
import type { AlbumTree } from './tree.ts'
import type { AccessClass, AlbumView } from './view.ts'

/** What one actor may do, computed for one version of the tree. */
export interface Rights {
  /** Held in every album, bit set. */
  readonly everywhere: CapabilityBits
  /** Photos up to this privacy level; 8 for those who see everything. */
  readonly level: Level
  readonly userId: number | null
  /** The preset role; `null` for roles of one's own making and for those who have none. */
  readonly roleKey: RoleKey | null
  /** The role, whoever made it; `null` for links and for the gallery itself. */
  readonly roleId: number | null
  /** The share link somebody came with. */
  readonly linkId: number | null
  /** What that link says beside capabilities; `null` for everybody else. */
  readonly terms: LinkTerms | null
  /** What the API key that is used was made for; `null` for everybody who comes without one. */
  readonly scopes: ScopeBits | null
  /** What a link to photos shows instead of albums; `null` for everybody else. */
  readonly photos: LinkPhotos | null
  /** `true` for guests where the gallery is for those who signed in, only. */
  readonly shutOut: boolean
  /** What the view follows from. */
  readonly access: AccessClass
  readonly tree: AlbumTree
  /** Capabilities in each album, by its place in the tree; 0 where the actor does not see it. */
  readonly view: AlbumView
  /** The gallery's own fields, the same for everybody. */
  readonly fields: FieldDefinitions
  /** Settings of derivatives as they are stored, the same for everybody; `null`: nobody changed them. */
  readonly imaging: string | null
  /**
   * The gallery's commit when these rights were looked up: what one call reads is of that commit or a later one. `null` inside a
   * transaction, which may be ahead of what others can read.
   */
  readonly commit: number | null
  /** Two actors with the same key see the same: caches are keyed by it. */
  readonly classKey: string
}

/** The photos that a link was made for: those of them are seen that its maker may share at this moment. */
export interface LinkPhotos {
  readonly ids: ReadonlySet<number>
  /** What may be done with each of them. */
  readonly bits: CapabilityBits
  /** The maker's rights, in albums where it may share alone. */
  readonly of: Rights
}

export const holds = (rights: Rights, albumId: number, bit: CapabilityBits): boolean => {
  const place = rights.tree.placeOf(albumId)
  return place !== undefined && ((rights.view.bits[place] ?? 0) & bit) !== 0
}

export const sees = (rights: Rights, albumId: number): boolean => holds(rights, albumId, capabilityBit.view)
export const seesEverything = (rights: Rights): boolean => (rights.everywhere & capabilityBit.view) !== 0
export const managesEverything = (rights: Rights): boolean => (rights.everywhere & capabilityBit.manage) !== 0

export const bitsOf = (rights: Rights, albumId: number): CapabilityBits => {
  const place = rights.tree.placeOf(albumId)
  return place === undefined ? 0 : (rights.view.bits[place] ?? 0)
}

/** Ids of the albums that the actor sees; with `under`, of that album and those below it. In tree order. */
export const visibleAlbumIds = (rights: Rights, under?: number): number[] => {
  const { tree, view } = rights
  const from = under === undefined ? 0 : (tree.placeOf(under) ?? tree.size)
  const to = under === undefined ? tree.size : from < tree.size ? (tree.ends[from] as number) : from
  const ids: number[] = []
  for (let place = from; place < to; place++) {
    if (((view.bits[place] as number) & capabilityBit.view) !== 0) ids.push(tree.ids[place] as number)
  }
  return ids
}
