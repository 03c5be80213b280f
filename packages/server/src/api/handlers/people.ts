import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toSession } from '../dto/account.ts'
import { toGroup, toPage, toUser } from '../dto/others.ts'
import { toRole } from '../dto/rights.ts'
import type { Handlers } from '../handler.types.ts'

export const users = {
  list: async ({ gallery }, query) => toPage(await gallery.users.list(withoutUndefined(query)), toUser),
  create: async ({ gallery }, draft) => toUser(await gallery.users.create(withoutUndefined(draft))),
  get: async ({ gallery }, { id }) => toUser(await gallery.users.get(id)),
  update: async ({ gallery }, { id, ...patch }) => toUser(await gallery.users.update(id, withoutUndefined(patch))),
  delete: async ({ gallery }, { id }) => {
    await gallery.users.delete(id)
    return undefined
  },
  setPassword: async ({ gallery, context, event }, { id, password, currentPassword = '' }) => {
    await gallery.users.setPassword(id, password, {
      currentPassword: await context.ownerProof(event, currentPassword),
    })
    return undefined
  },
  createResetLink: async ({ gallery }, { id }) => gallery.users.createResetLink(id),
  sessions: async ({ gallery, identity }, { id }) => ({
    items: (await gallery.users.sessions(id)).map((session) => toSession(session, identity)),
  }),
  endSessions: async ({ gallery }, { id }) => {
    await gallery.users.endSessions(id)
    return undefined
  },
} satisfies Handlers<Contract['users']>

export const groups = {
  list: async ({ gallery }, query) => toPage(await gallery.groups.list(query), toGroup),
  create: async ({ gallery }, draft) => toGroup(await gallery.groups.create(draft)),
  get: async ({ gallery }, { id }) => toGroup(await gallery.groups.get(id)),
  update: async ({ gallery }, { id, ...patch }) => toGroup(await gallery.groups.update(id, patch)),
  delete: async ({ gallery }, { id }) => {
    await gallery.groups.delete(id)
    return undefined
  },
  duplicate: async ({ gallery }, { id, name }) => toGroup(await gallery.groups.duplicate(id, { name })),
  merge: async ({ gallery }, { id, from }) => toGroup(await gallery.groups.merge(id, from)),
  members: async ({ gallery }, { id, ...range }) => toPage(await gallery.groups.members(id, range), toUser),
  setMembers: async ({ gallery }, { id, userIds }) => toGroup(await gallery.groups.setMembers(id, userIds)),
  addMembers: async ({ gallery }, { id, userIds }) => toGroup(await gallery.groups.addMembers(id, userIds)),
  removeMember: async ({ gallery }, { id, userId }) => {
    await gallery.groups.removeMembers(id, [userId])
    return undefined
  },
} satisfies Handlers<Contract['groups']>

export const roles = {
  list: async ({ gallery }) => ({ items: (await gallery.roles.list()).map(toRole) }),
  create: async ({ gallery }, draft) => toRole(await gallery.roles.create(withoutUndefined(draft))),
  get: async ({ gallery }, { id }) => toRole(await gallery.roles.get(id)),
  update: async ({ gallery }, { id, ...patch }) => toRole(await gallery.roles.update(id, withoutUndefined(patch))),
  delete: async ({ gallery }, { id, replacement }) => {
    await gallery.roles.delete(id, { replacement })
    return undefined
  },
} satisfies Handlers<Contract['roles']>
