import type { CallContext } from '../context.ts'
import { validate } from '../input/validate.ts'
import { toSlug } from '../text/slug.ts'
import { transact } from '../transaction.ts'
import { lockPlace, requireParent } from './album.place.ts'
import { albumDraft } from './album.schema.ts'
import { insertAlbum, renumber, selectSiblings } from './album.store.ts'

type Draft = ReturnType<typeof validate<typeof albumDraft>>

/** @returns The id of the new album. */
export const createAlbum = async (context: CallContext, input: Draft): Promise<number> => {
  const { gallery, actor } = context
  requireParent(context, input.parentId)
  return transact(gallery, actor, async (unit) => {
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
    await lockPlace(gallery, unit, { id: null, parentId: input.parentId, height: 1 })
    const siblings = await selectSiblings(unit.db, input.parentId)
    const position = Math.min(input.position ?? siblings.length, siblings.length)
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
    await renumber(unit.db, siblings.toSpliced(position, 0, { id, position }))
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
