import type { CallContext } from '../context.ts'
import { transact } from '../transaction.ts'
import { indexLater } from './tag.index.ts'
import { toStoredKey } from './tag.key.ts'
import { copyLinks, selectPhotosWith } from './tag.links.ts'
import { insertSynonyms, insertTag, toSynonyms } from './tag.names.ts'
import { lockTag, lockTagPlace } from './tag.place.ts'

/** @returns The id of the new tag. */
export const createTag = (
  { gallery, actor }: CallContext,
  draft: { name: string; parentId: number | null; synonyms: readonly string[] },
): Promise<number> =>
  transact(gallery, actor, async (unit) => {
    const { name, parentId } = draft
    await lockTagPlace(unit, { id: null, parentId })
    const id = await insertTag(unit, name, parentId)
    const synonyms = toSynonyms(draft.synonyms)
    await insertSynonyms(unit, { id, key: toStoredKey(name) }, synonyms)
    unit.record({
      subject: 'tag',
      id,
      action: 'created',
      after: { name, parentId, synonyms: [...synonyms.values()] },
    })
    unit.after.defer('tag.created', { tagIds: [id] }, { actor })
    return id
  })

/** @returns The id of the copy. */
export const duplicateTag = ({ gallery, actor }: CallContext, of: number, name: string): Promise<number> =>
  transact(gallery, actor, async (unit) => {
    const row = await lockTag(unit, of)
    const id = await insertTag(unit, name, row.parent_id)
    await copyLinks(unit, of, id)
    unit.record({ subject: 'tag', id, action: 'created', after: { name, parentId: row.parent_id } })
    unit.record({ subject: 'tag', id, action: 'copied', after: { of } })
    unit.after.defer('tag.created', { tagIds: [id] }, { actor })
    await indexLater(unit, await selectPhotosWith(unit, id))
    return id
  })
