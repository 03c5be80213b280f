import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { IdParams } from '../schemas/fields.ts'
import { IdentityList, IdentityRemoval } from '../schemas/identity.ts'

export const identities = {
  list: defineOperation({
    id: 'identities.list',
    ...routes.identities.list,
    summary: 'The asker’s accounts at other providers. They are linked on a page, by way of the provider.',
    input: {},
    output: IdentityList,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'user',
    scope: null,
    csrf: false,
  }),
  remove: defineOperation({
    id: 'identities.remove',
    ...routes.identities.remove,
    summary:
      'Unlinks an account at another provider. The last one of those who have no password stays: nothing else lets them in.',
    input: { params: IdParams, body: IdentityRemoval },
    output: null,
    status: 204,
    errors: [
      'IDENTITY_NOT_FOUND',
      'PASSWORD_WRONG',
      'CONFIRMATION_REQUIRED',
      'LAST_WAY_IN',
      'FORBIDDEN',
      'CSRF_REJECTED',
      'PREVIEW_READ_ONLY',
    ],
    auth: 'user',
    scope: null,
    csrf: true,
  }),
}
