import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toStorageCheck } from '../dto/storage-check.ts'
import type { Handlers } from '../handler.types.ts'

export const storage = {
  latestCheck: async ({ gallery }) => {
    const check = await gallery.storage.latest()
    return { check: check && toStorageCheck(check) }
  },
  check: async ({ gallery }, options) => ({
    isStarted: (await gallery.storage.enqueue(withoutUndefined(options))) !== null,
  }),
} satisfies Handlers<Contract['storage']>
