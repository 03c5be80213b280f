import type { ViewAsTarget } from '@vitrine/core'
import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toPage } from '../dto/others.ts'
import { toEffectiveGrants, toExplanation, toShareLink } from '../dto/rights.ts'
import type { Handlers } from '../handler.types.ts'

/** The schema has seen to it that everybody but a guest has an id. */
const toTarget = (viewer: 'guest' | 'user' | 'group' | 'link', id: number | undefined): ViewAsTarget => {
  switch (viewer) {
    case 'guest':
      return 'guest'
    case 'user':
      return { user: id ?? 0 }
    case 'group':
      return { group: id ?? 0 }
    case 'link':
      return { link: id ?? 0 }
  }
}

export const rights = {
  explain: async ({ gallery }, { viewer, viewerId, album, photo }) => {
    const target = album === undefined ? { photo: photo ?? 0 } : { album }
    return toExplanation(await gallery.rights.explain(toTarget(viewer, viewerId), target))
  },
  effectiveGrants: async ({ gallery }, { id }) => toEffectiveGrants(await gallery.rights.effectiveGrants(id)),
  guests: async ({ gallery }) => gallery.rights.guests(),
  setGuests: async ({ gallery }, patch) => gallery.rights.setGuests(patch),
} satisfies Handlers<Contract['rights']>

export const shares = {
  list: async ({ gallery }, query) => toPage(await gallery.shares.list(query), toShareLink),
  create: async ({ gallery, context: { links, options } }, draft) => {
    const { link, key } = await gallery.shares.create(withoutUndefined(draft))
    return { link: toShareLink(link), key, url: `${options.baseUrl ?? ''}${links.shareUrl(key)}` }
  },
  open: async ({ context, event }, { key, password }) => {
    const opened = await context.openLink(event, withoutUndefined({ key, password }))
    if (opened === null) throw await context.faultOfLink(event, key)
    return { key: opened.key }
  },
  get: async ({ gallery }, { id }) => toShareLink(await gallery.shares.get(id)),
  update: async ({ gallery }, { id, ...patch }) =>
    toShareLink(await gallery.shares.update(id, withoutUndefined(patch))),
  revokeAll: async ({ gallery }, { everybody }) => ({ count: await gallery.shares.revokeAll({ everybody }) }),
  revokeAllOf: async ({ gallery }, { id }) => ({ count: await gallery.shares.revokeAllOf(id) }),
  visits: async ({ gallery }, { id, ...query }) =>
    toPage(await gallery.shares.visits(id, query), (visit) => ({ ...visit })),
  revoke: async ({ gallery }, { id }) => {
    await gallery.shares.revoke(id)
    return undefined
  },
} satisfies Handlers<Contract['shares']>

export const viewAs = {
  start: async ({ context, event }, { viewer, viewerId }) => context.startViewAs(event, toTarget(viewer, viewerId)),
  stop: async ({ context, event }) => {
    await context.stopViewAs(event)
    return undefined
  },
} satisfies Handlers<Contract['viewAs']>
