import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { AccountSettings, AccountSettingsPatch } from '../schemas/account.ts'
import { DuplicateSettings, DuplicateSettingsPatch } from '../schemas/settings.ts'

export const settings = {
  accounts: defineOperation({
    id: 'settings.accounts',
    ...routes.settings.accounts,
    summary: 'How people come to have accounts, and how long they stay signed in.',
    input: {},
    output: AccountSettings,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'admin',
    scope: 'administer',
    csrf: false,
  }),
  setAccounts: defineOperation({
    id: 'settings.setAccounts',
    ...routes.settings.setAccounts,
    summary: 'Changes how people come to have accounts. Shorter sessions hold for those that are open, too.',
    input: { body: AccountSettingsPatch },
    output: AccountSettings,
    status: 200,
    errors: ['FORBIDDEN', 'CSRF_REJECTED', 'PREVIEW_READ_ONLY'],
    auth: 'admin',
    scope: 'administer',
    csrf: true,
  }),
  duplicates: defineOperation({
    id: 'settings.duplicates',
    ...routes.settings.duplicates,
    summary: 'What is done with uploads that are here already.',
    input: {},
    output: DuplicateSettings,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'admin',
    scope: 'administer',
    csrf: false,
  }),
  setDuplicates: defineOperation({
    id: 'settings.setDuplicates',
    ...routes.settings.setDuplicates,
    summary: 'Changes what is done with uploads that are here already, where the upload itself does not say.',
    example: { by: 'checksum', action: 'link' },
    input: { body: DuplicateSettingsPatch },
    output: DuplicateSettings,
    status: 200,
    errors: ['FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'admin',
    scope: 'administer',
    csrf: true,
  }),
}
