import { VitrineError } from '@vitrine/core'
import type { H3Event } from 'h3'
import { assertNotPacked, contentTypeOf } from '../api/body.ts'
import type { ServerContext } from '../context.ts'
import { requestStream } from '../http/request-bytes.ts'
import { uploadInvalid } from './faults.ts'
import { readUpload, type UploadRequest } from './multipart.ts'

/** Room for boundaries, headers and fields around the file. */
const maxOverheadBytes = 1024 * 1024

/**
 * Reads a multipart request with one file as it arrives.
 *
 * @throws {VitrineError} `BODY_TYPE_UNSUPPORTED`, `MEDIA_TOO_LARGE`, `UPLOAD_INVALID`, and what `store` throws.
 */
export const receiveFile = async <T>(
  event: H3Event,
  context: ServerContext,
  { isReady, store }: Pick<UploadRequest<T>, 'isReady' | 'store'>,
): Promise<T> => {
  if (contentTypeOf(event) !== 'multipart/form-data') {
    throw new VitrineError('BODY_TYPE_UNSUPPORTED', { details: { expected: 'multipart/form-data' } })
  }
  assertNotPacked(event)
  const { maxUploadBytes: maxBytes } = context.options
  const bytes = Number(event.req.headers.get('content-length') ?? 0)
  if (bytes > maxBytes + maxOverheadBytes) throw new VitrineError('MEDIA_TOO_LARGE', { details: { bytes, maxBytes } })

  const source = requestStream(event)
  if (!source) throw uploadInvalid('file', 'the part "file" is missing')
  const contentType = event.req.headers.get('content-type') ?? ''
  return readUpload(source, { contentType, maxBytes, isReady, store })
}
