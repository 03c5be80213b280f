import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import type { Unit } from '../transaction.ts'
import type { ChildrenOrder } from './album.types.ts'
import type { SiblingPlace } from './album-places.store.ts'

export interface SiblingToOrder extends SiblingPlace {
  readonly name: string
  readonly created_at: string
  readonly is_folder: 0 | 1
}

const natural = new Intl.Collator('und', { numeric: true, sensitivity: 'base' })

/** As people order names: case and accents aside, numbers by their value; the same on every database, because it happens here. */
export const compareNames = (a: string, b: string): number => natural.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)

/** Albums of one parent in an order of its own; ties by id. */
export const inOrder = <T extends SiblingToOrder>(siblings: readonly T[], order: ChildrenOrder): T[] => {
  const sign = order.startsWith('-') ? -1 : 1
  const compare = order.endsWith('name')
    ? (a: T, b: T) => compareNames(a.name, b.name)
    : (a: T, b: T) => (a.created_at < b.created_at ? -1 : a.created_at > b.created_at ? 1 : 0)
  return [...siblings].sort((a, b) => sign * compare(a, b) || sign * (a.id - b.id))
}

export const selectSiblingsToOrder = (db: Reader, parentId: number | null): Promise<SiblingToOrder[]> =>
  db
    .selectFrom('albums')
    .select(['id', 'position', 'name', 'created_at', 'is_folder'])
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .orderBy('position')
    .orderBy('id')
    .execute()

export const byParent = <T extends { readonly parent_id: number | null }>(rows: readonly T[]): T[][] => {
  const families = new Map<number | null, T[]>()
  for (const row of rows) {
    const family = families.get(row.parent_id)
    if (family) family.push(row)
    else families.set(row.parent_id, [row])
  }
  return [...families.values()]
}

/** The albums directly below each of these. */
export const selectChildrenToOrder = (db: Reader, dialect: DialectSupport, parentIds: readonly number[]) =>
  db
    .selectFrom('albums')
    .select(['id', 'parent_id', 'position', 'name', 'created_at', 'is_folder'])
    .where('parent_id', 'in', dialect.idList(parentIds))
    .execute()

/** How the albums below one are kept in order; `null`: by hand. */
export const childrenOrderOf = async (db: Reader, parentId: number | null): Promise<ChildrenOrder | null> => {
  if (parentId === null) return null
  const row = await db.selectFrom('albums').select('children_order').where('id', '=', parentId).executeTakeFirst()
  return toChildrenOrder(row?.children_order)
}

export const childrenOrders = ['name', '-name', 'createdAt', '-createdAt'] as const

/** An order that another version wrote and this one does not know is none. */
export const toChildrenOrder = (value: string | null | undefined): ChildrenOrder | null =>
  childrenOrders.find((order) => order === value) ?? null

/** Albums that are put in order by hand stay there: the order that their parent kept ends. */
export const endChildrenOrder = async (unit: Unit, parentId: number): Promise<void> => {
  const order = await childrenOrderOf(unit.db, parentId)
  if (order === null) return
  await unit.db
    .updateTable('albums')
    .set({ children_order: null, updated_at: unit.at })
    .where('id', '=', parentId)
    .execute()
  unit.record({
    subject: 'album',
    id: parentId,
    action: 'updated',
    before: { children_order: order },
    after: { children_order: null },
  })
}
