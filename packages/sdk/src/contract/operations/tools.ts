import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { ToolList } from '../schemas/tool.ts'

export const tools = {
  list: defineOperation({
    id: 'tools.list',
    ...routes.tools.list,
    summary: 'Programs that make pictures of more formats, and which of them are installed.',
    input: {},
    output: ToolList,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'admin',
    scope: 'administer',
    csrf: false,
  }),
  refresh: defineOperation({
    id: 'tools.refresh',
    ...routes.tools.refresh,
    summary:
      'Looks for them anew. Where there are others than before, photos that were shown with an icon get their pictures.',
    input: {},
    output: ToolList,
    status: 200,
    errors: ['FORBIDDEN', 'CSRF_REJECTED'],
    auth: 'admin',
    scope: 'administer',
    csrf: true,
  }),
}
