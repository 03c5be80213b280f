import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { CallContext, GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { requirePhoto } from './photo.guard.ts'
import { photosToWalk, synchroniseOptions } from './photo.schema.ts'
import { checkScope } from './photo.scope.ts'
import { type SynchronisePayload, synchroniseQueue } from './photo.synchronise.ts'
import type { PhotoScope, PhotosService } from './photo.types.ts'
import type { PhotosToWalk } from './photo.walk.ts'
import { writeBackQueue } from './photo.write-back.ts'

/** Has photos and files brought in line with each other by jobs, and tells how far they are. */
export const createMetadataWork = (
  gallery: GalleryContext,
  actor: Actor,
  jobs: Pick<Jobs, 'enqueue' | 'get'>,
): Pick<PhotosService, 'synchronise' | 'writeBack' | 'metadataJob'> => {
  const asAdmin = <T>(work: (context: CallContext) => Promise<T>): Promise<T> =>
    call(gallery, actor, (context) => {
      requireAdmin(context)
      return work(context)
    })
  const enqueue = (queue: string, payload: PhotosToWalk): Promise<number | null> => {
    const digest = createHash('sha256').update(JSON.stringify(payload)).digest('base64url')
    return jobs.enqueue(queue, payload, { uniqueKey: `${queue}:${digest}` })
  }

  return {
    synchronise: (options) =>
      asAdmin(async (context) => {
        const { clear, keepWritten, ...photos } = validate(synchroniseOptions, options)
        const payload: SynchronisePayload = { ...(await checkPhotos(context, photos)), clear, keepWritten }
        return enqueue(synchroniseQueue, payload)
      }),
    writeBack: (options) =>
      asAdmin(async (context) => {
        const payload = await checkPhotos(context, validate(photosToWalk, options))
        if (!(await gallery.metadata.settings()).writesFiles) throw new VitrineError('METADATA_WRITING_OFF')
        return enqueue(writeBackQueue, payload)
      }),
    metadataJob: (jobId) =>
      asAdmin(async () => {
        const job = isId(jobId) ? await jobs.get(jobId) : undefined
        if (job?.queue !== synchroniseQueue && job?.queue !== writeBackQueue) throw new VitrineError('JOB_NOT_FOUND')
        return { id: job.id, state: job.state, ...job.progress }
      }),
  }
}

/** One photo or a list that exist: whoever asks for nothing must not be told that all is done. */
const checkPhotos = async (
  context: CallContext,
  { photo, ...scope }: PhotoScope & { readonly photo?: number | undefined },
): Promise<PhotosToWalk> => {
  const { recursive, ...conditions } = scope
  if (photo === undefined) await checkScope(context, scope)
  else if (recursive || Object.values(conditions).some((value) => value !== undefined))
    throw inputInvalid([{ path: 'photo', message: 'Cannot be joined with a list.' }])
  else await requirePhoto(context, photo)
  return { photo: photo ?? null, scope }
}
