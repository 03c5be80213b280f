import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import type { AccountExport } from '@vitrine/core'
import type { ServerOptions } from '../options.types.ts'
import { baseHeaders, inertContent, noStore } from './headers.ts'

/** What the gallery knows of somebody, to keep: written while it is read. */
export const exportResponse = (
  { fileName, content }: AccountExport,
  options: Pick<ServerOptions, 'baseUrl'>,
): Response => {
  // Two declarations of the same class, of the module and of the global.
  const body = Readable.toWeb(
    Readable.from(bytesOf(content)),
  ) as NodeReadableStream<Uint8Array> as ReadableStream<Uint8Array>
  return new Response(body, {
    headers: {
      ...baseHeaders(options),
      ...inertContent,
      ...noStore,
      'content-type': 'application/json',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  })
}

async function* bytesOf(parts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const part of parts) yield Buffer.from(part)
}
