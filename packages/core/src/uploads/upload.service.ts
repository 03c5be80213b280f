import { join } from 'node:path'
import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { call, requireScope } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { checkNewPhoto, requireAuthorised, requireUpload } from '../ingest/check-new-photo.ts'
import { toStagingError } from '../ingest/stage.ts'
import { findOutcome, type TakenPhoto, takePhoto } from '../ingest/take-photo.ts'
import { validate } from '../input/validate.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { selectAnyById } from '../photos/photo.store.ts'
import type { Photo } from '../photos/photo.types.ts'
import { toPhotos } from '../photos/photo.views.ts'
import { appendPiece } from './append-piece.ts'
import type { Upload, UploadOutcome, UploadsService } from './upload.types.ts'
import {
  borrowFile,
  folderNameOf,
  openUploadFolder,
  type StoredUpload,
  sweepUploads,
  type UploadFolder,
} from './upload-files.ts'
import { createUploadTurns, type Turn, type UploadTurns } from './upload-turns.ts'

export const uploadSweepQueue = 'uploads.sweep'

/** What the uploads of all actors of one gallery share. */
export interface UploadParts {
  readonly root: string
  readonly turns: UploadTurns
  /** Sees to it that what expires then is removed. */
  planSweep(expiresAt: Date): Promise<void>
}

const sweepEveryMs = 60 * 60_000

/** Where the pieces are: in a folder of its own among the files that are just arriving. */
const rootOf = (gallery: GalleryContext): string => join(gallery.options.stagingFolder, 'uploads')

export const createUploadParts = (gallery: GalleryContext, jobs: Jobs): UploadParts => {
  const root = rootOf(gallery)
  jobs.define(uploadSweepQueue, async (_payload: never, { signal }) => {
    await sweepUploads(root, { now: gallery.clock(), limits: gallery.options.uploads, signal })
  })
  let planned = -1
  return {
    root,
    turns: createUploadTurns(),
    async planSweep(expiresAt) {
      // One for all that expire within the same hour, at its end.
      const hour = Math.floor(expiresAt.getTime() / sweepEveryMs) + 1
      if (hour === planned) return
      const delayMs = hour * sweepEveryMs - gallery.clock().getTime()
      await jobs.enqueue(uploadSweepQueue, null, { uniqueKey: `${uploadSweepQueue}:${hour}`, delayMs })
      planned = hour
    },
  }
}

const fileLength = v.object({
  bytes: v.pipe(
    v.number('Must be a number.'),
    v.safeInteger('Must be a whole number.'),
    v.minValue(0, 'Must be 0 or more.'),
  ),
})

export const createUploadsService = (gallery: GalleryContext, actor: Actor, parts: UploadParts): UploadsService => {
  const { limits, uploads, stagingFolder } = gallery.options
  const open = (): UploadFolder => openUploadFolder(parts.root, folderNameOf(actor), uploads)
  const turnFor = <T>(folder: UploadFolder, id: string, work: (turn: Turn) => Promise<T>): Promise<T> =>
    parts.turns.take(`${folder.path}/${id}`, work)

  const read = async (folder: UploadFolder, id: string): Promise<StoredUpload> => {
    const upload = await folder.read(id)
    if (upload.expiresAt <= gallery.clock().toISOString()) throw new VitrineError('UPLOAD_NOT_FOUND')
    return upload
  }

  /** Makes a photo of a file that is whole. Rights are looked up anew: the bytes may have taken days. */
  const finish = async (
    folder: UploadFolder,
    id: string,
    upload: StoredUpload,
  ): Promise<{ outcome: UploadOutcome; photo?: Photo | undefined }> => {
    try {
      const { photoId, duplicate, waits, photo } = await call(
        gallery,
        actor,
        async (context): Promise<TakenPhoto & { photo?: Photo | undefined }> => {
          const before = await findOutcome(gallery.connections.read, id)
          if (before) return before
          const input = await checkNewPhoto(context, upload.photo)
          await using file = await borrowFile(folder.partOf(id), stagingFolder)
          // Awaited here: the file goes when this scope ends.
          const taken = await takePhoto(context, input, file, { onceId: id })
          return taken.waits ? { ...taken, photo: await describe(context, taken.photoId) } : taken
        },
      )
      const outcome = { photoId, duplicate, ...(waits ? { waits } : {}) }
      const { offsetBytes: _offset, ...stored } = upload
      await folder.settle(id, stored, outcome)
      return { outcome, photo }
    } catch (error) {
      if (isFinal(error)) await folder.remove(id)
      throw toStagingError(error)
    }
  }

  return {
    create: (input) =>
      call(gallery, actor, async (context) => {
        requireScope(context, 'upload')
        const folder = open()
        const { bytes: announced, ...described } = input
        const { bytes } = validate(fileLength, { bytes: announced })
        const photo = await checkNewPhoto(context, described)
        if (bytes === 0) throw new VitrineError('MEDIA_EMPTY')
        if (bytes > limits.maxBytes)
          throw new VitrineError('MEDIA_TOO_LARGE', { details: { bytes, maxBytes: limits.maxBytes } })
        await requireAuthorised(context, photo, bytes)
        const expires = new Date(gallery.clock().getTime() + uploads.expiresAfterMs)
        const expiresAt = expires.toISOString()
        // One after the other, or together they would pass the limit.
        const id = await turnFor(folder, 'new', async (turn) => {
          turn.settle()
          return folder.create({ bytes, expiresAt, photo })
        })
        await parts.planSweep(expires)
        return { id, bytes, offsetBytes: 0, expiresAt, outcome: null }
      }),

    get: (id) =>
      call(gallery, actor, async () => {
        const folder = open()
        const upload = await read(folder, id)
        if (upload.outcome || upload.offsetBytes < upload.bytes) return toUpload(id, upload)
        return turnFor(folder, id, async (turn) => {
          turn.settle()
          const now = await read(folder, id)
          return now.outcome ? toUpload(id, now) : { ...toUpload(id, now), ...(await finish(folder, id, now)) }
        })
      }),

    append: (id, piece) =>
      call(gallery, actor, async (context) => {
        requireScope(context, 'upload')
        const folder = open()
        await read(folder, id)
        return turnFor(folder, id, async (turn) => {
          const upload = await read(folder, id)
          if (piece.offsetBytes !== upload.offsetBytes)
            throw new VitrineError('CONFLICT', { details: { what: 'The upload' } })
          if (upload.outcome) return toUpload(id, upload)
          requireUpload(context, upload.photo.album)
          const { bytes } = upload
          const offsetBytes =
            upload.offsetBytes < bytes
              ? await appendPiece(folder.partOf(id), piece, { limitBytes: bytes, turn })
              : upload.offsetBytes
          const now = { ...upload, offsetBytes }
          if (offsetBytes < bytes) return toUpload(id, now)
          turn.settle()
          return { ...toUpload(id, now), ...(await finish(folder, id, now)) }
        })
      }),

    remove: (id) =>
      call(gallery, actor, async (context) => {
        requireScope(context, 'upload')
        const folder = open()
        await read(folder, id)
        await turnFor(folder, id, async () => {
          await read(folder, id)
          await folder.remove(id)
        })
      }),
  }
}

/** What was just sent in, for who sent it: it may be seen by others alone from now on. */
const describe = async (context: CallContext, photoId: number): Promise<Photo | undefined> => {
  const { connections, dialect } = context.gallery
  const [photo] = await toPhotos(context, await selectAnyById(connections.read, dialect, [photoId]))
  return photo
}

/** These bytes will never be a photo; anything else may be put right, and asked again. */
const isFinal = (error: unknown): boolean =>
  VitrineError.is(error) &&
  (error.code === 'PHOTO_EXISTS' || (error.code.startsWith('MEDIA_') && error.code !== 'MEDIA_TIMEOUT'))

const toUpload = (id: string, upload: StoredUpload): Upload => {
  const { bytes, offsetBytes, expiresAt, outcome } = upload
  return { id, bytes, offsetBytes, expiresAt, outcome }
}
