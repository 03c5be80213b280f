import type { OriginalFile } from '@vitrine/core'
import { create as toContentDisposition } from 'content-disposition'
import type { H3Event } from 'h3'
import { FastResponse } from 'srvx'
import type { ServerOptions } from '../context.ts'
import { matchesAny, parseRange, rangeHolds } from '../http/conditional.ts'
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

  headers['content-disposition'] = toContentDisposition(file.fileName)
  const range = rangeHolds(request.get('if-range'), etag) ? parseRange(request.get('range'), file.bytes) : null
  if (range === 'unsatisfiable') {
    return new FastResponse(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${file.bytes}`, 'cache-control': 'no-store' },
    })
  }

  headers['content-type'] = file.mimeType
  headers['content-length'] = String(range ? range.end - range.start + 1 : file.bytes)
  if (range) headers['content-range'] = `bytes ${range.start}-${range.end}/${file.bytes}`
  const status = range ? 206 : 200
  if (event.req.method === 'HEAD') return new FastResponse(null, { status, headers })
  return new FastResponse(await file.open(range ?? undefined), { status, headers })
}
