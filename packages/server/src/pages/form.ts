import { VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import { readBytes } from '../http/request-bytes.ts'

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
  const bytes = await readBytes(event, maxBytes)
  if (bytes === null) throw new VitrineError('BODY_TOO_LARGE', { details: { maxBytes } })
  return new URLSearchParams(Buffer.from(bytes).toString('utf8'))
}
