import { VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'

/** More than a form of a few lines can hold. */
const maxFormBytes = 32 * 1024
/** A description of 60,000 characters, each sent as nine. */
export const maxLongFormBytes = 640 * 1024

/**
 * The fields of a form that was sent.
 *
 * @throws {VitrineError} `BODY_TYPE_UNSUPPORTED`, `BODY_TOO_LARGE`
 */
export const readForm = async (
  event: H3Event,
  { maxBytes = maxFormBytes }: { maxBytes?: number } = {},
): Promise<URLSearchParams> => {
  const type = event.req.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    throw new VitrineError('BODY_TYPE_UNSUPPORTED', { details: { expected: 'application/x-www-form-urlencoded' } })
  }
  const chunks: Uint8Array[] = []
  let bytes = 0
  // Counted as it comes in: the declared length may be missing or wrong.
  const reader = event.req.body?.getReader()
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    bytes += part.value.byteLength
    if (bytes > maxBytes) {
      await reader?.cancel()
      throw new VitrineError('BODY_TOO_LARGE', { details: { maxBytes } })
    }
    chunks.push(part.value)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}
