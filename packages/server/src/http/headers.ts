import type { ServerOptions } from '../options.types.ts'

export type HeaderMap = Readonly<Record<string, string>>

/** What every answer carries, whoever made it. */
export const baseHeaders = (options: Pick<ServerOptions, 'baseUrl'>): HeaderMap => ({
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Only where the gallery's public address is known to be https: promised from a guess, it would lock a plain http site out.
  ...(options.baseUrl?.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
})

/** Answers that are data, not documents: nothing in them may run, load or be framed. */
export const inertContent: HeaderMap = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
}

/** Kept by nobody. */
export const noStore: HeaderMap = { 'cache-control': 'no-store' }

/** Kept by the asker's own browser at most, and asked for again each time: what may be seen can change at any moment. */
export const privateRevalidated: HeaderMap = {
  'cache-control': 'private, no-cache',
  vary: 'Cookie, Authorization',
}
