import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { ActorGallery, TableExportOptions } from '@vitrine/core'
import type { ServerOptions } from '../options.types.ts'
import { baseHeaders, inertContent, noStore } from './headers.ts'

const types = { csv: 'text/csv; charset=utf-8', json: 'application/json', ndjson: 'application/x-ndjson' } as const

/** Photos as a table to keep, written while it is read. @throws what is wrong with the list, before the answer begins */
export const tableResponse = async (
  gallery: ActorGallery,
  table: TableExportOptions,
  options: ServerOptions,
): Promise<Response> => {
  const format = table.format ?? 'csv'
  const rows = gallery.tables.export(table)
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
      ...baseHeaders(options),
      ...inertContent,
      ...noStore,
      'content-type': types[format],
      'content-disposition': `attachment; filename="photos.${format}"`,
    },
  })
}
