import { inputInvalid, VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import { maxJsonBytes } from '../http/errors.ts'
import { readBytes } from '../http/request-bytes.ts'

/** @throws {VitrineError} `BODY_TYPE_UNSUPPORTED` where the body is packed: a small one could unpack to a huge one. */
export const assertNotPacked = (event: H3Event): void => {
  const encoding = event.req.headers.get('content-encoding')
  if (encoding !== null && encoding.trim().toLowerCase() !== 'identity') {
    throw new VitrineError('BODY_TYPE_UNSUPPORTED', { details: { expected: 'plain bytes, without Content-Encoding' } })
  }
}

/** The media type of the body, without its parameters, in lower case. */
export const contentTypeOf = (event: H3Event): string =>
  (event.req.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/**
 * Reads a JSON body of at most 1 MiB. An absent body is an empty object.
 *
 * Only as `application/json`: a form of another site can send text or form data without asking first, never that.
 *
 * @throws {VitrineError} `BODY_TYPE_UNSUPPORTED`, `BODY_TOO_LARGE`, `INPUT_INVALID`
 */
export const readJsonBody = async (event: H3Event): Promise<unknown> => {
  const { headers } = event.req
  const length = headers.get('content-length')
  const isAbsent =
    length === '0' || (length === null && !headers.has('transfer-encoding') && !headers.has('content-type'))
  if (isAbsent) return {}
  if (contentTypeOf(event) !== 'application/json') {
    throw new VitrineError('BODY_TYPE_UNSUPPORTED', { details: { expected: 'application/json' } })
  }
  assertNotPacked(event)
  const tooLarge = () => new VitrineError('BODY_TOO_LARGE', { details: { maxBytes: maxJsonBytes } })
  if (Number(length) > maxJsonBytes) throw tooLarge()
  const bytes = await readBytes(event, maxJsonBytes)
  if (bytes === null) throw tooLarge()
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw inputInvalid([{ path: '', message: 'Expected JSON in UTF-8' }])
  }
}
