import { createHash } from 'node:crypto'
import type { H3Event } from 'h3'
import { FastResponse } from 'srvx'
import { compressPage } from '../http/compress.ts'
import { matchesAny } from '../http/conditional.ts'
import { baseHeaders, type HeaderMap, inertContent, noStore, privateRevalidated } from '../http/headers.ts'
import type { ServerOptions } from '../options.types.ts'

/** Pages load from this server only, run no inline script, take no inline style and cannot be framed, but for `frames`. */
export const pagePolicy = ({ images = "'self'", frames = "'none'" } = {}): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${images}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frames}`,
  ].join('; ')

export const documentHeaders: HeaderMap = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': pagePolicy(),
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** Pages speak the language of who asks. */
const documentVary = 'Cookie, Authorization, Accept-Language, Accept-Encoding'

/** An HTML answer. Errors and forms are kept by nobody. */
export const htmlResponse = (
  markup: string,
  event: H3Event,
  options: Pick<ServerOptions, 'baseUrl'>,
  answer: { readonly status: number; readonly keep: boolean; readonly headers?: HeaderMap },
): Response => {
  const { body, headers } = compressPage(markup, event.req.headers.get('accept-encoding'))
  return new FastResponse(body, {
    status: answer.status,
    headers: {
      ...baseHeaders(options),
      ...documentHeaders,
      ...(answer.keep ? privateRevalidated : noStore),
      vary: documentVary,
      ...headers,
      ...answer.headers,
    },
  })
}

/** An answer for programs: what is still as it was is not sent again. */
export const dataResponse = (
  text: string,
  type: string,
  event: H3Event,
  options: Pick<ServerOptions, 'baseUrl'> & { readonly isSecret?: boolean },
): Response => {
  const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`
  const caching = options.isSecret ? { 'cache-control': 'private, no-store' } : privateRevalidated
  const headers = { ...baseHeaders(options), ...inertContent, ...caching, etag }
  return matchesAny(event.req.headers.get('if-none-match'), etag)
    ? new FastResponse(null, { status: 304, headers })
    : new FastResponse(text, { headers: { ...headers, 'content-type': type } })
}

/** @param status - 303 after a form, 301 for another spelling of the same address, 302 for elsewhere. */
export const redirectResponse = (
  location: string,
  options: Pick<ServerOptions, 'baseUrl'>,
  status: 301 | 302 | 303 = 303,
): Response =>
  new FastResponse(null, {
    status,
    // A name can change back: a redirect that browsers keep would lead in a circle then.
    headers: { ...baseHeaders(options), ...privateRevalidated, location },
  })
