import { type ActorGallery, inputInvalid, type TableImportReport, VitrineError } from '@vitrine/core'
import { TableImportFields } from '@vitrine/sdk/contract'
import type { H3Event } from 'h3'
import { safeParse } from 'valibot'
import { assertNotPacked, contentTypeOf } from '../api/body.ts'
import { coerceTexts } from '../api/coerce.ts'
import { toIssues } from '../api/issues.ts'
import { requestStream } from '../http/request-bytes.ts'
import { withoutUndefined } from '../without-undefined.ts'
import { uploadInvalid } from './faults.ts'
import { type FieldList, readUpload } from './multipart.ts'

/** The core takes no more either. */
const maxBytes = 1024 ** 3

/**
 * Takes a table from a multipart request: put aside whole before the first row is read.
 *
 * @param check - Looks at the fields before anything is done with the file.
 */
export const receiveTable = async (
  event: H3Event,
  gallery: ActorGallery,
  check: (fields: FieldList) => Promise<FieldList> = async (fields) => fields,
): Promise<TableImportReport> => {
  if (contentTypeOf(event) !== 'multipart/form-data')
    throw new VitrineError('BODY_TYPE_UNSUPPORTED', { details: { expected: 'multipart/form-data' } })
  assertNotPacked(event)
  const source = requestStream(event)
  if (!source) throw uploadInvalid('file', 'the part "file" is missing')
  const contentType = event.req.headers.get('content-type') ?? ''
  return readUpload(source, {
    contentType,
    maxBytes,
    isReady: () => true,
    store: async (fields, { content }) => {
      const described = await check(fields)
      const result = safeParse(TableImportFields, coerceTexts(TableImportFields, described))
      if (!result.success) throw inputInvalid(toIssues(result.issues))
      return gallery.tables.import(content, withoutUndefined(result.output))
    },
  })
}
