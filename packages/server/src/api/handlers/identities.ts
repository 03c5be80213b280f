import type { Contract } from '@vitrine/sdk/contract'
import type { Handlers } from '../handler.types.ts'

export const identities = {
  list: async ({ gallery }) => ({ items: await gallery.identities.list() }),
  remove: async ({ gallery, context, event }, { id, currentPassword }) => {
    await gallery.identities.remove(id, { currentPassword: await context.ownerProof(event, currentPassword) })
    return undefined
  },
} satisfies Handlers<Contract['identities']>
