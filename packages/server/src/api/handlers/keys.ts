import type { Contract } from '@vitrine/sdk/contract'
import { toApiKey } from '../dto/api-key.ts'
import { toPage } from '../dto/others.ts'
import type { Handlers } from '../handler.types.ts'

export const keys = {
  list: async ({ gallery }, query) => toPage(await gallery.keys.list(query), toApiKey),
  create: async ({ gallery }, draft) => {
    const { apiKey, key } = await gallery.keys.create(draft)
    return { apiKey: toApiKey(apiKey), key }
  },
  revoke: async ({ gallery }, { id }) => toApiKey(await gallery.keys.revoke(id)),
  revokeAll: ({ gallery }) => gallery.keys.revokeAll(),
} satisfies Handlers<Contract['keys']>
