import type { CallContext } from '../context.ts'
import { transact } from '../transaction.ts'
import { indexLater } from './tag.index.ts'
import { toStoredKey } from './tag.key.ts'
import { selectPhotosWith } from './tag.links.ts'
import { deleteSynonyms, insertSynonyms, renameTag, selectSynonyms, toSynonyms } from './tag.names.ts'
import { lockTag, lockTagPlace } from './tag.place.ts'

interface Patch {
  name?: string | undefined
  keepOldName: boolean
  parentId?: number | null | undefined
  synonyms?: readonly string[] | undefined
}

export const updateTag = ({ gallery, actor }: CallContext, id: number, patch: Patch): Promise<void> =>
  transact(gallery, actor, async (unit) => {
    const row = await lockTag(unit, id)
    const before: Record<string, unknown> = {}
    const after: Record<string, unknown> = {}

    const { parentId } = patch
    if (parentId !== undefined && parentId !== row.parent_id) {
      await lockTagPlace(unit, { id, parentId })
      await unit.db.updateTable('tags').set({ parent_id: parentId }).where('id', '=', id).execute()
      unit.record({ subject: 'tag', id, action: 'moved', before: { parentId: row.parent_id }, after: { parentId } })
    }

    const name = patch.name ?? row.name
    const key = toStoredKey(name)
    const known = await selectSynonyms(unit, [id])
    const wanted = patch.synonyms ? toSynonyms(patch.synonyms) : new Map(known)
    if (name !== row.name) {
      if (patch.keepOldName && key !== row.name_key) wanted.set(row.name_key, row.name)
      // A synonym that becomes the name is one no longer, unless somebody asks for both.
      if (!patch.synonyms) wanted.delete(key)
      before.name = row.name
      after.name = name
    }
    const isSame = (other: string) => known.get(other) === wanted.get(other)
    const removed = [...known.keys()].filter((other) => !isSame(other))
    const added = new Map([...wanted].filter(([other]) => !isSame(other)))
    if (removed.length + added.size > 0) {
      before.synonyms = [...known.values()]
      after.synonyms = [...wanted.values()]
    }
    await deleteSynonyms(unit, removed)
    if (name !== row.name) await renameTag(unit, row, name)
    await insertSynonyms(unit, { id, key }, added)

    if (Object.keys(after).length === 0) return
    unit.record({ subject: 'tag', id, action: 'updated', before, after })
    if (name !== row.name)
      unit.after.defer('tag.renamed', { changes: [{ id, before: row.name, after: name }] }, { actor })
    await indexLater(unit, await selectPhotosWith(unit, id))
  })
