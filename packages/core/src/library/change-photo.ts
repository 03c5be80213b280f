import { applyMedia } from '../ingest/apply-media.ts'
import type { ReadMedia } from '../ingest/read-media.ts'
import { toDisplayName } from '../text/file-name.ts'
import { asPhoto, type BatchContext, fileColumns } from './batch.ts'
import { saveFiles } from './library.store.ts'
import type { Candidate } from './sync-state.ts'

/**
 * The file of a photo has other bytes, or its sidecar other words, or only another time. What people wrote in the gallery wins over
 * what the file says; what they put into the trash stays there.
 */
export const changePhoto = async (
  { gallery, unit }: Pick<BatchContext, 'gallery' | 'unit'>,
  candidate: Candidate,
  photoId: number,
  media: ReadMedia,
): Promise<'changed' | 'unchanged'> => {
  const applied = await applyMedia(gallery, unit, photoId, media, {
    keepWritten: true,
    clear: true,
    columns: (columns) => ({ ...columns, file_name: toDisplayName(candidate.entry.name) }),
  })
  await saveFiles(unit.db, [{ id: candidate.fileId, ...fileColumns(candidate), ...asPhoto(photoId) }], unit.at)
  if (!applied) return 'unchanged'
  const change = { before: { sha256: applied.before.sha256 }, after: { sha256: media.sha256 } }
  unit.record({ subject: 'photo', id: photoId, action: 'file-changed', ...change })
  unit.after.defer('photo.updated', { changes: [{ id: photoId, ...change }] }, { actor: unit.actor })
  return 'changed'
}
