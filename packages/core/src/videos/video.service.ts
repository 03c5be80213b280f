import type { Actor } from '../access/actor.ts'
import { call } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { selectPhoto } from '../photos/photo.store.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { selectInReview } from '../reviews/may-review.ts'
import type { Playback, VideosService } from './video.types.ts'
import { type VideoFiles, videoVersion } from './video-files.ts'
import { enqueueVideo, videoJobKey, wantsVersion } from './video-job.ts'

export interface VideoParts {
  readonly jobs: Pick<Jobs, 'enqueue' | 'find'>
  readonly files: VideoFiles
}

/** Versions of videos that browsers play; every byte is given after a look at the actor's rights. */
export const createVideosService = (
  gallery: GalleryContext,
  actor: Actor,
  { jobs, files }: VideoParts,
): VideosService => {
  const find = async ({ rights }: CallContext, id: number): Promise<PhotoRow> => {
    const row = isId(id)
      ? ((await selectPhoto(gallery.connections.read, gallery.dialect, rights, id)) ??
        (await selectInReview({ gallery, rights }, id)))
      : undefined
    if (!row) throw new VitrineError('PHOTO_NOT_FOUND')
    return row
  }

  /** A version carries no watermark: those who see one get the pictures alone. */
  const mayHave = ({ rights }: CallContext): boolean => !gallery.imaging.hidesOriginals(rights)

  const stateOf = async (context: CallContext, row: PhotoRow): Promise<Pick<Playback, 'version' | 'percent'>> => {
    if (!wantsVersion(row) || !mayHave(context)) return { version: 'none', percent: 0 }
    const found = await files.find(row.sha256)
    if (typeof found === 'number') return { version: 'ready', percent: 100 }
    if (!gallery.imaging.policyOf(context.rights).settings.convertVideos) return { version: 'none', percent: 0 }
    if (found === 'impossible' || !(await gallery.toolbox.has('ffmpeg'))) return { version: 'impossible', percent: 0 }
    await enqueueVideo(jobs, row)
    const job = await jobs.find(videoJobKey(row.sha256))
    if (job?.state !== 'running') return { version: 'waiting', percent: 0 }
    const { done, total } = job.progress
    return { version: 'running', percent: total > 0 ? Math.floor((100 * done) / total) : 0 }
  }

  return {
    playback: (photoId) =>
      call(gallery, actor, async (context) => {
        const row = await find(context, photoId)
        return {
          isOriginalPlayable: row.media_type === 'video' && !wantsVersion(row),
          ...(await stateOf(context, row)),
        }
      }),

    open: (photoId) =>
      call(gallery, actor, async (context) => {
        const row = await find(context, photoId)
        const bytes = wantsVersion(row) && mayHave(context) ? await files.find(row.sha256) : null
        if (typeof bytes !== 'number') throw new VitrineError('DERIVATIVE_NOT_FOUND')
        return {
          fileName: `${row.file_name.replace(/\.[^.]{1,8}$/, '')}.mp4`,
          mimeType: 'video/mp4',
          bytes,
          etag: `${row.sha256}-${videoVersion}`,
          open: (range) => files.read(row.sha256, range),
        }
      }),
  }
}
