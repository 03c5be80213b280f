import type { Visit as CoreVisit, VisitCounts, VisitedThing } from '@vitrine/core'
import type { Contract, Visit } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import type { Handlers } from '../handler.types.ts'

const toThing = (thing: VisitedThing | null) => thing && { ...thing }

const toVisit = ({ user, link, album, tag, photo, ...visit }: CoreVisit): Visit => ({
  ...visit,
  user: toThing(user),
  link: toThing(link),
  album: toThing(album),
  tag: toThing(tag),
  photo: toThing(photo),
})

const toCounts = ({ total, types, who }: VisitCounts) => ({ total, types: { ...types }, who: { ...who } })

export const history = {
  list: async ({ gallery }, query) => {
    const { items, nextCursor } = await gallery.history.list(withoutUndefined(query))
    return { items: items.map(toVisit), nextCursor }
  },
  summary: async ({ gallery }, query) => {
    const { periods, all, by, from, to } = await gallery.history.summary(query)
    return {
      by,
      from,
      to,
      periods: periods.map(({ period, ...counts }) => ({ period, ...toCounts(counts) })),
      all: toCounts(all),
    }
  },
  settings: async ({ gallery }) => ({ ...(await gallery.history.settings()) }),
  setSettings: async ({ gallery }, patch) => ({ ...(await gallery.history.setSettings(withoutUndefined(patch))) }),
  purge: async ({ gallery }, options) => ({ jobId: await gallery.history.purge(options) }),
} satisfies Handlers<Contract['history']>
