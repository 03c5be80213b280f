import type { Contract } from '@vitrine/sdk/contract'
import type { Handlers } from '../handler.types.ts'

export const plugins = {
  list: async ({ gallery }) => ({
    items: (await gallery.plugins.list()).map(({ id, hooks }) => ({ id, hooks: hooks.map((hook) => ({ ...hook })) })),
  }),
} satisfies Handlers<Contract['plugins']>
