import { Readable } from 'node:stream'
import type { ReadableStream as NodeReadableStream } from 'node:stream/web'
import { type AddedPhoto, inputInvalid, type NewPhoto, VitrineError } from '@vitrine/core'
import { PhotoUploadFields } from '@vitrine/sdk/contract'
import type { H3Event } from 'h3'
import { safeParse } from 'valibot'
import { assertNotPacked, contentTypeOf } from '../api/body.ts'
import { coerceTexts } from '../api/coerce.ts'
import type { ApiCall } from '../api/handler.types.ts'
import { toIssues } from '../api/issues.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { type FieldList, readUpload, type UploadedFile } from './multipart.ts'

/** Room for boundaries, headers and fields around the file. */
const maxOverheadBytes = 1024 * 1024

/** The request's bytes: Node's own stream where there is one, because it is several times cheaper than a web stream. */
const bytesOf = (event: H3Event): Readable => {
  const incoming = event.runtime?.node?.req
  if (incoming) return incoming
  const { body } = event.req
  if (!body) throw inputInvalid([{ path: 'file', message: 'This field is required' }])
  // Two declarations of the same class, of the global and of the module.
  return Readable.fromWeb(body as NodeReadableStream<Uint8Array>)
}

const toNewPhoto = (fields: FieldList, { fileName, content }: UploadedFile): NewPhoto => {
  const result = safeParse(PhotoUploadFields, coerceTexts(PhotoUploadFields, fields))
  if (!result.success) throw inputInvalid(toIssues(result.issues))
  return { ...withoutUndefined(result.output), fileName: fileName || 'upload', content }
}

/** Takes a file from a multipart request into the gallery, as it arrives. */
export const receivePhoto = async ({ event, gallery, context }: ApiCall): Promise<AddedPhoto> => {
  if (contentTypeOf(event) !== 'multipart/form-data') {
    throw new VitrineError('BODY_TYPE_UNSUPPORTED', { details: { expected: 'multipart/form-data' } })
  }
  assertNotPacked(event)
  const { maxUploadBytes: maxBytes } = context.options
  const bytes = Number(event.req.headers.get('content-length') ?? 0)
  if (bytes > maxBytes + maxOverheadBytes) throw new VitrineError('MEDIA_TOO_LARGE', { details: { bytes, maxBytes } })

  return readUpload(bytesOf(event), {
    contentType: event.req.headers.get('content-type') ?? '',
    maxBytes,
    isReady: (fields) => fields.some(([name]) => name === 'album'),
    store: async (fields, file) => gallery.photos.add(toNewPhoto(fields, file)),
  })
}
