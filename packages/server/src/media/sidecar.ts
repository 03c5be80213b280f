import { create as toContentDisposition } from 'content-disposition'
import type { H3Event } from 'h3'
import { FastResponse } from 'srvx'
import { noStore } from '../http/headers.ts'
import type { ServerOptions } from '../options.types.ts'
import { mediaHeaders } from './headers.ts'

/** Sends a sidecar that was made for somebody; as an attachment, since XML in a browser is a page. */
export const sendSidecar = (
  { fileName, bytes }: { readonly fileName: string; readonly bytes: Uint8Array },
  event: H3Event,
  options: Pick<ServerOptions, 'baseUrl'>,
): Response => {
  const headers = {
    ...mediaHeaders(options),
    ...noStore,
    vary: 'Cookie, Authorization',
    'content-type': 'application/rdf+xml',
    'content-disposition': toContentDisposition(fileName),
    'content-length': String(bytes.byteLength),
  }
  return new FastResponse(event.req.method === 'HEAD' ? null : new Uint8Array(bytes), { status: 200, headers })
}
