import { allCapabilities, type CapabilityBits, capabilityBit, withSubmit } from './capabilities.ts'
import { type AlbumTree, inheritsGrants, isLocked, isPrivate } from './tree.ts'

/** What decides over a view: actors that agree in all of it share one. */
export interface AccessClass {
  readonly everywhere: CapabilityBits
  /** Held in albums that are seen because they are public. */
  readonly visible: CapabilityBits
  /** Principals that have grants, sorted. */
  readonly principals: readonly string[]
  /** `true`: what is public at the root is not open, and what is locked never is. For share links, and where guests are shut out. */
  readonly confined?: boolean
  /** `true`: a grant holds in its own album alone, and nothing is open below it. For share links of an album by itself. */
  readonly flat?: boolean
  /** Grants give no more than this. Default: all of it. */
  readonly limit?: CapabilityBits
  /** Wherever it comes from, nothing is held beyond this. For API keys. Default: all of it. */
  readonly ceiling?: CapabilityBits
  /** What somebody holds without whom nothing is: for share links, whoever made them. Default: everything. */
  readonly maker?: HeldByMaker | null
}

export interface HeldByMaker {
  /** Of the maker's class. */
  readonly key: string
  readonly bits: Uint8Array
}

/** The most that a link gives in an album, whatever it was granted: what its maker holds there. */
export const heldByMaker = ({ maker }: AccessClass, place: number): CapabilityBits =>
  maker ? withSubmit(maker.bits[place] ?? 0) : allCapabilities

/** The most that a grant gives to a link: nothing where its maker may not share (any more). */
export const sharedByMaker = (access: AccessClass, place: number): CapabilityBits => {
  const held = heldByMaker(access, place)
  return (held & capabilityBit.share) === 0 ? 0 : held
}

/** Capabilities in each album, by its place in the tree. */
export interface AlbumView {
  readonly bits: Uint8Array
  /** How many albums are seen. */
  readonly visibleCount: number
}

export const classKeyOf = (c: AccessClass): string =>
  `${c.everywhere}/${c.visible}/${c.confined ? 'confined' : ''}${c.flat ? '-flat' : ''}/${c.ceiling ?? ''}/${c.principals.join(',')}${c.maker ? `<${c.maker.key}>` : ''}`

/** Sees nothing at all. */
export const noAccess: AccessClass = Object.freeze({ everywhere: 0, visible: 0, principals: [], confined: true })

/**
 * Capabilities of an access class in each album.
 *
 * An album is seen by those who hold a grant of `view` there (its own, or inherited), and, where it is public, by everybody who
 * sees its parent. A locked album and all below it are for those who manage it. To a confined class nothing is open at the root.
 * A class with a maker sees and holds no more than that one.
 */
export const computeView = (tree: AlbumTree, access: AccessClass): AlbumView => {
  const bits = new Uint8Array(tree.size)
  const ceiling = access.ceiling ?? allCapabilities
  if ((access.everywhere & capabilityBit.view) !== 0) {
    bits.fill(access.everywhere & ceiling)
    return { bits, visibleCount: tree.size }
  }

  const granted = new Uint8Array(tree.size)
  const limit = access.limit ?? allCapabilities
  for (const principal of access.principals) {
    for (const { place, bits: given } of tree.grants.get(principal) ?? [])
      granted[place] = (granted[place] as number) | (given & limit & sharedByMaker(access, place))
  }

  const locked = new Uint8Array(tree.size)
  let visibleCount = 0
  // Preorder: a parent is always computed before its children.
  for (let place = 0; place < tree.size; place++) {
    const parent = tree.parents[place] as number
    const flags = tree.flags[place] as number
    if (parent >= 0 && (flags & inheritsGrants) !== 0 && !access.flat)
      granted[place] = (granted[place] as number) | (granted[parent] as number)
    locked[place] = (flags & isLocked) !== 0 || (parent >= 0 && locked[parent] !== 0) ? 1 : 0

    const grant = (granted[place] as number) | access.everywhere
    if (locked[place] !== 0 && (access.confined || (grant & capabilityBit.manage) === 0)) continue
    const parentSeen = parent < 0 ? !access.confined : ((bits[parent] as number) & capabilityBit.view) !== 0
    const isOpen = (flags & isPrivate) === 0 && parentSeen && !access.flat
    const seen = isOpen || (grant & capabilityBit.view) !== 0
    if (!seen) continue
    const held = (grant | capabilityBit.view | (isOpen ? access.visible : 0)) & ceiling & heldByMaker(access, place)
    if ((held & capabilityBit.view) === 0) continue
    bits[place] = held
    visibleCount += 1
  }
  return { bits, visibleCount }
}
