import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { inputInvalid, type OriginalFile } from '@vitrine/core'
import { create as toContentDisposition } from 'content-disposition'
import type { H3Event } from 'h3'
import { FastResponse } from 'srvx'
import { matchesAny, parseRange, rangeHolds } from '../http/conditional.ts'
import { noStore } from '../http/headers.ts'
import type { ServerOptions } from '../options.types.ts'
import { mediaHeaders } from './headers.ts'

/**
 * Sends an original whose rights were checked: whole, in part (206), not at all where the asker has it already (304).
 *
 * Always as an attachment: a browser shows pictures in derivatives, and saves originals.
 */
export const sendOriginal = async (
  file: OriginalFile,
  event: H3Event,
  options: Pick<ServerOptions, 'baseUrl'>,
): Promise<Response> => {
  const request = event.req.headers
  const etag = `"${file.sha256}"`
  const headers: Record<string, string> = {
    ...mediaHeaders(options),
    etag,
    'accept-ranges': 'bytes',
    // Asked for again each time: rights can go, and then the copy that a browser kept must not be offered as current.
    'cache-control': 'private, no-cache',
    vary: 'Cookie, Authorization',
  }
  if (matchesAny(request.get('if-none-match'), etag)) return new FastResponse(null, { status: 304, headers })

  const range = rangeHolds(request.get('if-range'), etag) ? parseRange(request.get('range'), file.bytes) : null
  if (range === 'unsatisfiable') {
    return outside(file, headers)
  }

  headers['content-disposition'] = toContentDisposition(file.fileName)
  headers['content-type'] = file.mimeType
  headers['content-length'] = String(range ? range.end - range.start + 1 : file.bytes)
  if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${file.bytes}`
  const status = range ? 206 : 200
  if (event.req.method === 'HEAD') return new FastResponse(null, { status, headers })
  const stream = await file.open(range ?? undefined)
  // Node's own stream where a socket is on the other side. Elsewhere a web stream: given up before its first read, it closes
  // the file, which a response made of the bare stream does not.
  const body = event.runtime?.node?.res ? stream : (Readable.toWeb(stream) as ReadableStream<Uint8Array>)
  return new FastResponse(body, { status, headers })
}

/** The one answer with status 416, which no error code of the gallery has: a range is a matter of HTTP. */
const outside = (file: OriginalFile, { etag: _etag, ...headers }: Readonly<Record<string, string>>): Response => {
  const { code, message } = inputInvalid([])
  const issues = [{ path: 'Range', message: `Expected a range within the ${file.bytes} bytes of the file` }]
  return new FastResponse(JSON.stringify({ error: { code, message, issues } }), {
    status: 416,
    headers: {
      ...headers,
      ...noStore,
      'content-type': 'application/json; charset=utf-8',
      'content-range': `bytes */${file.bytes}`,
    },
  })
}
