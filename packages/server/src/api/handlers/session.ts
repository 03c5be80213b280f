import type { Contract } from '@vitrine/sdk/contract'
import { toUser } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

export const session = {
  create: async ({ context, event }, credentials) => {
    const { user, csrfToken } = await context.signIn(event, credentials)
    return { user: toUser(user), csrfToken }
  },
  get: async ({ identity: { user, csrfToken } }) => ({ user: user && toUser(user), csrfToken }),
  delete: async ({ context, event }) => {
    await context.signOut(event)
    return undefined
  },
} satisfies Handlers<Contract['session']>
