import type { TableImportReport } from '@vitrine/core'
import type { Contract, TableImportReport as TableImportReportDto } from '@vitrine/sdk/contract'
import { tableResponse } from '../../http/table-response.ts'
import { receiveTable } from '../../uploads/receive-table.ts'
import { withoutUndefined } from '../../without-undefined.ts'
import type { Handlers } from '../handler.types.ts'

export const tables = {
  export: ({ gallery, context }, query) => tableResponse(gallery, withoutUndefined(query), context.options),
  import: async ({ event, gallery }) => ({ status: 200, body: toReport(await receiveTable(event, gallery)) }),
} satisfies Handlers<Contract['tables']>

const toReport = (report: TableImportReport): TableImportReportDto => ({
  isDryRun: report.isDryRun,
  rows: report.rows,
  changed: report.changed,
  unchanged: report.unchanged,
  failed: report.failed,
  columns: { ...report.columns },
  ignoredColumns: [...report.ignoredColumns],
  changes: report.changes.map(({ row, photoId, column, before, after }) => ({ row, photoId, column, before, after })),
  errors: report.errors.map(({ row, column, code, message }) => ({ row, column, code, message })),
  batchId: report.batchId,
  durationMs: report.durationMs,
})
