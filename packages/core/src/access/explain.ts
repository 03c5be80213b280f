import { allCapabilities, type CapabilityBits, capabilityBit, fromBits } from './capabilities.ts'
import type { AlbumExplanation, EffectiveGrant, EffectiveGrants, Principal, RightsReason } from './explain.types.ts'
import { bitsOf, type Rights, sees } from './rights.ts'
import { type AlbumTree, inheritsGrants, isLocked, isPrivate } from './tree.ts'
import { heldByMaker, sharedByMaker } from './view.ts'

/** Places of an album and those above it, from the root down. */
const pathTo = (tree: AlbumTree, place: number): number[] => {
  const path: number[] = []
  for (let each = place; each >= 0; each = tree.parents[each] as number) path.unshift(each)
  return path
}

const toPrincipal = (key: string): Principal => {
  const [type, id] = key.split(':')
  return { type: type as Principal['type'], id: Number(id) }
}

/**
 * Why somebody sees an album or not: the way from the root down, step by step, as `computeView` takes it for the whole tree. That both
 * come to the same is proved on random trees.
 */
export const explainAlbum = (rights: Rights, albumId: number): AlbumExplanation => {
  const { tree, access } = rights
  const place = tree.placeOf(albumId)
  if (place === undefined) return { albumId, sees: false, capabilities: [], reasons: [] }
  const { everywhere, ceiling = allCapabilities } = access
  const reasons: RightsReason[] = []
  if (everywhere !== 0) reasons.push({ kind: 'role', capabilities: fromBits(everywhere) })
  if ((everywhere & capabilityBit.view) !== 0)
    return { albumId, sees: true, capabilities: fromBits(everywhere & ceiling), reasons }

  const limit = access.limit ?? allCapabilities
  const grantsAt = (at: number) =>
    access.principals.flatMap((principal) =>
      (tree.grants.get(principal) ?? [])
        .filter((grant) => grant.place === at && (grant.bits & limit) !== 0)
        .map((grant) => ({ principal: toPrincipal(principal), bits: grant.bits & limit })),
    )
  let granted: CapabilityBits = 0
  let bits: CapabilityBits = 0
  let locked = false
  let seen = !access.confined
  let parentId: number | null = null
  for (const at of pathTo(tree, place)) {
    const id = tree.ids[at] as number
    const flags = tree.flags[at] as number
    if (parentId !== null && ((flags & inheritsGrants) === 0 || access.flat)) {
      if (granted !== 0 && !access.flat) reasons.push({ kind: 'override', albumId: id })
      granted = 0
    }
    const [shared, most] = [sharedByMaker(access, at), heldByMaker(access, at) & ceiling]
    for (const { principal, bits } of grantsAt(at)) {
      const more = bits & shared
      if (more === 0) {
        reasons.push({ kind: 'not-shared' })
        continue
      }
      granted |= more
      reasons.push({ kind: 'granted', albumId: id, principal, capabilities: fromBits(more) })
    }
    if ((flags & isLocked) !== 0) {
      locked = true
      reasons.push({ kind: 'locked', albumId: id })
    }
    const held = granted | everywhere
    const isOpen = (flags & isPrivate) === 0 && seen && !access.flat
    const isShut = locked && (access.confined || (held & capabilityBit.manage) === 0)
    const holdsView = (held & capabilityBit.view) !== 0
    if (isOpen)
      reasons.push({ kind: 'public', albumId: id, capabilities: fromBits(access.visible | capabilityBit.view) })
    else if (!holdsView) {
      if ((flags & isPrivate) !== 0) reasons.push({ kind: 'private', albumId: id })
      else if (parentId === null || access.flat) reasons.push({ kind: 'confined', albumId: id })
      else reasons.push({ kind: 'hidden-parent', albumId: id, parentId })
    }
    const isBare = (most & capabilityBit.view) === 0
    if (isBare && (isOpen || holdsView)) reasons.push({ kind: 'not-shared' })
    seen = !isShut && !isBare && (isOpen || holdsView)
    bits = seen ? (held | capabilityBit.view | (isOpen ? access.visible : 0)) & most : 0
    parentId = id
  }
  return { albumId, sees: seen, capabilities: fromBits(bits), reasons }
}

/** The grants that hold on an album, and those of the albums above that do not reach it. */
export const effectiveGrantsOf = (rights: Rights, albumId: number): EffectiveGrants => {
  const { tree } = rights
  const place = tree.placeOf(albumId)
  const path = place === undefined ? [] : pathTo(tree, place).reverse()
  const byPlace = new Map<number, EffectiveGrant[]>(path.map((at) => [at, []]))
  for (const [key, list] of tree.grants) {
    for (const { place: at, bits } of list) {
      const id = tree.ids[at] as number
      byPlace.get(at)?.push({
        principal: toPrincipal(key),
        capabilities: fromBits(bits),
        albumId: sees(rights, id) && bitsOf(rights, id) !== 0 ? id : null,
        isInherited: at !== place,
      })
    }
  }
  const grants: EffectiveGrant[] = []
  const stopped: EffectiveGrant[] = []
  let overriddenAt: number | null = null
  let reaches = true
  for (const at of path) {
    const here = (byPlace.get(at) ?? []).sort(
      (a, b) => a.principal.type.localeCompare(b.principal.type) || a.principal.id - b.principal.id,
    )
    ;(reaches ? grants : stopped).push(...here)
    const isRoot = (tree.parents[at] as number) < 0
    if (reaches && !isRoot && ((tree.flags[at] as number) & inheritsGrants) === 0) {
      reaches = false
      const id = tree.ids[at] as number
      overriddenAt = sees(rights, id) ? id : null
    }
  }
  return { albumId, grants, overriddenAt, stopped }
}
