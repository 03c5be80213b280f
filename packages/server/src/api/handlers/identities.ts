import type { Contract } from '@vitrine/sdk/contract'
import type { Handlers } from '../handler.types.ts'

export const identities = {
  list: async ({ gallery }) => ({ items: await gallery.identities.list() }),
  remove: async ({ gallery }, { id, ...proof }) => {
    await gallery.identities.remove(id, proof)
    return undefined
  },
} satisfies Handlers<Contract['identities']>
