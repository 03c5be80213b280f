import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { LatestStorageCheck, StorageCheckRequest, StorageCheckStarted } from '../schemas/storage-check.ts'

export const storage = {
  latestCheck: defineOperation({
    id: 'storage.latestCheck',
    ...routes.storage.latestCheck,
    summary: 'What the newest check of the storage found, as far as it is; `null` where there was none.',
    input: {},
    output: LatestStorageCheck,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'admin',
    scope: 'administer',
    csrf: false,
  }),
  check: defineOperation({
    id: 'storage.check',
    ...routes.storage.check,
    summary: 'Has the storage checked, and repaired where that is asked for, in the background.',
    example: { depth: 'quick' },
    input: { body: StorageCheckRequest },
    output: StorageCheckStarted,
    status: 202,
    errors: ['FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'admin',
    scope: 'administer',
    csrf: true,
  }),
}
