import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { DuplicateSettings, DuplicateSettingsPatch } from '../schemas/settings.ts'

export const settings = {
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
