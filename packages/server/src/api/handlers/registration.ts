import type { Contract } from '@vitrine/sdk/contract'
import { toRegistration } from '../dto/account.ts'
import { toPage, toUser } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

export const registration = {
  get: async ({ context }) => {
    const how = await context.gallery.accounts.registration()
    return { isOpen: how !== null, needsApproval: how?.needsApproval ?? false, email: how?.email ?? 'none' }
  },
  create: async ({ context, event }, draft) => ({
    state: await context.gallery.accounts.register({ ...draft, address: context.clientAddress(event) }),
  }),
  confirm: async ({ context }, confirmation) => ({
    state: await context.gallery.accounts.confirmRegistration(confirmation),
  }),
  waiting: async ({ gallery }, query) => toPage(await gallery.registrations.list(query), toRegistration),
  approve: async ({ gallery }, { id }) => toUser(await gallery.registrations.approve(id)),
  refuse: async ({ gallery }, { id }) => {
    await gallery.registrations.refuse(id)
    return undefined
  },
} satisfies Handlers<Contract['registration']>

export const recovery = {
  requestReset: async ({ context, event }, { who }) => {
    await context.gallery.accounts.requestReset({ who, address: context.clientAddress(event) })
    return undefined
  },
  resetPassword: async ({ context }, reset) => {
    await context.gallery.accounts.resetPassword(reset)
    return undefined
  },
  confirmEmail: async ({ context, identity }, { token }) => {
    await context.gallery.accounts.confirmEmail({ token, keepSession: identity.sessionId ?? undefined })
    return undefined
  },
} satisfies Handlers<Contract['recovery']>
