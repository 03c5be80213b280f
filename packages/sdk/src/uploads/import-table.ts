import { routes } from '../contract/routes.ts'
import type { TableImportFields, TableImportReport } from '../contract/schemas/table.ts'
import { toApiError } from '../errors.ts'
import type { CallOptions, Transport } from '../transport.ts'

export interface TableImport extends TableImportFields, CallOptions {
  /** CSV, a JSON array, or a JSON object to a line. In Node, `openAsBlob` reads a file as it is sent. */
  readonly file: Blob
}

/** Sends a table of metadata. @throws {VitrineApiError} */
export const importTable = async (
  transport: Transport,
  { file, signal, headers, ...fields }: TableImport,
): Promise<TableImportReport> => {
  const { method, path } = routes.tables.import
  const body = new FormData()
  // The fields come first, so that the server can take the file as it arrives.
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) body.append(name, String(value))
  body.append('file', file, 'table')
  const init: RequestInit = {
    method,
    headers: { accept: 'application/json', ...transport.identity(method), ...headers },
    credentials: 'include',
    body,
    ...(signal ? { signal } : {}),
  }
  const response = await transport.fetch(new Request(transport.url(path), init))
  transport.store(response.headers)
  const text = await response.text()
  if (!response.ok) throw toApiError(response.status, text, response.headers.get('retry-after'))
  return JSON.parse(text) as TableImportReport
}
