import { toBaseKey } from '../files/base-key.ts'
import { formerOriginal } from '../files/former-original.ts'
import { keyInFolder } from '../files/in-folder.ts'
import { insertPhotoFile, lockPhoto, updateFormatCount } from '../files/photo-file.store.ts'
import { maxFormats, recordFormat } from '../formats/add-format.ts'
import { applyMedia } from '../ingest/apply-media.ts'
import { toPhotoDraft } from '../ingest/photo-draft.ts'
import { recordPhotos } from '../ingest/record-photos.ts'
import { dropRepresentative } from '../representatives/drop-representative.ts'
import { toDisplayName } from '../text/file-name.ts'
import { asFormat, asPhoto, type BatchContext, fileColumns } from './batch.ts'
import { ensureAlbum } from './folder-albums.ts'
import { selectPhotosOfNames } from './folder-format.store.ts'
import { followFormats } from './formats-of-folder.ts'
import { saveFiles } from './library.store.ts'
import { type FreshFile, type KnownPicture, type PairPlan, planPairs } from './plan-pairs.ts'

/** Writes files that no photo and no format is known of. @returns How many photos there are more, and how many got another file. */
export const addFiles = async (
  context: BatchContext,
  fresh: readonly FreshFile[],
): Promise<{ readonly added: number; readonly changed: number }> => {
  const plan = await planOf(context, fresh)
  const photoIds = new Map<FreshFile | KnownPicture, number>()
  let changed = 0
  for (const { file, photo } of plan.leads) {
    if (await takeLead(context, file, photo)) {
      photoIds.set(file, photo.photo_id)
      changed += 1
    } else plan.own.push(file)
  }
  const own = await followFormats(context, plan.own)
  for (const [index, id] of (await addPhotos(context, own)).entries()) photoIds.set(own[index] as FreshFile, id)

  const left: FreshFile[] = []
  for (const { file, picture } of plan.formats) {
    const isKnown = 'photo_id' in picture
    const photoId = isKnown ? picture.photo_id : photoIds.get(picture)
    if (photoId === undefined || !(await attach(context, file, photoId))) left.push(file)
    else if (isKnown) changed += 1
  }
  // The format of these bytes that the photo has may be this file, under its former name.
  const rest = await followFormats(context, left)
  await addPhotos(context, rest)
  return { added: own.length + rest.length, changed }
}

const planOf = async ({ unit, attachesFormats }: BatchContext, fresh: readonly FreshFile[]): Promise<PairPlan> => {
  const plan: PairPlan = { own: [], formats: [], leads: [] }
  const groups = new Map<string, FreshFile[]>()
  for (const file of fresh) {
    const { folder, entry, namesakes } = file.candidate
    if (!attachesFormats || namesakes.length === 0) {
      plan.own.push(file)
      continue
    }
    const key = `${folder.id}/${toBaseKey(entry.name)}`
    const group = groups.get(key)
    if (group) group.push(file)
    else groups.set(key, [file])
  }
  for (const group of groups.values()) {
    const [{ candidate }] = group as [FreshFile, ...FreshFile[]]
    const names = new Set(group.map((file) => file.candidate.entry.name))
    const others = candidate.namesakes.filter((name) => !names.has(name))
    const known = others.length > 0 ? await selectPhotosOfNames(unit.db, candidate.folder.id, others) : []
    const { own, formats, leads } = planPairs(group, known)
    plan.own.push(...own)
    plan.formats.push(...formats)
    plan.leads.push(...leads)
  }
  return plan
}

/** @returns The new ids, in the order of the files. */
const addPhotos = async (
  { gallery, unit, tree, fields }: BatchContext,
  files: readonly FreshFile[],
): Promise<number[]> => {
  if (files.length === 0) return []
  const drafts = []
  for (const { candidate, media } of files) {
    const albumId = await ensureAlbum(unit, tree, candidate.folder)
    drafts.push(
      toPhotoDraft(media, {
        fileName: toDisplayName(candidate.entry.name),
        albumIds: [albumId],
        storageKey: null,
        addedBy: null,
        fields,
      }),
    )
  }
  const ids = await recordPhotos(gallery, unit, drafts, 'sync')
  await saveFiles(
    unit.db,
    files.map(({ candidate }, index) => ({
      id: candidate.fileId,
      ...fileColumns(candidate),
      ...asPhoto(ids[index] as number),
    })),
    unit.at,
  )
  return ids
}

/** @returns `false` where the photo is gone, has these bytes already, or as many formats as there may be. */
const attach = async (
  { gallery, unit }: BatchContext,
  { candidate, media }: FreshFile,
  photoId: number,
): Promise<boolean> => {
  const photo = await lockPhoto(unit, photoId)
  if (!photo || photo.format_count >= maxFormats) return false
  const fileName = toDisplayName(candidate.entry.name)
  const { row, isNew } = await recordFormat(gallery, unit, { photoId, media, storageKey: keyInFolder, fileName })
  if (!isNew) return false
  await saveFiles(unit.db, [{ id: candidate.fileId, ...fileColumns(candidate), ...asFormat(row.id) }], unit.at)
  return true
}

/** A picture to look at becomes the file of a photo, and the file that was so a format. @returns `false` where it cannot. */
const takeLead = async (
  { gallery, unit }: BatchContext,
  { candidate, media }: FreshFile,
  { photo_id: photoId, file_id: fileId, kind }: KnownPicture,
): Promise<boolean> => {
  const { db, dialect } = unit
  const before = await lockPhoto(unit, photoId)
  if (!before || before.format_count >= maxFormats) return false
  const formatId = await insertPhotoFile(db, dialect, {
    ...formerOriginal(before),
    role: 'format',
    number: 0,
    storage_key: keyInFolder,
    added_at: before.added_at,
    added_by: before.added_by,
  })
  await updateFormatCount(db, photoId, unit.at)
  // A file that is damaged just now goes on being told of.
  await db
    .updateTable('library_files')
    .set({ photo_id: null, format_id: formatId, kind: kind === 'fault' ? kind : 'format' })
    .where('id', '=', fileId)
    .execute()
  // A file that shows itself needs nothing in its place.
  if (before.representative !== null && media.probe.renderable) await dropRepresentative(unit, photoId)
  const fileName = toDisplayName(candidate.entry.name)
  await applyMedia(gallery, unit, photoId, media, {
    keepWritten: true,
    clear: false,
    columns: (columns) => ({ ...columns, file_name: fileName }),
  })
  await saveFiles(db, [{ id: candidate.fileId, ...fileColumns(candidate), ...asPhoto(photoId) }], unit.at)
  const change = {
    before: { sha256: before.sha256, fileName: before.file_name },
    after: { sha256: media.sha256, fileName },
  }
  unit.record({ subject: 'photo', id: photoId, action: 'file-replaced', ...change })
  unit.after.defer('photo.updated', { changes: [{ id: photoId, ...change }] }, { actor: unit.actor })
  return true
}
