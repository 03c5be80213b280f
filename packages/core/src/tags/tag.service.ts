import type { Actor } from '../access/actor.ts'
import { call } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import type { Page } from '../paging/page.types.ts'
import { nameIn } from '../translations/read-translations.ts'
import { readTagsBelow } from './tag.below.ts'
import { countCountedTags, selectCountedTags } from './tag.counted.ts'
import { toTagKey } from './tag.key.ts'
import { findKnownTag, isTagKnown } from './tag.known.ts'
import { createTagManagement } from './tag.management.ts'
import { tagList, tagSuggestion } from './tag.schema.ts'
import type { CountedTagRow } from './tag.store.ts'
import { suggestTags } from './tag.suggest.ts'
import { selectTagPaths } from './tag.tree.ts'
import type { Tag, TagsService } from './tag.types.ts'

const toTag = (row: CountedTagRow, language: string | null): Tag => ({
  id: row.id,
  ...nameIn(row, language),
  slug: row.slug,
  parentId: row.parent_id,
  photos: row.photos,
})

const toTagPage = (
  mark: unknown,
  rows: readonly CountedTagRow[],
  { limit, total, language }: { limit: number; total: number; language: string | null },
): Page<Tag> => {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return {
    items: rows.slice(0, limit).map((row) => toTag(row, language)),
    nextCursor: last ? encodeCursor(mark, [last.name_key, last.id]) : null,
    total,
  }
}

export const createTagsService = (gallery: GalleryContext, actor: Actor): TagsService => {
  const { connections } = gallery
  return {
    list: (options = {}) =>
      call(gallery, actor, async ({ rights }) => {
        const { limit, cursor, startsWith } = validate(tagList, options)
        const prefix = startsWith ? toTagKey(startsWith) : undefined
        const mark = ['tags', prefix ?? null]
        const after =
          cursor === undefined ? undefined : (decodeCursor(cursor, mark, ['string', 'number']) as [string, number])
        const catalogue = await gallery.sets.ready(rights.commit)
        const counts = gallery.sets.tagCounts(rights, catalogue)
        const [rows, total] = await Promise.all([
          selectCountedTags(connections.read, counts, { limit: limit + 1, after, prefix }),
          countCountedTags(connections.read, counts, prefix),
        ])
        return toTagPage(mark, rows, { limit, total, language: gallery.language })
      }),

    get: (id) =>
      call(gallery, actor, async (context) => {
        const found = isId(id) ? await findKnownTag(context, id) : undefined
        if (!found) throw new VitrineError('TAG_NOT_FOUND')
        return toTag(found, gallery.language)
      }),

    path: (id) =>
      call(gallery, actor, async (context) => {
        // Whoever sees a photo of a tag, or below it, may know of all tags above.
        const isKnown = isId(id) && (await isTagKnown(context, id))
        const path = isKnown ? (await selectTagPaths(connections.read, [id])).get(id) : undefined
        if (!path) throw new VitrineError('TAG_NOT_FOUND')
        return path.map((crumb) => ({ id: crumb.id, ...nameIn(crumb, gallery.language), slug: crumb.slug }))
      }),

    below: (id) =>
      call(gallery, actor, async (context) => {
        const isKnown = isId(id) && (await isTagKnown(context, id))
        if (!isKnown) throw new VitrineError('TAG_NOT_FOUND')
        return readTagsBelow(context, id)
      }),

    suggest: (options) =>
      call(gallery, actor, async (context) => suggestTags(context, validate(tagSuggestion, options))),

    manage: createTagManagement(gallery, actor),
  }
}
