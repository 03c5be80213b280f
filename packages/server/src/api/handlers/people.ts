import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toGroup, toPage, toUser } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

export const users = {
  list: async ({ gallery }, query) => toPage(await gallery.users.list(withoutUndefined(query)), toUser),
  create: async ({ gallery }, draft) => toUser(await gallery.users.create(withoutUndefined(draft))),
  get: async ({ gallery }, { id }) => toUser(await gallery.users.get(id)),
} satisfies Handlers<Contract['users']>

export const groups = {
  list: async ({ gallery }) => {
    const items = (await gallery.groups.list()).map(toGroup)
    return { items, nextCursor: null, total: items.length }
  },
  create: async ({ gallery }, draft) => toGroup(await gallery.groups.create(draft)),
  setMembers: async ({ gallery }, { id, userIds }) => toGroup(await gallery.groups.setMembers(id, userIds)),
} satisfies Handlers<Contract['groups']>
