import { VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import { FastResponse } from 'srvx'

/** A frame with a torn picture in it, in grey that is quiet on light and on dark pages. */
const picture = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 72" fill="none" stroke="#8a8a84" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"><path d="M30 20h36v32H50l-4-7 4-6-5-6 3-6-3-7"/><path d="M42 52H30V20"/><path d="m30 45 8-9 5 5"/><circle cx="57" cy="29" r="3"/></svg>`

const isShownByPage = (event: H3Event): boolean => event.req.headers.get('sec-fetch-dest') === 'image'

/**
 * What a page shows in place of a picture that cannot be made: the original is damaged, gone, or its folder is not there just now.
 * For pictures inside pages only; programs get the error. Never kept: it may be different in a minute.
 *
 * @returns `null` where the error is another one, or nobody looks at a page.
 */
export const brokenPicture = (
  error: unknown,
  event: H3Event,
  headers: Readonly<Record<string, string>>,
): Response | null => {
  const isBroken = VitrineError.has(
    error,
    'MEDIA_CORRUPT',
    'MEDIA_NOT_RENDERABLE',
    'MEDIA_TIMEOUT',
    'MEDIA_TOO_MANY_PIXELS',
    'STORAGE_NOT_FOUND',
  )
  if (!isBroken || !isShownByPage(event)) return null
  return new FastResponse(event.req.method === 'HEAD' ? null : picture, {
    headers: {
      ...headers,
      'content-type': 'image/svg+xml',
      'cache-control': 'no-store',
      vary: 'Accept, Sec-Fetch-Dest',
    },
  })
}
