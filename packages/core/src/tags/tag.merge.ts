import type { CallContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { transact, type Unit } from '../transaction.ts'
import { indexLater } from './tag.index.ts'
import { copyLinks, deleteLinks, selectPhotosWith } from './tag.links.ts'
import { insertSynonyms } from './tag.names.ts'
import { lockTags, tooDeep } from './tag.place.ts'
import type { TagRow } from './tag.table.ts'
import { maxTagDepth, selectTagPaths, selectTagsBelow } from './tag.tree.ts'

/** Makes several tags one. The photos of all of them have it; the names of those that go become its synonyms. */
export const mergeTags = async (
  { gallery, actor }: CallContext,
  { from, into }: { from: readonly number[]; into: number },
): Promise<void> => {
  const ids = [...new Set(from)]
  if (ids.includes(into))
    throw inputInvalid([{ path: 'from', message: 'Must not hold the tag that the others go into.' }])
  await transact(gallery, actor, async (unit) => {
    const rows = new Map((await lockTags(unit, [...ids, into])).map((row) => [row.id, row]))
    const target = rows.get(into)
    if (!target || rows.size <= ids.length) throw new VitrineError('TAG_NOT_FOUND')
    const sources = ids.flatMap((id) => rows.get(id) ?? [])
    await adoptChildren(unit, sources, target)
    for (const { id } of sources) {
      await copyLinks(unit, id, into)
      await deleteLinks(unit, id)
    }
    await unit.db.updateTable('tag_synonyms').set({ tag_id: into }).where('tag_id', 'in', ids).execute()
    await unit.db.deleteFrom('tags').where('id', 'in', ids).execute()
    await insertSynonyms(
      unit,
      { id: into, key: target.name_key },
      new Map(sources.map((row) => [row.name_key, row.name])),
    )
    for (const row of sources)
      unit.record({
        subject: 'tag',
        id: row.id,
        action: 'deleted',
        before: { name: row.name, parentId: row.parent_id },
        after: { mergedInto: into },
      })
    unit.record({ subject: 'tag', id: into, action: 'merged', after: { from: ids } })
    unit.after.defer('tag.merged', { from: ids, into }, { actor })
    await indexLater(unit, await selectPhotosWith(unit, into))
  })
}

/** What was below the tags that go stands below the one that stays; but what is above it keeps its order, without the gaps. */
const adoptChildren = async (unit: Unit, sources: readonly TagRow[], target: TagRow): Promise<void> => {
  const { db } = unit
  const goes = new Set(sources.map((row) => row.id))
  const above = ((await selectTagPaths(db, [target.id])).get(target.id) ?? []).map((crumb) => crumb.id)
  const stays = above.filter((id) => !goes.has(id))
  const isAbove = new Set(stays)
  if (stays.length < above.length) {
    await lockTags(unit, stays)
    for (const [place, id] of stays.entries())
      await db
        .updateTable('tags')
        .set({ parent_id: stays[place - 1] ?? null })
        .where('id', '=', id)
        .execute()
  }
  const children = await db
    .selectFrom('tags')
    .select('id')
    .where('parent_id', 'in', [...goes])
    .execute()
  const adopted = children.map((child) => child.id).filter((id) => !goes.has(id) && !isAbove.has(id))
  for (let start = 0; start < adopted.length; start += 500) {
    await db
      .updateTable('tags')
      .set({ parent_id: target.id })
      .where('id', 'in', adopted.slice(start, start + 500))
      .execute()
  }
  if (adopted.length === 0) return
  const height = (await selectTagsBelow(db, target.id)).at(-1)?.depth ?? 0
  if (stays.length + height > maxTagDepth) throw tooDeep('into')
}
