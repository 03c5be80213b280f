import type { ActivityEntry as CoreEntry } from '@vitrine/core'
import type { ActivityEntry, Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import type { Handlers } from '../handler.types.ts'

const toEntry = ({ actor, subject, before, after, ...entry }: CoreEntry): ActivityEntry => ({
  ...entry,
  actor: { ...actor },
  subject: { ...subject },
  before: before && { ...before },
  after: after && { ...after },
})

export const activity = {
  list: async ({ gallery }, query) => {
    const { items, nextCursor } = await gallery.activity.list(withoutUndefined(query))
    return { items: items.map(toEntry), nextCursor }
  },
} satisfies Handlers<Contract['activity']>
