import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { ActivityPage, ActivityQuery } from '../schemas/activity.ts'

export const activity = {
  list: defineOperation({
    id: 'activity.list',
    ...routes.activity.list,
    summary: 'Who changed what, the newest first.',
    example: { types: ['photo.*'], limit: 20 },
    input: { query: ActivityQuery },
    output: ActivityPage,
    status: 200,
    errors: ['CURSOR_INVALID', 'FORBIDDEN'],
    auth: 'admin',
    scope: 'administer',
    csrf: false,
  }),
}
