import { userIdOf } from '../access/actor.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { readFileRules } from '../files/file-rules.ts'
import { formerOriginal } from '../files/former-original.ts'
import {
  deletePhotoFiles,
  insertPhotoFile,
  lockPhoto,
  selectPhotoFiles,
  updateFormatCount,
} from '../files/photo-file.store.ts'
import type { PhotoFileRow } from '../files/photo-file.table.ts'
import { releaseOriginals } from '../files/released-originals.ts'
import { applyMedia } from '../ingest/apply-media.ts'
import type { ReadMedia } from '../ingest/read-media.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { dropRepresentative } from '../representatives/drop-representative.ts'
import type { Unit } from '../transaction.ts'

export interface Replacement {
  readonly photoId: number
  /** What the new file says. */
  readonly media: ReadMedia
  /** Where the new file lies in the storage already, see `placeOriginal`. */
  readonly storageKey: string
  /** Name to show, see `toDisplayName`. */
  readonly fileName: string
  /** What the file becomes that was the original so far. Default `version`. */
  readonly keepAs?: 'version' | 'format'
  /** Values that the new file has none of become empty, but for those that people wrote. Default `false`: they stay. */
  readonly clears?: boolean
  /** Only where this is the original still, by its SHA-256. */
  readonly replaces?: string | undefined
}

/**
 * Gives a photo another original, in the transaction of the caller. Its id, albums, tags, visits and whatever people wrote stay, and so
 * does the name it came in with; the file it had is kept.
 *
 * @returns `unchanged` where it is the same file.
 * @throws {VitrineError} `PHOTO_NOT_FOUND`; `PHOTO_READ_ONLY` where its file lies in a library root; `CONFLICT` where another file took
 * the place of the one that was to be replaced.
 */
export const replaceOriginal = async (
  gallery: GalleryContext,
  unit: Unit,
  replacement: Replacement,
): Promise<'replaced' | 'unchanged'> => {
  const { photoId, media, storageKey, fileName, keepAs = 'version', clears = false, replaces } = replacement
  const before = await lockPhoto(unit, photoId)
  if (!before) throw new VitrineError('PHOTO_NOT_FOUND')
  if (before.storage_key === null) throw new VitrineError('PHOTO_READ_ONLY')
  if (replaces !== undefined && replaces !== before.sha256)
    throw new VitrineError('CONFLICT', { details: { what: 'The photo' } })
  if (before.sha256 === media.sha256) return 'unchanged'

  const number = await keepFormer(gallery, unit, { ...before, storage_key: before.storage_key }, { keepAs, media })
  // A file that shows itself needs nothing in its place.
  if (before.representative !== null && media.probe.renderable) await dropRepresentative(unit, photoId)
  await applyMedia(gallery, unit, photoId, media, {
    keepWritten: true,
    clear: clears,
    columns: (columns) => ({ ...columns, file_name: fileName, storage_key: storageKey }),
  })

  const change = {
    before: { sha256: before.sha256, fileName: before.file_name },
    after: { sha256: media.sha256, fileName, ...(number === null ? {} : { version: number }) },
  }
  unit.record({ subject: 'photo', id: photoId, action: 'file-replaced', ...change })
  unit.after.defer('photo.updated', { changes: [{ id: photoId, ...change }] }, { actor: unit.actor })
  return 'replaced'
}

/** Keeps the original of so far among the photo's other files. @returns Its number as a version. */
const keepFormer = async (
  gallery: GalleryContext,
  unit: Unit,
  before: PhotoRow & { readonly storage_key: string },
  { keepAs, media }: { readonly keepAs: 'version' | 'format'; readonly media: ReadMedia },
): Promise<number | null> => {
  const versions = await selectPhotoFiles(unit.db, before.id, 'version')
  const formats = await selectPhotoFiles(unit.db, before.id, 'format')
  const number = keepAs === 'version' ? nextNumber(versions) : 0
  // Each content once: what is the original now is no version of former times, and what was so twice is so last.
  const isSaidElsewhere = ({ sha256 }: PhotoFileRow) => sha256 === media.sha256 || sha256 === before.sha256
  const elsewhere = [...versions, ...formats].filter(isSaidElsewhere)
  const { maxVersions } = (await readFileRules(gallery, unit.db)).rules
  const others = versions.filter((version) => !isSaidElsewhere(version))
  const room = maxVersions === null ? others.length : Math.max(0, maxVersions - (keepAs === 'version' ? 1 : 0))
  const isKept = keepAs === 'format' || maxVersions !== 0
  const gone = [...elsewhere, ...others.slice(room)]
  await deletePhotoFiles(
    unit.db,
    unit.dialect,
    gone.map(({ id }) => id),
  )
  if (isKept)
    await insertPhotoFile(unit.db, unit.dialect, {
      ...formerOriginal(before),
      role: keepAs,
      number,
      storage_key: before.storage_key,
      ...(keepAs === 'format'
        ? { added_at: before.added_at, added_by: before.added_by }
        : { added_at: unit.at, added_by: userIdOf(unit.actor) }),
    })
  await updateFormatCount(unit.db, before.id, unit.at)
  await releaseOriginals(unit, isKept ? gone : [...gone, before])
  return isKept && keepAs === 'version' ? number : null
}

const nextNumber = (versions: readonly PhotoFileRow[]): number => (versions[0]?.number ?? 0) + 1
