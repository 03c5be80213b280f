import type { Job as CoreJob } from '@vitrine/core'
import type { Contract, Job } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import type { Handlers } from '../handler.types.ts'

const toJob = ({ progress, error, ...job }: CoreJob): Job => ({
  ...job,
  progress: { ...progress },
  error: error && { ...error },
})

export const jobs = {
  list: async ({ gallery }, query) => {
    const { items, nextCursor } = await gallery.jobs.list(withoutUndefined(query))
    return { items: items.map(toJob), nextCursor }
  },
  get: async ({ gallery }, { id }) => toJob(await gallery.jobs.get(id)),
  retry: async ({ gallery }, { id }) => toJob(await gallery.jobs.retry(id)),
  delete: async ({ gallery }, { id }) => {
    await gallery.jobs.remove(id)
    return undefined
  },
} satisfies Handlers<Contract['jobs']>
