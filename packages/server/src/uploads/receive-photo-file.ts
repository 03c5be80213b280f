import { inputInvalid, type NewPhotoFile, type PhotoReplacement } from '@vitrine/core'
import { NoFields, ReplacementFields } from '@vitrine/sdk/contract'
import type { H3Event } from 'h3'
import { type GenericSchema, type InferOutput, safeParse } from 'valibot'
import { coerceTexts } from '../api/coerce.ts'
import type { ApiCall } from '../api/handler.types.ts'
import { toIssues } from '../api/issues.ts'
import type { ServerContext } from '../context.ts'
import { withoutUndefined } from '../without-undefined.ts'
import type { FieldList, UploadedFile } from './multipart.ts'
import { receiveFile } from './receive-file.ts'

const parse = <S extends GenericSchema>(schema: S, fields: FieldList): InferOutput<S> => {
  const result = safeParse(schema, coerceTexts(schema, fields))
  if (!result.success) throw inputInvalid(toIssues(result.issues))
  return result.output
}

const toFile = ({ fileName, content }: UploadedFile): NewPhotoFile => ({ fileName: fileName || 'file', content })

/** A file for a photo that is there already. Nothing has to be known beside it: it is handed on while it arrives. */
export const receivePhotoFile = <T>(
  { event, context }: ApiCall,
  store: (file: NewPhotoFile) => Promise<T>,
): Promise<T> =>
  receiveFile(event, context, {
    isReady: () => true,
    store: async (fields, file) => {
      parse(NoFields, fields)
      return store(toFile(file))
    },
  })

/** The same with what is said of a replacement, in fields before the file. */
export const receiveReplacement = <T>(
  { event, context }: ApiCall,
  store: (file: PhotoReplacement) => Promise<T>,
): Promise<T> =>
  receiveFile(event, context, {
    isReady: () => true,
    store: async (fields, file) => store({ ...toFile(file), ...withoutUndefined(parse(ReplacementFields, fields)) }),
  })

/** The same for a form of a page, whose token is one of its fields: nothing is stored before it was found right. */
export const receivePhotoFileForm = <T>(
  event: H3Event,
  context: ServerContext,
  store: (file: PhotoReplacement) => Promise<T>,
): Promise<T> =>
  receiveFile(event, context, {
    isReady: (fields) => fields.some(([name]) => name === 'csrfToken'),
    store: async (fields, file) => {
      await context.checkWrite(event, fields.find(([name]) => name === 'csrfToken')?.[1] ?? null)
      const described = fields.filter(([name, value]) => name !== 'csrfToken' && value !== '')
      return store({ ...toFile(file), ...withoutUndefined(parse(ReplacementFields, described)) })
    },
  })
