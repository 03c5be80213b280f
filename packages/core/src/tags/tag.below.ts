import type { CallContext } from '../context.ts'
import { nameIn } from '../translations/read-translations.ts'
import { countPhotosSeen, selectTagRows } from './tag.store.ts'
import { selectBranchesBelow } from './tag.tree.ts'
import type { Tag } from './tag.types.ts'

const maxTags = 500

/** The tags directly below one of which something is seen. */
export const readTagsBelow = async ({ gallery, rights }: CallContext, id: number): Promise<Tag[]> => {
  const { dialect, sets } = gallery
  const db = gallery.connections.read
  const tags = await selectBranchesBelow(db, id)
  if (tags.length === 0) return []
  const catalogue = await sets.current()
  const counts = catalogue
    ? sets.tagCounts(rights, catalogue)
    : await countPhotosSeen(
        db,
        dialect,
        rights,
        tags.map((tag) => tag.id),
      )
  const seen = new Set(tags.filter((tag) => (counts.get(tag.id) ?? 0) > 0).map(({ branch }) => branch))
  if (seen.size === 0) return []
  const rows = await selectTagRows(db, dialect, [...seen], maxTags)
  return rows.map((row) => ({
    id: row.id,
    ...nameIn(row, gallery.language),
    slug: row.slug,
    parentId: row.parent_id,
    photos: counts.get(row.id) ?? 0,
  }))
}
