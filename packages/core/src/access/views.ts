import { capabilityBit } from './capabilities.ts'
import type { Snapshot } from './snapshot.ts'
import { type AccessClass, type AlbumView, classKeyOf, computeView } from './view.ts'

type Views = Pick<Snapshot, 'tree' | 'views'>

const kept = ({ views }: Views, key: string, compute: () => AlbumView): AlbumView => {
  const known = views.get(key)
  if (known) return known
  const view = compute()
  views.set(key, view)
  return view
}

/** The view of a class, computed once for each version of the tree. */
export const viewOf = (snap: Views, access: AccessClass): AlbumView =>
  kept(snap, classKeyOf(access), () => computeView(snap.tree, access))

/** The same in albums alone where one may share. */
export const sharedViewOf = (snap: Views, access: AccessClass): AlbumView =>
  kept(snap, `shared:${classKeyOf(access)}`, () => {
    const bits = viewOf(snap, access).bits.map((held) => ((held & capabilityBit.share) === 0 ? 0 : held))
    return { bits, visibleCount: bits.reduce((count, held) => count + (held === 0 ? 0 : 1), 0) }
  })
