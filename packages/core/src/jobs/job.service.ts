import * as v from 'valibot'
import type { Actor } from '../access/actor.ts'
import { call, requireAdmin, requireScope } from '../call.ts'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isId } from '../input/is-id.ts'
import { pageLimit, validate } from '../input/validate.ts'
import { decodeCursor, encodeCursor } from '../paging/cursor.ts'
import type { Job, Jobs, JobsService } from './job.types.ts'
import { leaseQueue } from './lease.ts'

const jobList = v.strictObject({
  state: v.optional(v.picklist(['waiting', 'running', 'done', 'failed'], 'Must be waiting, running, done or failed.')),
  limit: pageLimit(500, 50),
  cursor: v.optional(v.string('Must be text.')),
})

export const createJobsService = (gallery: GalleryContext, actor: Actor, { jobs }: { jobs: Jobs }): JobsService => {
  const asAdmin = <T>(work: () => Promise<T>): Promise<T> =>
    call(gallery, actor, (context) => {
      requireAdmin(context)
      return work()
    })

  const requireJob = async (id: number): Promise<Job> => {
    const job = isId(id) ? await jobs.get(id) : undefined
    if (!job || job.queue === leaseQueue) throw new VitrineError('JOB_NOT_FOUND')
    return job
  }

  /** The queue is no part of the change log: the last door of what is written there does not stand here. */
  const change = <T>(work: () => Promise<T>): Promise<T> =>
    call(gallery, actor, async (context) => {
      requireAdmin(context)
      requireScope(context, 'administer')
      if (actor.kind === 'preview') throw new VitrineError('PREVIEW_READ_ONLY')
      return work()
    })

  return {
    list: (options = {}) =>
      asAdmin(async () => {
        const { limit, cursor, state } = validate(jobList, options)
        const mark = ['jobs', state]
        const before = cursor === undefined ? {} : { beforeId: decodeCursor(cursor, mark, ['number'])[0] as number }
        const found = await jobs.list({ ...before, limit: limit + 1, ...(state === undefined ? {} : { state }) })
        const items = found.slice(0, limit)
        const last = found.length > limit ? items.at(-1) : undefined
        return { items, nextCursor: last ? encodeCursor(mark, [last.id]) : null }
      }),

    get: (id) => asAdmin(() => requireJob(id)),

    retry: (id) =>
      change(async () => {
        await requireJob(id)
        if (!(await jobs.retry(id))) throw new VitrineError('JOB_NOT_RETRYABLE')
        return requireJob(id)
      }),

    remove: (id) =>
      change(async () => {
        await requireJob(id)
        if (!(await jobs.remove(id))) throw new VitrineError('JOB_RUNNING')
      }),
  }
}
