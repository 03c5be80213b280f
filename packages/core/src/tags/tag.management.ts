import type { Actor } from '../access/actor.ts'
import { capabilityBit } from '../access/capabilities.ts'
import type { Rights } from '../access/rights.ts'
import { call, refusal } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { toTranslations } from '../translations/read-translations.ts'
import { createTag, duplicateTag } from './tag.create.ts'
import { deleteOrphanTags, deleteTags } from './tag.delete.ts'
import { tagIndexQueue } from './tag.index.ts'
import { toStoredKey } from './tag.key.ts'
import {
  countManagedTags,
  countUnindexedPhotos,
  selectManagedTag,
  selectManagedTags,
  selectTagFigures,
} from './tag.managed.store.ts'
import { mergeTags } from './tag.merge.ts'
import { managedTagList, tagCopy, tagDraft, tagIds, tagMerge, tagPatch } from './tag.schema.ts'
import type { TagRow } from './tag.table.ts'
import { ownSynonyms } from './tag.translations.ts'
import { selectTagPaths } from './tag.tree.ts'
import type { ManagedTag, TagManagement } from './tag.types.ts'
import { updateTag } from './tag.update.ts'

const needed = capabilityBit.view | capabilityBit.edit

/** A tag stands on all photos that have it, seen or not: its name, and its being there, are for those who see and may edit them all. */
export const managesTags = (rights: Rights): boolean => (rights.everywhere & needed) === needed

export const createTagManagement = (gallery: GalleryContext, actor: Actor): TagManagement => {
  const db = gallery.connections.read
  const managing = <T>(work: (context: CallContext) => Promise<T>): Promise<T> =>
    call(gallery, actor, async (context) => {
      if (!managesTags(context.rights)) throw refusal(actor)
      return work(context)
    })

  const toManagedTags = async ({ rights }: CallContext, rows: readonly TagRow[]): Promise<ManagedTag[]> => {
    const ids = rows.map((row) => row.id)
    const catalogue = await gallery.sets.current()
    const [figures, paths] = await Promise.all([
      selectTagFigures(db, gallery.dialect, ids, catalogue && gallery.sets.tagCounts(rights, catalogue)),
      selectTagPaths(
        db,
        rows.filter((row) => row.parent_id !== null).map((row) => row.id),
      ),
    ])
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      translations: toTranslations(row),
      slug: row.slug,
      parentId: row.parent_id,
      above: (paths.get(row.id) ?? []).slice(0, -1).map(({ id, name, slug }) => ({ id, name, slug })),
      synonyms: ownSynonyms(row, figures.synonyms.get(row.id) ?? []),
      photos: figures.photos.get(row.id) ?? 0,
      children: figures.children.get(row.id) ?? 0,
      createdAt: row.created_at,
    }))
  }
  const get = async (context: CallContext, id: number): Promise<ManagedTag> => {
    const row = isId(id) ? await selectManagedTag(db, id) : undefined
    const [tag] = row ? await toManagedTags(context, [row]) : []
    if (!tag) throw new VitrineError('TAG_NOT_FOUND')
    return tag
  }
  const requireId = (id: number) => {
    if (!isId(id)) throw new VitrineError('TAG_NOT_FOUND')
  }

  return {
    list: (options = {}) =>
      managing(async (context) => {
        const { text, orphans, limit, cursor } = validate(managedTagList, options)
        const filter = { key: text.trim() === '' ? '' : toStoredKey(text.trim()), orphans }
        const mark = ['managed tags', filter.key, orphans]
        const after =
          cursor === undefined ? undefined : (decodeCursor(cursor, mark, ['string', 'number']) as [string, number])
        const [rows, total] = await Promise.all([
          selectManagedTags(db, filter, { limit: limit + 1, after }),
          countManagedTags(db, filter),
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: await toManagedTags(context, rows.slice(0, limit)),
          nextCursor: last ? encodeCursor(mark, [last.name_key, last.id]) : null,
          total,
        }
      }),
    get: (id) => managing((context) => get(context, id)),
    create: (draft) => managing(async (context) => get(context, await createTag(context, validate(tagDraft, draft)))),
    update: (id, patch) =>
      managing(async (context) => {
        requireId(id)
        await updateTag(context, id, validate(tagPatch, patch))
        return get(context, id)
      }),
    duplicate: (id, options) =>
      managing(async (context) => {
        requireId(id)
        return get(context, await duplicateTag(context, id, validate(tagCopy, options).name))
      }),
    merge: (options) =>
      managing(async (context) => {
        const { from, into } = validate(tagMerge, options)
        await mergeTags(context, { from, into })
        return get(context, into)
      }),
    delete: (ids) => managing(async (context) => deleteTags(context, validate(tagIds, ids))),
    deleteOrphans: () => managing(deleteOrphanTags),
    indexing: () => managing(async () => ({ photosLeft: await countUnindexedPhotos(db, tagIndexQueue) })),
  }
}
