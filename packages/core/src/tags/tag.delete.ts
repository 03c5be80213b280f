import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { transact, type Unit } from '../transaction.ts'
import { indexLater } from './tag.index.ts'
import { deleteLinks } from './tag.links.ts'
import { selectOrphanIds } from './tag.managed.store.ts'
import { lockTags } from './tag.place.ts'
import type { TagRow } from './tag.table.ts'

/** All of them or none. @throws `TAG_NOT_FOUND` */
export const deleteTags = ({ gallery, actor }: CallContext, ids: readonly number[]): Promise<void> =>
  transact(gallery, actor, async (unit) => {
    const rows = await lockTags(unit, [...new Set(ids)])
    if (rows.length < new Set(ids).size) throw new VitrineError('TAG_NOT_FOUND')
    await removeTags(unit, rows)
  })

const orphansPerUnit = 500

export const deleteOrphanTags = async ({ gallery, actor }: CallContext): Promise<number> => {
  const ids = await selectOrphanIds(gallery.connections.read)
  let deleted = 0
  for (let start = 0; start < ids.length; start += orphansPerUnit) {
    deleted += await transact(gallery, actor, async (unit) => {
      await lockTags(unit, ids.slice(start, start + orphansPerUnit))
      // Looked at again now that nobody can give them to a photo.
      const orphans = await selectOrphanIds(unit.db, ids.slice(start, start + orphansPerUnit))
      await removeTags(unit, await lockTags(unit, orphans))
      return orphans.length
    })
  }
  return deleted
}

const removeTags = async (unit: Unit, rows: readonly TagRow[]): Promise<void> => {
  if (rows.length === 0) return
  const { db } = unit
  const rowOf = new Map(rows.map((row) => [row.id, row]))
  const ids = [...rowOf.keys()]
  const children = await db
    .selectFrom('tags')
    .select('parent_id')
    .distinct()
    .where('parent_id', 'in', ids)
    .where('id', 'not in', ids)
    .execute()
  for (const { parent_id } of children) {
    let above = parent_id
    for (
      let row = above === null ? undefined : rowOf.get(above);
      row;
      row = above === null ? undefined : rowOf.get(above)
    )
      above = row.parent_id
    // At the top by somebody's will: files do not put them elsewhere again.
    if (above === null && parent_id !== null) await recordRise(unit, parent_id, ids)
    await db
      .updateTable('tags')
      .set({ parent_id: above })
      .where('parent_id', '=', parent_id)
      .where('id', 'not in', ids)
      .execute()
  }
  const photoIds = new Set<number>()
  for (const id of ids) for (const photoId of await deleteLinks(unit, id)) photoIds.add(photoId)
  await db.deleteFrom('tag_synonyms').where('tag_id', 'in', ids).execute()
  await db.deleteFrom('tags').where('id', 'in', ids).execute()
  for (const row of rows)
    unit.record({ subject: 'tag', id: row.id, action: 'deleted', before: { name: row.name, parentId: row.parent_id } })
  unit.after.defer('tag.deleted', { tagIds: ids }, { actor: unit.actor })
  await indexLater(
    unit,
    [...photoIds].sort((a, b) => a - b),
  )
}

const recordRise = async (unit: Unit, parentId: number, gone: readonly number[]): Promise<void> => {
  const children = await unit.db
    .selectFrom('tags')
    .select('id')
    .where('parent_id', '=', parentId)
    .where('id', 'not in', gone)
    .execute()
  for (const { id } of children)
    unit.record({ subject: 'tag', id, action: 'moved', before: { parentId }, after: { parentId: null } })
}
