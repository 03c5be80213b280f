import { type Capability, type CapabilityBits, toBits } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import type { Unit } from '../transaction.ts'
import type { AlbumRow } from './album.table.ts'
import type { AlbumPatch } from './album.types.ts'

/** What the albums below can take over. */
export type Inheritable = Partial<
  Pick<AlbumRow, 'visibility' | 'is_locked' | 'allows_comments' | 'photo_sort' | 'children_order'>
>

export const toInheritable = ({ visibility, locked, comments, photoSort, childrenOrder }: AsGiven): Inheritable => ({
  ...(visibility === undefined ? {} : { visibility }),
  ...(locked === undefined ? {} : { is_locked: locked ? 1 : 0 }),
  ...(comments === undefined ? {} : { allows_comments: comments ? 1 : 0 }),
  ...(photoSort === undefined ? {} : { photo_sort: photoSort }),
  ...(childrenOrder === undefined ? {} : { children_order: childrenOrder }),
})

type AsGiven = {
  [K in 'visibility' | 'locked' | 'comments' | 'photoSort' | 'childrenOrder']?: AlbumPatch[K] | undefined
}

const needed: Readonly<Record<keyof Inheritable, Capability>> = {
  visibility: 'manage',
  is_locked: 'manage',
  allows_comments: 'edit',
  photo_sort: 'edit',
  children_order: 'organise',
}

const idsPerStatement = 1_000

/**
 * Writes the same on every album below one that the actor may change so; the others stay as they are.
 *
 * @returns The albums that were other than that before.
 */
export const updateBelow = async (unit: Unit, rights: Rights, id: number, columns: Inheritable): Promise<number[]> => {
  const keys = Object.keys(columns) as (keyof Inheritable)[]
  const wanted = allowedBelow(rights, id, toBits([...new Set(keys.map((key) => needed[key]))]))
  const changed: number[] = []
  for (let start = 0; start < wanted.length; start += idsPerStatement) {
    const chunk = wanted.slice(start, start + idsPerStatement)
    const rows = await unit.db
      .selectFrom('albums')
      .select(['id', 'visibility', 'is_locked', 'allows_comments', 'photo_sort', 'children_order'])
      .where('id', 'in', chunk)
      .execute()
    const others = rows.filter((row) => keys.some((key) => row[key] !== columns[key]))
    if (others.length === 0) continue
    await unit.db
      .updateTable('albums')
      .set({ ...columns, updated_at: unit.at })
      .where(
        'id',
        'in',
        others.map((row) => row.id),
      )
      .execute()
    for (const row of others) {
      const before = Object.fromEntries(keys.map((key) => [key, row[key]]))
      unit.record({ subject: 'album', id: row.id, action: 'updated', before, after: columns })
      changed.push(row.id)
    }
  }
  if (changed.length > 0 && ('visibility' in columns || 'is_locked' in columns)) unit.rightsChanged()
  return changed
}

/** Albums below one where the actor holds all of these capabilities, without the album itself. */
export const allowedBelow = ({ tree, view }: Rights, id: number, bits: CapabilityBits): number[] => {
  const place = tree.placeOf(id)
  if (place === undefined) return []
  const ids: number[] = []
  for (let below = place + 1; below < (tree.ends[place] as number); below++) {
    if (((view.bits[below] as number) & bits) === bits) ids.push(tree.ids[below] as number)
  }
  return ids
}
