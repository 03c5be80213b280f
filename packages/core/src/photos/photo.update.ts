import { capabilityBit } from '../access/capabilities.ts'
import { holds, sees, seesEverything } from '../access/rights.ts'
import { CountDeltas } from '../albums/album-counts.store.ts'
import { keepPlain } from '../albums/smart-albums.ts'
import { requireOwnLevel } from '../call.ts'
import type { CallContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { writeValues } from '../fields/field.values.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { reindexPhotos } from '../search/search-index.store.ts'
import { findOrCreateTags } from '../tags/tag.find-or-create.ts'
import { transact, type Unit } from '../transaction.ts'
import { photoPatch } from './photo.schema.ts'
import type { PhotoRow } from './photo.table.ts'
import { moveCounts } from './photo.trash.ts'
import type { PhotoPatch } from './photo.types.ts'
import { toTitleKey } from './title-key.ts'

/**
 * Changes what people may write on a photo; the caller has checked that this actor may edit it.
 *
 * @param options.unit - A transaction to do it in. Default: one of its own.
 */
export const updatePhoto = async (
  context: CallContext,
  known: PhotoRow,
  input: PhotoPatch,
  { unit: given }: { unit?: Unit } = {},
): Promise<void> => {
  const { gallery, actor } = context
  const { tags, albumIds, fields: values, focal, ...fields } = validate(photoPatch, input)
  if (albumIds) requireAlbums(context, albumIds)
  if (fields.level !== undefined && fields.level !== known.level) requireOwnLevel(context, fields.level)

  const work = async (unit: Unit): Promise<void> => {
    let select = unit.db.selectFrom('photos').selectAll().where('id', '=', known.id)
    if (gallery.dialect.forUpdate) select = select.modifyEnd(gallery.dialect.forUpdate)
    const row = await select.executeTakeFirst()
    if (!row || row.deleted_at !== null) throw new VitrineError('PHOTO_NOT_FOUND')

    const filtered = await gallery.hooks.apply(
      'photo.updating',
      { ids: [row.id], patch: withoutUndefined(fields) },
      { actor },
    )
    const {
      takenAt,
      tags: _tags,
      albumIds: _albums,
      fields: _values,
      focal: _focal,
      ...plain
    } = validate(photoPatch, filtered.patch)
    const columns: Partial<Omit<PhotoRow, 'id' | 'added_at'>> = withoutUndefined({
      ...plain,
      ...(focal === undefined ? {} : { focal_x: focal?.x ?? null, focal_y: focal?.y ?? null }),
      ...(takenAt === undefined
        ? {}
        : {
            taken_at: takenAt,
            taken_at_local: takenAt?.slice(0, 19) ?? null,
            taken_offset: takenAt === null ? null : '+00:00',
            sort_at: takenAt ?? row.added_at,
          }),
    })
    const changed = (Object.keys(columns) as (keyof typeof columns)[]).filter((key) => columns[key] !== row[key])
    const pick = (source: Partial<PhotoRow>) => Object.fromEntries(changed.map((key) => [key, source[key] ?? null]))

    if (changed.includes('level')) await moveCounts(gallery, unit, [row.id], -1)
    if (changed.length > 0) {
      await unit.db
        .updateTable('photos')
        .set({ ...columns, title_key: toTitleKey({ ...row, ...columns }), updated_at: unit.at })
        .where('id', '=', row.id)
        .execute()
    }
    if (changed.includes('level')) await moveCounts(gallery, unit, [row.id], 1)
    if (columns.sort_at !== undefined)
      await unit.db
        .updateTable('album_photos')
        .set({ sort_at: columns.sort_at })
        .where('photo_id', '=', row.id)
        .execute()

    const tagChange = tags ? await replaceTags(unit, row.id, tags) : null
    const valueChange = values ? await writeValues(unit, { subject: 'photo', id: row.id }, values) : null
    const albumChange = albumIds
      ? await replaceAlbums(context, unit, { ...row, ...columns } as PhotoRow, albumIds)
      : null
    if (changed.length === 0 && !tagChange && !valueChange && !albumChange) return

    await reindexPhotos(unit.db, gallery.dialect, [row.id])
    const before = {
      ...pick(row),
      ...(tagChange ? { tagIds: tagChange.before } : {}),
      ...(valueChange ? { fields: valueChange.before } : {}),
      ...(albumChange ? { albumIds: albumChange.before } : {}),
    }
    const after = {
      ...pick(columns),
      ...(tagChange ? { tagIds: tagChange.after } : {}),
      ...(valueChange ? { fields: valueChange.after } : {}),
      ...(albumChange ? { albumIds: albumChange.after } : {}),
    }
    unit.record({ subject: 'photo', id: row.id, action: 'updated', before, after })
    unit.after.defer('photo.updated', { changes: [{ id: row.id, before, after }] }, { actor })
    if (albumChange) {
      const added = albumChange.after.filter((id) => !albumChange.before.includes(id))
      const removed = albumChange.before.filter((id) => !albumChange.after.includes(id))
      unit.after.defer('photo.albums.changed', { photoIds: [row.id], added, removed }, { actor })
    }
  }
  await (given ? work(given) : transact(gallery, actor, work))
}

/** Only those who may organise an album put photos into it. @throws {VitrineError} `INPUT_INVALID` naming `albumIds.N` */
export const requireAlbums = ({ rights }: CallContext, albumIds: readonly number[]): void => {
  const issues = albumIds.flatMap((id, index) =>
    holds(rights, id, capabilityBit.organise)
      ? []
      : [
          {
            path: `albumIds.${index}`,
            message: sees(rights, id) ? 'You may not put photos into this album.' : 'There is no such album.',
          },
        ],
  )
  if (issues.length > 0) throw inputInvalid(issues)
}

const replaceTags = async (unit: Unit, photoId: number, names: readonly string[]) => {
  const before = (
    await unit.db.selectFrom('photo_tags').select('tag_id').where('photo_id', '=', photoId).orderBy('tag_id').execute()
  ).map((row) => row.tag_id)
  const after = [...new Set((await findOrCreateTags(unit, names)).values())].sort((a, b) => a - b)
  if (before.join() === after.join()) return null
  await unit.db.deleteFrom('photo_tags').where('photo_id', '=', photoId).execute()
  if (after.length > 0)
    await unit.db
      .insertInto('photo_tags')
      .values(after.map((tag_id) => ({ photo_id: photoId, tag_id })))
      .execute()
  return { before, after }
}

/** Albums that the actor may not organise keep the photo: they are not its to take away. */
const replaceAlbums = async (
  { gallery, rights }: CallContext,
  unit: Unit,
  row: PhotoRow,
  albumIds: readonly number[],
) => {
  const before = (
    await unit.db
      .selectFrom('album_photos')
      .select('album_id')
      .where('photo_id', '=', row.id)
      .orderBy('album_id')
      .execute()
  ).map((link) => link.album_id)
  const folders = new Set(
    (
      await unit.db
        .selectFrom('library_files')
        .innerJoin('library_folders', 'library_folders.id', 'library_files.folder_id')
        .select('library_folders.album_id')
        .where('photo_id', '=', row.id)
        .execute()
    ).map((f) => f.album_id),
  )
  // The album of the folder that the file lies in holds it as long as the file lies there.
  const kept = before.filter((id) => folders.has(id) || !holds(rights, id, capabilityBit.organise))
  const after = [...new Set([...kept, ...albumIds])].sort((a, b) => a - b)
  const removed = before.filter((id) => !after.includes(id))
  const added = after.filter((id) => !before.includes(id))
  if (removed.length + added.length === 0) return null
  if (!seesEverything(rights) && !after.some((id) => sees(rights, id)))
    throw inputInvalid([{ path: 'albumIds', message: 'Must leave the photo in an album.' }])
  if (removed.length > 0)
    await unit.db
      .deleteFrom('album_photos')
      .where('photo_id', '=', row.id)
      .where('album_id', 'in', gallery.dialect.idValues(removed))
      .execute()
  await keepPlain(unit.db, unit.dialect, added)
  if (added.length > 0)
    await unit.db
      .insertInto('album_photos')
      .values(added.map((album_id) => ({ album_id, photo_id: row.id, sort_at: row.sort_at })))
      .execute()
  const deltas = new CountDeltas()
  for (const id of removed) deltas.add(id, row.level, -1)
  for (const id of added) deltas.add(id, row.level, 1)
  await deltas.apply(unit.db, unit.dialect)
  return { before, after }
}
