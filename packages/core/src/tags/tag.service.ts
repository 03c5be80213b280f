import { LRUCache } from 'lru-cache'
import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { call } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { pageLimit, validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import { type CountedTagRow, countVisibleTags, selectVisibleTags, toTagKey } from './tag.store.ts'
import type { Tag, TagsService } from './tag.types.ts'

const tagList = v.strictObject({
  limit: pageLimit(500, 200),
  cursor: v.optional(v.string('Must be text.')),
  startsWith: v.optional(v.pipe(v.string('Must be text.'), v.maxLength(255, 'Must have 255 characters at most.'))),
})

const toTag = (row: CountedTagRow): Tag => ({
  id: row.id,
  name: row.name,
  slug: row.slug,
  parentId: row.parent_id,
  photos: row.photos,
})

/** Totals of one gallery, counted once per commit and access class. */
export const createTagTotals = () => new LRUCache<string, Promise<number>>({ max: 200 })

export const createTagsService = (
  gallery: GalleryContext,
  actor: Actor,
  totals: LRUCache<string, Promise<number>>,
): TagsService => {
  const { dialect, connections } = gallery
  return {
    list: (options = {}) =>
      call(gallery, actor, async ({ rights }) => {
        const { limit, cursor, startsWith } = validate(tagList, options)
        const prefix = startsWith ? toTagKey(startsWith) : undefined
        const mark = ['tags', prefix ?? null]
        const after =
          cursor === undefined ? undefined : (decodeCursor(cursor, mark, ['string', 'number']) as [string, number])
        const { commit } = await gallery.access.versions()
        const key = JSON.stringify([commit, rights.tree.version, rights.classKey, prefix])
        let counting = totals.get(key)
        if (!counting) {
          counting = countVisibleTags(connections.read, dialect, rights, prefix)
          totals.set(key, counting)
          counting.catch(() => totals.delete(key))
        }
        const [rows, total] = await Promise.all([
          selectVisibleTags(connections.read, dialect, rights, { limit: limit + 1, after, prefix }),
          counting,
        ])
        const last = rows.length > limit ? rows[limit - 1] : undefined
        return {
          items: rows.slice(0, limit).map(toTag),
          nextCursor: last ? encodeCursor(mark, [last.name_key, last.id]) : null,
          total,
        }
      }),

    get: (id) =>
      call(gallery, actor, async ({ rights }) => {
        const [row] = isId(id) ? await selectVisibleTags(connections.read, dialect, rights, { limit: 1, id }) : []
        if (!row) throw new VitrineError('TAG_NOT_FOUND')
        return toTag(row)
      }),
  }
}
