import { type ActorGallery, inputInvalid, type TableImportReport, VitrineError } from '@vitrine/core'
import { TableImportFields } from '@vitrine/sdk/contract'
import type { H3Event } from 'h3'
import { safeParse } from 'valibot'
import { assertNotPacked, contentTypeOf } from '../api/body.ts'
import { coerceTexts } from '../api/coerce.ts'
import { toIssues } from '../api/issues.ts'
import type { ServerContext } from '../context.ts'
import { requestStream } from '../http/request-bytes.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { uploadInvalid } from './faults.ts'
import { readUpload, type UploadRequest } from './multipart.ts'

/** The core takes no more either. */
const maxBytes = 1024 ** 3

const read = <T>(event: H3Event, request: Omit<UploadRequest<T>, 'contentType'>): Promise<T> => {
  if (contentTypeOf(event) !== 'multipart/form-data')
    throw new VitrineError('BODY_TYPE_UNSUPPORTED', { details: { expected: 'multipart/form-data' } })
  assertNotPacked(event)
  const source = requestStream(event)
  if (!source) throw uploadInvalid('file', 'the part "file" is missing')
  return readUpload(source, { contentType: event.req.headers.get('content-type') ?? '', ...request })
}

/** Takes a table from a multipart request: put aside whole before the first row is read. */
export const receiveTable = async (event: H3Event, gallery: ActorGallery): Promise<TableImportReport> =>
  read(event, {
    maxBytes,
    isReady: () => true,
    store: async (fields, { content }) => {
      const result = safeParse(TableImportFields, coerceTexts(TableImportFields, fields))
      if (!result.success) throw inputInvalid(toIssues(result.issues))
      return gallery.tables.import(content, withoutUndefined(result.output))
    },
  })

/** The same for the form of a page, whose token is one of its fields: nothing is done with the file before it was found right. */
export const receiveTableForm = async <T>(
  event: H3Event,
  context: ServerContext,
  { maxBytes, store }: Pick<UploadRequest<T>, 'maxBytes' | 'store'>,
): Promise<T> =>
  read(event, {
    maxBytes,
    isReady: (fields) => fields.some(([name]) => name === 'csrfToken'),
    store: async (fields, file) => {
      await context.checkWrite(event, fields.find(([name]) => name === 'csrfToken')?.[1] ?? null)
      return store(fields, file)
    },
  })
