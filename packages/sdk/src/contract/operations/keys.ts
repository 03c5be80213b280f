import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { ApiKey, ApiKeyDraft, ApiKeyListQuery, ApiKeyPage, NewApiKey, RevokedKeys } from '../schemas/api-key.ts'
import { IdParams } from '../schemas/fields.ts'

export const keys = {
  list: defineOperation({
    id: 'keys.list',
    ...routes.keys.list,
    summary: 'API keys, newest first: one’s own, or, for administrators, those of somebody else.',
    example: { limit: 50 },
    input: { query: ApiKeyListQuery },
    output: ApiKeyPage,
    status: 200,
    errors: ['CURSOR_INVALID', 'USER_NOT_FOUND', 'FORBIDDEN'],
    auth: 'user',
    scope: 'read',
    csrf: false,
  }),
  create: defineOperation({
    id: 'keys.create',
    ...routes.keys.create,
    summary: 'Makes an API key for the user who asks. The key is told this once.',
    description: 'Keep the key: the gallery keeps only its hash. `read` is in every key.',
    example: { name: 'Backup', scopes: ['read'], expiresInDays: 90 },
    input: { body: ApiKeyDraft },
    output: NewApiKey,
    status: 201,
    errors: ['KEY_LIMIT_REACHED', 'FORBIDDEN', 'CSRF_REJECTED', 'PREVIEW_READ_ONLY'],
    auth: 'user',
    scope: null,
    csrf: true,
  }),
  revoke: defineOperation({
    id: 'keys.revoke',
    ...routes.keys.revoke,
    summary: 'Ends an API key for good: one’s own, or, for administrators, anybody’s.',
    input: { params: IdParams },
    output: ApiKey,
    status: 200,
    errors: ['KEY_NOT_FOUND', 'FORBIDDEN', 'CSRF_REJECTED', 'PREVIEW_READ_ONLY'],
    auth: 'user',
    scope: null,
    csrf: true,
  }),
  revokeAll: defineOperation({
    id: 'keys.revokeAll',
    ...routes.keys.revokeAll,
    summary: 'Ends all of one’s own API keys.',
    input: {},
    output: RevokedKeys,
    status: 200,
    errors: ['FORBIDDEN', 'CSRF_REJECTED', 'PREVIEW_READ_ONLY'],
    auth: 'user',
    scope: null,
    csrf: true,
  }),
}
