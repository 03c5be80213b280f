import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { TableImportReport } from '@vitrine/core'
import type { Contract, TableImportReport as TableImportReportDto } from '@vitrine/sdk/contract'
import { baseHeaders, inertContent, noStore } from '../../http/headers.ts'
import { receiveTable } from '../../uploads/receive-table.ts'
import { withoutUndefined } from '../../without-undefined.ts'
import type { Handlers } from '../handler.types.ts'

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json', ndjson: 'application/x-ndjson' } as const

export const tables = {
  export: async ({ gallery, context }, query) => {
    const format = query.format ?? 'csv'
    const rows = gallery.tables.export(withoutUndefined(query))
    // Asked for before the answer begins: what is wrong still has a status of its own.
    const first = await rows.next()
    const bytes = async function* () {
      if (first.done !== true) yield first.value
      yield* rows
    }
    // Two declarations of the same class, of the module and of the global.
    const body = Readable.toWeb(Readable.from(bytes())) as NodeReadableStream<Uint8Array> as ReadableStream<Uint8Array>
    return new Response(body, {
      headers: {
        ...baseHeaders(context.options),
        ...inertContent,
        ...noStore,
        'content-type': types[format],
        'content-disposition': `attachment; filename="photos.${format}"`,
      },
    })
  },
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
