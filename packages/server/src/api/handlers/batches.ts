import type { Batch as CoreBatch } from '@vitrine/core'
import type { Batch, Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import type { Handlers } from '../handler.types.ts'

const toBatch = ({ actor, change, ...batch }: CoreBatch): Batch => ({
  ...batch,
  actor: { ...actor },
  change: change && { ...change },
})

export const batches = {
  run: async ({ gallery }, { select, change, ...options }) => {
    const { sample, ...result } = await gallery.batch.run({
      select: withoutUndefined(select) as Parameters<typeof gallery.batch.run>[0]['select'],
      change,
      ...withoutUndefined(options),
    })
    return {
      ...result,
      sample: sample.map(({ photoId, before, after }) => ({ photoId, before: { ...before }, after: { ...after } })),
    }
  },
  list: async ({ gallery }, query) => {
    const { items, nextCursor } = await gallery.batch.list(withoutUndefined(query))
    return { items: items.map(toBatch), nextCursor }
  },
  get: async ({ gallery }, { batchId }) => toBatch(await gallery.batch.get(batchId)),
  undo: async ({ gallery }, { batchId }) => ({ ...(await gallery.batch.undo(batchId)) }),
} satisfies Handlers<Contract['batches']>
