import { sees } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import { createNames, safeName } from './archive.names.ts'

/** Systems that know no longer paths than 260 characters would not unpack more. */
const maxDepth = 8

export interface ArchiveFolder {
  readonly id: number
  /** Ends in `/`; empty for the album itself. */
  readonly path: string
}

/** A folder for each of these albums, which are in the order of the tree, below one of them. */
export const foldersBelow = async (
  { gallery, rights }: CallContext,
  albumId: number,
  ids: readonly number[],
): Promise<ArchiveFolder[]> => {
  const { tree } = rights
  const rows = await gallery.lookups.albums(rights.commit, ids)
  const names = createNames()
  const paths = new Map<number, string>([[albumId, '']])
  const depths = new Map<number, number>([[albumId, 0]])
  return ids.map((id) => {
    const known = paths.get(id)
    if (known !== undefined) return { id, path: known }
    const above = nearestAbove(tree.placeOf(id) ?? -1)
    const depth = (depths.get(above) ?? 0) + 1
    const parent = paths.get(above) ?? ''
    const stem = safeName(rows.get(id)?.name ?? '', `album-${id}`)
    // Deeper down, folders stand beside each other.
    const within =
      depth > maxDepth
        ? parent
            .split('/')
            .slice(0, maxDepth - 1)
            .join('/')
        : parent.slice(0, -1)
    const path = `${names.take(within === '' ? '' : `${within}/`, stem, '')}/`
    paths.set(id, path)
    depths.set(id, Math.min(depth, maxDepth))
    return { id, path }
  })

  /** The album above that the actor sees too: one that it does not see gives no folder its name. */
  function nearestAbove(place: number): number {
    for (let at = tree.parents[place] ?? -1; at >= 0; at = tree.parents[at] ?? -1) {
      const id = tree.ids[at] as number
      if (id === albumId || (sees(rights, id) && paths.has(id))) return id
    }
    return albumId
  }
}
