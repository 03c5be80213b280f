import type { CallContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { toSlug } from '../text/slug.ts'
import { keepOrder, makePlace, requireParent, requireRoom } from './album.place.ts'
import { albumDraft } from './album.schema.ts'
import { insertAlbum } from './album.store.ts'
import { changeTree } from './album.tree.ts'

type Draft = ReturnType<typeof validate<typeof albumDraft>>

/** @returns The id of the new album. */
export const createAlbum = async (context: CallContext, input: Draft): Promise<number> => {
  const { gallery, actor } = context
  requireParent(context, input.parentId)
  return changeTree(context, async (unit, now) => {
    requireParent(now, input.parentId)
    requireRoom(now.rights, null, input.parentId)
    const { draft } = await gallery.hooks.apply(
      'album.creating',
      {
        draft: {
          name: input.name,
          parentId: input.parentId,
          visibility: input.visibility,
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
    const position = await makePlace(unit, now.rights, input.parentId, input.position)
    const id = await insertAlbum(unit.db, {
      parent_id: input.parentId,
      position,
      name,
      slug: toSlug(name),
      description,
      visibility,
      is_folder: 0,
      created_by: actor.kind === 'user' ? actor.userId : null,
      at: unit.at,
    })
    await keepOrder(unit, input.parentId)
    unit.record({
      subject: 'album',
      id,
      action: 'created',
      after: { name, parentId: input.parentId, visibility, description },
    })
    unit.rightsChanged()
    unit.after.defer('album.created', { albumIds: [id] }, { actor })
    return id
  })
}
