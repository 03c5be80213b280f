import { requireInAlbum } from '../call.ts'
import type { CallContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { toSlug } from '../text/slug.ts'
import { transact } from '../transaction.ts'
import { albumPatch } from './album.schema.ts'
import { lockAlbum, selectUsableCovers, updateAlbum } from './album.store.ts'
import type { AlbumRow } from './album.table.ts'

type Patch = ReturnType<typeof validate<typeof albumPatch>>

/** Changes what people write on an album, and, for those who manage it, who sees it. */
export const patchAlbum = async (context: CallContext, id: number, input: Patch): Promise<void> => {
  const { gallery, actor, rights } = context
  const guardsAccess = input.visibility !== undefined || input.locked !== undefined
  requireInAlbum(context, id, guardsAccess ? 'manage' : 'edit')
  if (input.coverPhotoId) {
    const usable = await selectUsableCovers(gallery.connections.read, gallery.dialect, rights, [input.coverPhotoId])
    if (!usable.has(input.coverPhotoId))
      throw inputInvalid([
        { path: 'coverPhotoId', message: 'There is no such photo, or no picture can be made of it.' },
      ])
  }
  await transact(gallery, actor, async (unit) => {
    const row = await lockAlbum(unit.db, gallery.dialect, id)
    if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
    // The cover is a choice among photos, not a text that a plugin could mend: it stays out of the filter.
    const { coverPhotoId, ...fields } = input
    const { patch } = await gallery.hooks.apply(
      'album.updating',
      { ids: [id], patch: withoutUndefined(fields) },
      { actor },
    )
    const checked = validate(albumPatch, { ...patch, coverPhotoId })
    if (checked.name !== undefined && row.is_folder && checked.name !== row.name)
      throw new VitrineError('ALBUM_READ_ONLY', { issues: [{ path: 'name', message: 'The name follows the folder.' }] })
    const columns: Partial<AlbumRow> = {
      ...(checked.name === undefined ? {} : { name: checked.name, slug: toSlug(checked.name) }),
      ...(checked.description === undefined ? {} : { description: checked.description }),
      ...(checked.visibility === undefined ? {} : { visibility: checked.visibility }),
      ...(checked.locked === undefined ? {} : { is_locked: checked.locked ? 1 : 0 }),
      ...(checked.coverPhotoId === undefined ? {} : { cover_photo_id: checked.coverPhotoId }),
    }
    const changed = (Object.keys(columns) as (keyof AlbumRow)[]).filter((key) => columns[key] !== row[key])
    if (changed.length === 0) return
    await updateAlbum(unit.db, id, { ...columns, updated_at: unit.at })
    const pick = (source: Partial<AlbumRow>) => Object.fromEntries(changed.map((key) => [key, source[key] ?? null]))
    unit.record({ subject: 'album', id, action: 'updated', before: pick(row), after: pick(columns) })
    if (changed.includes('visibility') || changed.includes('is_locked')) unit.rightsChanged()
    unit.after.defer('album.updated', { albumIds: [id] }, { actor })
  })
}
