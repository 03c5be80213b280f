import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { IdParams } from '../schemas/fields.ts'
import { NewShareLink, ShareDraft, ShareLink, ShareLinkPage, ShareListQuery } from '../schemas/share.ts'

export const shares = {
  list: defineOperation({
    id: 'shares.list',
    ...routes.shares.list,
    summary: 'Share links, newest first: administrators all, others their own.',
    example: { limit: 50 },
    input: { query: ShareListQuery },
    output: ShareLinkPage,
    status: 200,
    errors: ['CURSOR_INVALID', 'FORBIDDEN'],
    auth: 'user',
    scope: 'read',
    csrf: false,
  }),
  create: defineOperation({
    id: 'shares.create',
    ...routes.shares.create,
    summary: 'Makes a link to albums. The key is told this once.',
    description: 'Keep the address: the gallery keeps only the hash of its key. A link made anew is another link.',
    example: { name: 'For the grandparents', albumIds: [1], expiresAt: null },
    input: { body: ShareDraft },
    output: NewShareLink,
    status: 201,
    errors: ['ALBUM_NOT_FOUND', 'FORBIDDEN', 'CSRF_REJECTED', 'PREVIEW_READ_ONLY'],
    auth: 'user',
    scope: 'share',
    csrf: true,
  }),
  get: defineOperation({
    id: 'shares.get',
    ...routes.shares.get,
    summary: 'One share link.',
    input: { params: IdParams },
    output: ShareLink,
    status: 200,
    errors: ['LINK_NOT_FOUND', 'FORBIDDEN'],
    auth: 'user',
    scope: 'read',
    csrf: false,
  }),
  revoke: defineOperation({
    id: 'shares.revoke',
    ...routes.shares.revoke,
    summary: 'Ends a link for good.',
    input: { params: IdParams },
    output: null,
    status: 204,
    errors: ['LINK_NOT_FOUND', 'FORBIDDEN', 'CSRF_REJECTED', 'PREVIEW_READ_ONLY'],
    auth: 'user',
    scope: 'share',
    csrf: true,
  }),
}
