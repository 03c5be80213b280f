import { baseHeaders, type HeaderMap } from '../http/headers.ts'
import type { ServerOptions } from '../options.types.ts'

/** Headers of every file that came from somebody: whatever is in it, it must not run as a page of this site. */
export const mediaHeaders = (options: Pick<ServerOptions, 'baseUrl'>): HeaderMap => ({
  ...baseHeaders(options),
  'content-security-policy': "default-src 'none'; sandbox",
})
