import * as v from 'valibot'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { readFileRules } from '../files/file-rules.ts'
import { selectPhotoFile } from '../files/photo-file.store.ts'
import type { PhotoReplacement } from '../files/photo-files.types.ts'
import { completeMedia } from '../ingest/complete-media.ts'
import { readMedia } from '../ingest/read-media.ts'
import { insertScaled } from '../ingest/scaled-upload.store.ts'
import { stageStream } from '../ingest/stage.ts'
import { takeFile } from '../ingest/take-file.ts'
import { transactWithOriginal } from '../ingest/with-original.ts'
import { validate } from '../input/validate.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { type Replacement, replaceOriginal } from './replace-original.ts'

const wishes = v.object({
  clears: v.optional(v.boolean('Must be true or false.'), false),
  replaces: v.optional(v.pipe(v.string('Must be text.'), v.regex(/^[0-9a-f]{64}$/, 'Must be a SHA-256.'))),
})

/** Gives a photo the file that is sent; the caller has checked that this actor may edit it. */
export const replaceFile = async (context: CallContext, row: PhotoRow, given: PhotoReplacement): Promise<void> => {
  const { content, fileName, bytes, ...wished } = given
  try {
    const { clears, replaces } = validate(wishes, wished)
    // Said before the bytes are read, and once more where it counts.
    requireOwnFile(row)
    await takeFile(context, { content, fileName, bytes }, async ({ path, media: sent, fileName }) => {
      const { scaleUploads } = (await readFileRules(context.gallery)).rules
      await using scaled = await context.gallery.uploadScaler.scale(path, sent, scaleUploads)
      const media = scaled?.media ?? sent
      await putInPlace(context, scaled?.path ?? path, {
        photoId: row.id,
        media,
        fileName,
        clears,
        replaces,
        ...(scaled ? { sentSha256: sent.sha256 } : {}),
      })
    })
  } catch (error) {
    content.destroy()
    throw error
  }
}

/** Makes a former original the original again. It is read anew: by now, more may be read of it. */
export const restoreVersion = async (context: CallContext, row: PhotoRow, versionId: number): Promise<void> => {
  const { gallery } = context
  requireOwnFile(row)
  const version = await selectPhotoFile(gallery.connections.read, { photoId: row.id, role: 'version', id: versionId })
  if (!version) throw new VitrineError('VERSION_NOT_FOUND')
  const { limits, stagingFolder } = gallery.options
  const { stream } = await gallery.storage.get(version.storage_key)
  await using staged = await stageStream(stream, {
    folder: stagingFolder,
    maxBytes: limits.maxBytes,
    expectedBytes: Number(version.bytes),
    signal: gallery.signal,
  })
  if (staged.hashes.sha256 !== version.sha256)
    throw new VitrineError('STORAGE_FAILED', { cause: new Error('A version is not what was stored') })
  const media = await readMedia(staged.path, {
    limits,
    metadata: await gallery.metadata.reading(),
    hashes: staged.hashes,
  })
  await putInPlace(context, staged.path, { photoId: row.id, media, fileName: version.file_name })
}

const putInPlace = async (
  { gallery, actor }: CallContext,
  path: string,
  { sentSha256, ...replacement }: Omit<Replacement, 'storageKey'> & { readonly sentSha256?: string },
): Promise<void> => {
  const media = await completeMedia(gallery, path, replacement.media)
  await transactWithOriginal(gallery, actor, { path, media }, async (unit, storageKey) => {
    if (sentSha256 !== undefined) await insertScaled(unit.db, sentSha256, media.sha256)
    await replaceOriginal(gallery, unit, { ...replacement, media, storageKey })
  })
}

const requireOwnFile = (row: PhotoRow): void => {
  if (row.storage_key === null) throw new VitrineError('PHOTO_READ_ONLY')
}
