import { FastResponse } from 'srvx'
import { baseHeaders, type HeaderMap, noStore, privateRevalidated } from '../http/headers.ts'
import type { ServerOptions } from '../options.types.ts'

/** Pages load from this server only, run no inline script, take no inline style and cannot be framed. */
export const pagePolicy = ({ images = "'self'" } = {}): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    `img-src ${images}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')

export const documentHeaders: HeaderMap = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': pagePolicy(),
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** An HTML answer, which Node sends as the text it is. Errors and forms are kept by nobody. */
export const htmlResponse = (
  markup: string,
  options: Pick<ServerOptions, 'baseUrl'>,
  answer: { readonly status: number; readonly keep: boolean; readonly headers?: HeaderMap },
): Response =>
  new FastResponse(markup, {
    status: answer.status,
    headers: {
      ...baseHeaders(options),
      ...documentHeaders,
      ...(answer.keep ? privateRevalidated : noStore),
      ...answer.headers,
    },
  })

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
