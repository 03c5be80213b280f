import { createHash } from 'node:crypto'
import type { Actor } from '../access/actor.ts'
import { call, requireAdmin } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { inputInvalid, VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { validate } from '../input/validate.ts'
import type { Jobs } from '../jobs/job.types.ts'
import { synchroniseOptions } from './photo.schema.ts'
import { checkScope } from './photo.scope.ts'
import { selectPhoto } from './photo.store.ts'
import { type SynchronisePayload, synchroniseQueue } from './photo.synchronise.ts'
import type { PhotosService } from './photo.types.ts'

/** Has photos brought in line with their files by jobs, and tells how far they are. */
export const createSynchroniseAccess = (
  gallery: GalleryContext,
  actor: Actor,
  jobs: Pick<Jobs, 'enqueue' | 'get'>,
): Pick<PhotosService, 'synchronise' | 'synchronising'> => ({
  synchronise: (options) =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      const { photo, clear, keepWritten, ...scope } = validate(synchroniseOptions, options)
      const { recursive, ...conditions } = scope
      if (photo !== undefined && (recursive || Object.values(conditions).some((value) => value !== undefined)))
        throw inputInvalid([{ path: 'photo', message: 'Cannot be joined with a list.' }])
      if (photo === undefined) await checkScope(context, scope)
      else if (!(await selectPhoto(gallery.connections.read, gallery.dialect, context.rights, photo)))
        throw new VitrineError('PHOTO_NOT_FOUND')
      const payload: SynchronisePayload = { photo: photo ?? null, scope, clear, keepWritten }
      const digest = createHash('sha256').update(JSON.stringify(payload)).digest('base64url')
      return jobs.enqueue(synchroniseQueue, payload, { uniqueKey: `${synchroniseQueue}:${digest}` })
    }),
  synchronising: (jobId) =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      const job = isId(jobId) ? await jobs.get(jobId) : undefined
      if (job?.queue !== synchroniseQueue) throw new VitrineError('JOB_NOT_FOUND')
      return { id: job.id, state: job.state, ...job.progress }
    }),
})
