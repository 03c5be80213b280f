import { defineOperation } from '../operation.ts'
import { routes } from '../routes.ts'
import { TableExportQuery, TableImportFields, TableImportReport } from '../schemas/table.ts'

export const tables = {
  export: defineOperation({
    id: 'tables.export',
    ...routes.tables.export,
    summary: 'What people may write on photos, as a table: one row for each photo of a list.',
    example: { album: 1, format: 'csv' },
    input: { query: TableExportQuery },
    output: null,
    status: 200,
    errors: ['ALBUM_NOT_FOUND', 'TAG_NOT_FOUND'],
    auth: 'public',
    scope: 'read',
    csrf: false,
  }),
  import: defineOperation({
    id: 'tables.import',
    ...routes.tables.import,
    summary:
      'Writes on photos what a table says (multipart part `file`): found by `id`, else by `sha256`, else by `fileName` and the first of `albums`. All of it is checked before the first photo is changed.',
    description:
      'Begin with `dryRun`: it answers with what would change, and changes nothing. See [metadata as tables](../guides/tables.md).',
    example: { format: 'csv', dryRun: true },
    input: { body: TableImportFields },
    output: TableImportReport,
    status: 200,
    errors: ['FORBIDDEN', 'CSRF_REJECTED', 'UPLOAD_INVALID', 'BODY_TOO_LARGE', 'BODY_TYPE_UNSUPPORTED'],
    auth: 'user',
    scope: 'edit',
    csrf: true,
  }),
}
