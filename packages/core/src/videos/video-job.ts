import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { JobContext, Jobs } from '../jobs/job.types.ts'
import { formatOfMimeType } from '../media/formats.ts'
import { locateOriginal } from '../photos/photo.source.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { linkInto, withToolFolder } from '../tools/tool-folder.ts'
import { convertVideo } from './convert-video.ts'
import { isOriginalPlayable } from './playable.ts'
import { selectVideo } from './video.store.ts'
import type { VideoFiles } from './video-files.ts'

export const videoQueue = 'videos.convert'
/** Thousandths: what a job's progress is counted in. */
const steps = 1_000
const maxAttempts = 3

export const videoJobKey = (contentHash: string): string => `${videoQueue}:${contentHash}`

/** Whether browsers want another version than the original. */
export const wantsVersion = (row: Pick<PhotoRow, 'media_type' | 'mime_type' | 'metadata'>): boolean =>
  row.media_type === 'video' && !isOriginalPlayable(row)

/** Has the version made, unless that waits or runs already. */
export const enqueueVideo = async (
  jobs: Pick<Jobs, 'enqueue'>,
  row: Pick<PhotoRow, 'id' | 'sha256'>,
): Promise<void> => {
  await jobs.enqueue(videoQueue, { photoId: row.id }, { uniqueKey: videoJobKey(row.sha256), maxAttempts })
}

/** Makes the version of one video that browsers play. Run again, it finds what it made. */
export const createVideoJob =
  (gallery: GalleryContext, files: VideoFiles) =>
  async ({ photoId }: { readonly photoId: number }, { signal, progress }: JobContext): Promise<void> => {
    const row = await selectVideo(gallery.connections.read, photoId)
    // Deleted meanwhile, or made by somebody else.
    if (!row || (await files.find(row.sha256)) !== null) return
    try {
      await convert(gallery, files, row, { signal, onProgress: (share) => progress(Math.round(share * steps), steps) })
      progress(steps, steps)
    } catch (error) {
      signal.throwIfAborted()
      const isAboutTheFile =
        VitrineError.has(error, 'TOOL_FAILED') || (VitrineError.is(error) && error.code.startsWith('MEDIA_'))
      if (!isAboutTheFile) throw error
      // Tried once: for hours, perhaps. Not again for a while.
      await files.markImpossible(row.sha256)
      gallery.log.warn('A video could not be converted', { photoId, error })
    }
  }

const convert = async (
  gallery: GalleryContext,
  files: VideoFiles,
  row: PhotoRow,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (share: number) => void },
): Promise<void> => {
  const format = formatOfMimeType(row.mime_type)
  if (format === null) throw new VitrineError('MEDIA_NOT_RENDERABLE', { details: { mimeType: row.mime_type } })
  await withToolFolder(gallery.options.stagingFolder, async (folder) => {
    const file = `source.${format.extension}`
    const place = await locateOriginal(gallery, row)
    if (!place) throw new VitrineError('STORAGE_NOT_FOUND')
    const path = place.kind === 'file' ? place.path : gallery.storage.pathOf?.(place.key)
    if (path !== undefined) await linkInto(folder, path, file)
    else if (place.kind === 'storage') {
      const { stream } = await gallery.storage.get(place.key)
      await pipeline(stream, createWriteStream(join(folder, file), { flags: 'wx', mode: 0o600 }), { signal })
    }
    const made = await convertVideo({
      toolbox: gallery.toolbox,
      folder,
      file,
      format,
      durationSeconds: row.duration_seconds,
      maxPixels: gallery.options.limits.maxPixels,
      signal,
      onProgress,
    })
    await files.keep(row.sha256, made)
  })
  const bytes = await files.find(row.sha256)
  if (typeof bytes === 'number') gallery.derivatives.noteWritten(bytes)
}
