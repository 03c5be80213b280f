import { VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'

/**
 * Refuses a write that a page of another site made.
 *
 * Browsers say where a request comes from in `Sec-Fetch-Site`, which no page can forge; older ones only in `Origin`.
 * Programs send neither, and have no cookies that a page could make them use.
 *
 * @throws {VitrineError} `CSRF_REJECTED`
 */
export const assertSameSite = (event: H3Event, baseUrl: string | null): void => {
  const site = event.req.headers.get('sec-fetch-site')
  if (site !== null) {
    if (site !== 'same-origin' && site !== 'none') throw new VitrineError('CSRF_REJECTED')
    return
  }
  const origin = event.req.headers.get('origin')
  if (origin === null) return
  // Hosts are compared, not schemes: behind a proxy that ends TLS the scheme that arrives here is not the visitor's.
  // Both are the browser's own word; some hosts (Next) hand on an address of their own making, beside the header as it came.
  const ours = baseUrl === null ? [event.url.host, event.req.headers.get('host')] : [new URL(baseUrl).host]
  if (!URL.canParse(origin) || !ours.includes(new URL(origin).host)) throw new VitrineError('CSRF_REJECTED')
}
