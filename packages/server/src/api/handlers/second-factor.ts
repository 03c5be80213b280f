import type { Contract } from '@vitrine/sdk/contract'
import type { Handlers } from '../handler.types.ts'

export const secondFactor = {
  get: ({ gallery }) => gallery.secondFactor.get(),
  beginTotp: async ({ gallery, context, event }, { currentPassword }) =>
    gallery.secondFactor.beginTotp({ currentPassword: await context.ownerProof(event, currentPassword) }),
  confirmTotp: async ({ gallery, identity }, { code }) => {
    const keepSession = identity.sessionId ?? undefined
    const { recoveryCodes } = await gallery.secondFactor.confirmTotp({ code, keepSession })
    return { recoveryCodes: [...recoveryCodes] }
  },
  renewRecoveryCodes: async ({ gallery }, proof) => {
    const { recoveryCodes } = await gallery.secondFactor.renewRecoveryCodes(proof)
    return { recoveryCodes: [...recoveryCodes] }
  },
  remove: async ({ gallery, context, event }, { code, currentPassword }) => {
    await gallery.secondFactor.remove({ code, currentPassword: await context.ownerProof(event, currentPassword) })
    return undefined
  },
  reset: async ({ gallery }, { id }) => {
    await gallery.secondFactor.reset(id)
    return undefined
  },
  policy: ({ gallery }) => gallery.secondFactor.policy(),
  setPolicy: ({ gallery }, policy) => gallery.secondFactor.setPolicy(policy),
} satisfies Handlers<Contract['secondFactor']>
