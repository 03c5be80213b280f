import { capabilityBit } from '../access/capabilities.ts'
import { holds, type Rights, sees, seesEverything } from '../access/rights.ts'
import { requireOwnLevel } from '../call.ts'
import type { CallContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { writeValues } from '../fields/field.values.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { selectTagsOf } from '../tags/photo-tags.store.ts'
import { findOrCreateTags } from '../tags/tag.find-or-create.ts'
import { transact, type Unit } from '../transaction.ts'
import { changeTranslations } from '../translations/change-translations.ts'
import { mainLanguage } from '../translations/main-language.ts'
import type { PhotoText } from '../translations/translation.types.ts'
import { type IdsChange, type PhotoColumns, writePhotoChanges } from './photo.changes.ts'
import { type PlacesOfPhoto, selectPlacesOfPhotos } from './photo.places.store.ts'
import { photoPatch } from './photo.schema.ts'
import type { PhotoRow } from './photo.table.ts'
import type { PhotoPatch } from './photo.types.ts'

/**
 * Changes what people may write on a photo; the caller has checked that this actor may edit it.
 *
 * @param options.unit - A transaction to do it in. Default: one of its own.
 * @returns Whether anything changed.
 */
export const updatePhoto = async (
  context: CallContext,
  known: PhotoRow,
  input: PhotoPatch,
  { unit: given }: { unit?: Unit } = {},
): Promise<boolean> => {
  const { gallery, actor } = context
  const { tags, albumIds, fields: values, focal, translations, ...fields } = validate(photoPatch, input)
  if (albumIds) requireAlbums(context, albumIds)
  if (fields.level !== undefined && fields.level !== known.level) requireOwnLevel(context, fields.level)

  const work = async (unit: Unit): Promise<boolean> => {
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
      translations: _translations,
      focal: _focal,
      ...plain
    } = validate(photoPatch, filtered.patch)
    const columns: PhotoColumns = withoutUndefined({
      ...plain,
      ...(focal === undefined ? {} : { focal_x: focal?.x ?? null, focal_y: focal?.y ?? null }),
      ...(takenAt === undefined
        ? {}
        : {
            ...takenAtColumns(takenAt),
            sort_at: takenAt ?? row.added_at,
          }),
    })
    const changed = await writePhotoChanges(context, unit, [
      {
        row,
        columns,
        tags: tags ? await replaceTags(unit, row.id, tags) : null,
        fields: values
          ? ((await writeValues(unit, { subject: 'photo', ids: [row.id] }, values)).get(row.id) ?? null)
          : null,
        translations: translations
          ? changeTranslations<PhotoText>(row, translations, await mainLanguage(context))
          : null,
        albums: albumIds ? await replaceAlbums(context, unit, row.id, albumIds) : null,
      },
    ])
    return changed > 0
  }
  return given ? work(given) : transact(gallery, actor, work)
}

/** A date that people wrote says nothing of another zone. */
export const takenAtColumns = (takenAt: string | null) => ({
  taken_at: takenAt,
  taken_at_local: takenAt?.slice(0, 19) ?? null,
  taken_offset: takenAt === null ? null : '+00:00',
})

/** Only those who may organise an album put photos into it. @throws {VitrineError} `INPUT_INVALID` naming `albumIds.N`, or what else the list is called */
export const requireAlbums = ({ rights }: CallContext, albumIds: readonly number[], name = 'albumIds'): void => {
  const issues = albumIds.flatMap((id, index) =>
    holds(rights, id, capabilityBit.organise)
      ? []
      : [
          {
            path: `${name}.${index}`,
            message: sees(rights, id) ? 'You may not put photos into this album.' : 'There is no such album.',
          },
        ],
  )
  if (issues.length > 0) throw inputInvalid(issues)
}

const replaceTags = async (unit: Unit, photoId: number, names: readonly string[]): Promise<IdsChange | null> => {
  const before = (await selectTagsOf(unit.db, unit.dialect, [photoId])).get(photoId) ?? []
  const after = [...new Set((await findOrCreateTags(unit, names)).values())].sort((a, b) => a - b)
  return before.join() === after.join() ? null : { before, after }
}

/** Albums that the actor may not organise keep the photo: they are not its to take away. */
const replaceAlbums = async (
  { gallery, rights }: CallContext,
  { db }: Unit,
  photoId: number,
  albumIds: readonly number[],
): Promise<IdsChange | null> => {
  const [place] = await selectPlacesOfPhotos(db, gallery.dialect, [photoId])
  const { albums: before, folders } = place as PlacesOfPhoto
  // The album of the folder that the file lies in holds it as long as the file lies there.
  const kept = before.filter((id) => folders.includes(id) || !holds(rights, id, capabilityBit.organise))
  const after = [...new Set([...kept, ...albumIds])].sort((a, b) => a - b)
  if (before.join() === after.join()) return null
  requireVisible(rights, after, 'albumIds')
  return { before, after }
}

/** @throws {VitrineError} `INPUT_INVALID`: whoever changes the albums of a photo must not lose sight of it. */
export const requireVisible = (rights: Rights, albumIds: readonly number[], path: string): void => {
  if (!seesEverything(rights) && !albumIds.some((id) => sees(rights, id)))
    throw inputInvalid([{ path, message: 'Must leave the photo in an album.' }])
}
