import type { CallContext } from '../context.ts'
import { type CountedTagRow, countPhotosSeen, selectTagRows, selectVisibleTag } from './tag.store.ts'
import { selectTagsBelow } from './tag.tree.ts'

/** Whether the actor may know of a tag: whether it sees a photo that has it, or one that has a tag below it. */
export const isTagKnown = async (context: CallContext, id: number): Promise<boolean> =>
  (await knownPhotos(context, id)) !== undefined

/** A tag that the actor may know of, with how many photos it sees that have the tag itself. */
export const findKnownTag = async (context: CallContext, id: number): Promise<CountedTagRow | undefined> => {
  const photos = await knownPhotos(context, id)
  if (photos === undefined) return undefined
  const { connections, dialect } = context.gallery
  const [row] = await selectTagRows(connections.read, dialect, [id], 1)
  return row && { ...row, photos }
}

/** Photos with the tag itself that the actor sees; `undefined` where it must not know of the tag. */
const knownPhotos = async ({ gallery, rights }: CallContext, id: number): Promise<number | undefined> => {
  const { connections, dialect, sets } = gallery
  const db = connections.read
  const catalogue = await sets.current(rights.commit)
  if (!catalogue) {
    if (!(await selectVisibleTag(db, dialect, rights, id))) return undefined
    return (await countPhotosSeen(db, dialect, rights, [id])).get(id) ?? 0
  }
  const counts = sets.tagCounts(rights, catalogue)
  const photos = counts.get(id)
  if (photos !== undefined) return photos
  const below = await selectTagsBelow(db, id)
  return below.some((tag) => counts.has(tag.id)) ? 0 : undefined
}
