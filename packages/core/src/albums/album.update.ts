import type { Capability } from '../access/capabilities.ts'
import { requireInAlbum } from '../call.ts'
import type { CallContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { writeValues } from '../fields/field.values.ts'
import { validate } from '../input/validate.ts'
import { withoutUndefined } from '../input/without-undefined.ts'
import { toSlug } from '../text/slug.ts'
import type { Unit } from '../transaction.ts'
import { changeTranslations, type TranslationsChange } from '../translations/change-translations.ts'
import { mainLanguage } from '../translations/main-language.ts'
import type { AlbumText } from '../translations/translation.types.ts'
import { keepOrder, orderBelow } from './album.place.ts'
import { albumPatch } from './album.schema.ts'
import { lockAlbum, updateAlbum } from './album.store.ts'
import type { AlbumRow } from './album.table.ts'
import { changeTree } from './album.tree.ts'
import type { ChildrenOrder } from './album.types.ts'
import { selectUsableCovers } from './album-covers.store.ts'
import { changePermalink } from './permalink.change.ts'
import { toInheritable, updateBelow } from './sub-albums.ts'

type Patch = ReturnType<typeof validate<typeof albumPatch>>

/** Changes what people write on an album, and, for those who manage it, who sees it. */
export const patchAlbum = async (context: CallContext, id: number, input: Patch): Promise<void> => {
  const { gallery, actor } = context
  requirePatch(context, id, input)
  const cover = toCover(input)
  if (cover?.cover_photo_id)
    await requireCover(context, cover.cover_photo_id, input.cover ? 'cover.photoId' : 'coverPhotoId')
  await changeTree(context, async (unit, now) => {
    requirePatch(now, id, input)
    const row = await lockAlbum(unit.db, unit.dialect, id)
    if (!row) throw new VitrineError('ALBUM_NOT_FOUND')
    // A choice among photos, addresses, orders and switches are no texts that a plugin could mend: they stay out of the filter.
    const { name, description, visibility, locked } = input
    const filtered = await gallery.hooks.apply(
      'album.updating',
      { ids: [id], patch: withoutUndefined({ name, description, visibility, locked }) },
      { actor },
    )
    const checked = validate(albumPatch, filtered.patch)
    if (checked.name !== undefined && row.is_folder && checked.name !== row.name)
      throw new VitrineError('ALBUM_READ_ONLY', { issues: [{ path: 'name', message: 'The name follows the folder.' }] })
    if (input.query !== undefined) await requireQuery(unit, row, input.query)

    const translations = input.translations
      ? changeTranslations<AlbumText>(row, input.translations, await mainLanguage(context))
      : null
    const shared = toInheritable({ ...input, visibility: checked.visibility, locked: checked.locked })
    const columns: Partial<AlbumRow> = {
      ...(checked.name === undefined ? {} : { name: checked.name, slug: toSlug(checked.name) }),
      ...(checked.description === undefined ? {} : { description: checked.description }),
      ...(input.query === undefined ? {} : { query: input.query }),
      ...(input.theme === undefined ? {} : { theme: input.theme }),
      ...cover,
      ...shared,
    }
    const isChanged = await writeColumns(unit, row, columns, translations)
    const isMoved = input.permalink === undefined ? false : await changePermalink(unit, id, input.permalink)
    const values = input.fields
      ? (await writeValues(unit, { subject: 'album', ids: [id] }, input.fields)).get(id)
      : null
    if (values)
      unit.record({
        subject: 'album',
        id,
        action: 'updated',
        before: { fields: values.before },
        after: { fields: values.after },
      })
    const below = input.applyToSubAlbums ? await updateBelow(unit, now.rights, id, shared) : []
    if (shared.children_order && (await orderBelow(unit, [id, ...below], shared.children_order as ChildrenOrder)))
      unit.rightsChanged()
    if (checked.name !== undefined && checked.name !== row.name && row.parent_id !== null) {
      await keepOrder(unit, row.parent_id)
      unit.rightsChanged()
    }
    if ((isMoved || values) && !isChanged) await updateAlbum(unit.db, id, { updated_at: unit.at })
    const ids = isChanged || isMoved || values ? [id, ...below] : below
    if (ids.length > 0) unit.after.defer('album.updated', { albumIds: ids }, { actor })
  })
}

const requirePatch = (context: CallContext, id: number, input: Patch): void => {
  for (const capability of neededFor(input)) requireInAlbum(context, id, capability)
  if (input.cover !== undefined && input.coverPhotoId !== undefined)
    throw inputInvalid([{ path: 'coverPhotoId', message: 'Must not be sent together with cover.' }])
  if (input.applyToSubAlbums && Object.keys(toInheritable(input)).length === 0)
    throw inputInvalid([{ path: 'applyToSubAlbums', message: 'Nothing here goes for sub-albums.' }])
}

/** Who sees an album and where it is found is for those who manage it; the order of the albums below for those who organise. */
const neededFor = (input: Patch): Capability[] => {
  const { visibility, locked, permalink, childrenOrder, applyToSubAlbums: _, ...rest } = input
  const guards = visibility !== undefined || locked !== undefined || permalink !== undefined
  const orders = childrenOrder !== undefined
  const writes = Object.values(rest).some((value) => value !== undefined) || !(guards || orders)
  return [
    ...(guards ? ['manage' as const] : []),
    ...(orders ? ['organise' as const] : []),
    ...(writes ? ['edit' as const] : []),
  ]
}

const toCover = ({ cover, coverPhotoId }: Patch): Pick<AlbumRow, 'cover_mode' | 'cover_photo_id'> | null => {
  if (cover?.mode === 'fixed') return { cover_mode: 'fixed', cover_photo_id: cover.photoId }
  if (cover) return { cover_mode: cover.mode, cover_photo_id: null }
  if (coverPhotoId === undefined) return null
  return { cover_mode: coverPhotoId === null ? 'auto' : 'fixed', cover_photo_id: coverPhotoId }
}

const requireCover = async ({ gallery, rights }: CallContext, photoId: number, path: string): Promise<void> => {
  const usable = await selectUsableCovers(gallery.connections.read, gallery.dialect, rights, [photoId])
  if (!usable.has(photoId))
    throw inputInvalid([{ path, message: 'There is no such photo, or no picture can be made of it.' }])
}

/** What is in an album by hand would be out of sight in a smart one. */
const requireQuery = async ({ db }: Unit, row: AlbumRow, query: string | null): Promise<void> => {
  if (query === null || row.query !== null) return
  if (row.is_folder) throw new VitrineError('ALBUM_READ_ONLY')
  const link = await db
    .selectFrom('album_photos')
    .select('photo_id')
    .where('album_id', '=', row.id)
    .limit(1)
    .executeTakeFirst()
  if (link) throw inputInvalid([{ path: 'query', message: 'An album that holds photos cannot become a smart one.' }])
}

const writeColumns = async (
  unit: Unit,
  row: AlbumRow,
  columns: Partial<AlbumRow>,
  translations: TranslationsChange | null,
): Promise<boolean> => {
  const changed = (Object.keys(columns) as (keyof AlbumRow)[]).filter((key) => columns[key] !== row[key])
  if (changed.length === 0 && translations === null) return false
  const stored = translations ? { translations: translations.stored } : {}
  await updateAlbum(unit.db, row.id, { ...columns, ...stored, updated_at: unit.at })
  const pick = (source: Partial<AlbumRow>, side: 'before' | 'after') => ({
    ...Object.fromEntries(changed.map((key) => [key, source[key] ?? null])),
    ...(translations ? { translations: translations[side] } : {}),
  })
  unit.record({
    subject: 'album',
    id: row.id,
    action: 'updated',
    before: pick(row, 'before'),
    after: pick(columns, 'after'),
  })
  // Themes are inherited, and so stand in the tree beside what rights follow from.
  if (changed.some((key) => key === 'visibility' || key === 'is_locked' || key === 'theme')) unit.rightsChanged()
  return true
}
