import type { DuplicatePolicyState } from '@vitrine/core'
import type { Contract, DuplicateSettings } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import type { Handlers } from '../handler.types.ts'

const toDuplicates = ({ policy, locked }: DuplicatePolicyState): DuplicateSettings => ({
  by: policy.by,
  action: policy.action,
  locked: [...locked],
})

export const settings = {
  duplicates: async ({ gallery }) => toDuplicates(await gallery.settings.duplicates()),
  setDuplicates: async ({ gallery }, patch) =>
    toDuplicates(await gallery.settings.setDuplicates(withoutUndefined(patch))),
} satisfies Handlers<Contract['settings']>
