import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { PluginList } from '../schemas/plugin.ts'

export const plugins = {
  list: defineOperation({
    id: 'plugins.list',
    ...routes.plugins.list,
    summary: 'Who extends the gallery: the hooks that each handles, how often it was called, and how often it failed.',
    input: {},
    output: PluginList,
    status: 200,
    errors: ['FORBIDDEN'],
    auth: 'admin',
    scope: 'administer',
    csrf: false,
  }),
}
