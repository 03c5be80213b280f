import { userIdOf } from '../access/actor.ts'
import { isPrivate } from '../access/tree.ts'
import type { CallContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { toSlug } from '../text/slug.ts'
import { keepOrder, makePlace, requireParent, requireRoom } from './album.place.ts'
import { albumDraft } from './album.schema.ts'
import { insertAlbum } from './album.store.ts'
import { changeTree } from './album.tree.ts'
import type { AlbumDefaults } from './album.types.ts'
import { readAlbumDefaults } from './album-defaults.ts'
import { childrenOrderOf } from './children-order.ts'

type Draft = ReturnType<typeof validate<typeof albumDraft>>

/** @returns The id of the new album. */
export const createAlbum = async (context: CallContext, input: Draft): Promise<number> => {
  const { gallery, actor } = context
  const { parentId } = input
  requireParent(context, parentId)
  return changeTree(context, async (unit, now) => {
    requireParent(now, parentId)
    requireRoom(now.rights, null, parentId)
    const defaults = await readAlbumDefaults(unit.db)
    const { draft } = await gallery.hooks.apply(
      'album.creating',
      {
        draft: {
          name: input.name,
          parentId,
          visibility: input.visibility ?? usualVisibility(now, parentId, defaults),
          description: input.description,
          locked: false,
        },
      },
      { actor },
    )
    const { name, description, visibility } = validate(albumDraft, {
      name: draft.name,
      description: draft.description,
      visibility: draft.visibility,
    })
    const position = input.position ?? (defaults.position === 'first' ? 0 : undefined)
    const id = await insertAlbum(unit.db, {
      parent_id: parentId,
      position: await makePlace(unit, now.rights, parentId, position),
      name,
      slug: toSlug(name),
      description,
      visibility: visibility ?? 'private',
      allows_comments: (input.comments ?? defaults.comments) ? 1 : 0,
      photo_sort: input.photoSort,
      children_order: input.childrenOrder,
      query: input.query,
      is_folder: 0,
      created_by: userIdOf(actor),
      at: unit.at,
    })
    if ((await childrenOrderOf(unit.db, parentId)) !== null) await keepOrder(unit, parentId)
    unit.record({ subject: 'album', id, action: 'created', after: { name, parentId, visibility, description } })
    unit.rightsChanged()
    unit.after.defer('album.created', { albumIds: [id] }, { actor })
    return id
  })
}

const usualVisibility = (
  { rights: { tree } }: CallContext,
  parentId: number | null,
  defaults: AlbumDefaults,
): 'public' | 'private' => {
  const parent = parentId === null ? undefined : tree.placeOf(parentId)
  const isBelowPrivate = parent !== undefined && ((tree.flags[parent] as number) & isPrivate) !== 0
  return defaults.inheritVisibility && isBelowPrivate ? 'private' : defaults.visibility
}
