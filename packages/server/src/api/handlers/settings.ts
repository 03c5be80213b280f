import type { AccountSettingsState, DuplicatePolicyState } from '@vitrine/core'
import type { AccountSettings, Contract, DuplicateSettings } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import type { Handlers } from '../handler.types.ts'

const toDuplicates = ({ policy, locked }: DuplicatePolicyState): DuplicateSettings => ({
  by: policy.by,
  action: policy.action,
  locked: [...locked],
})

const toAccounts = ({ settings, locked }: AccountSettingsState): AccountSettings => ({
  registration: settings.registration,
  emailRequired: settings.emailRequired,
  notify: settings.notify,
  notifyGroupId: settings.notifyGroupId,
  selfDeletion: settings.selfDeletion,
  heirUserId: settings.heirUserId,
  sessionIdleHours: settings.sessionIdleHours,
  sessionMaxDays: settings.sessionMaxDays,
  rememberDays: settings.rememberDays,
  locked: [...locked],
})

export const settings = {
  site: async ({ gallery }) => ({ ...(await gallery.settings.site()) }),
  setSite: async ({ gallery }, patch) => ({ ...(await gallery.settings.setSite(withoutUndefined(patch))) }),
  photoSorts: async ({ gallery }) => ({ ...(await gallery.settings.photoSorts()) }),
  setPhotoSorts: async ({ gallery }, patch) => ({
    ...(await gallery.settings.setPhotoSorts(withoutUndefined(patch))),
  }),
  map: async ({ gallery }) => ({ ...(await gallery.settings.map()) }),
  setMap: async ({ gallery }, patch) => ({ ...(await gallery.settings.setMap(withoutUndefined(patch))) }),
  maintenance: async ({ gallery }) => ({ ...(await gallery.settings.maintenance()) }),
  setMaintenance: async ({ gallery }, patch) => ({
    ...(await gallery.settings.setMaintenance(withoutUndefined(patch))),
  }),
  accounts: async ({ gallery }) => toAccounts(await gallery.settings.accounts()),
  setAccounts: async ({ gallery }, patch) => toAccounts(await gallery.settings.setAccounts(withoutUndefined(patch))),
  duplicates: async ({ gallery }) => toDuplicates(await gallery.settings.duplicates()),
  setDuplicates: async ({ gallery }, patch) =>
    toDuplicates(await gallery.settings.setDuplicates(withoutUndefined(patch))),
} satisfies Handlers<Contract['settings']>
