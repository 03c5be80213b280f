import { type ActorGallery, type AddedPhoto, type FieldPatch, inputInvalid, type NewPhoto } from '@vitrine/core'
import { PhotoUploadFields } from '@vitrine/sdk/contract'
import type { H3Event } from 'h3'
import { safeParse } from 'valibot'
import { coerceTexts } from '../api/coerce.ts'
import type { ApiCall } from '../api/handler.types.ts'
import { toIssues } from '../api/issues.ts'
import type { ServerContext } from '../context.ts'
import { withoutUndefined } from '../without-undefined.ts'
import type { FieldList, UploadedFile } from './multipart.ts'
import { receiveFile } from './receive-file.ts'

const toNewPhoto = (fields: FieldList, { fileName, content }: UploadedFile): NewPhoto => {
  const result = safeParse(PhotoUploadFields, coerceTexts(PhotoUploadFields, fields))
  if (!result.success) throw inputInvalid(toIssues(result.issues))
  const { album, fields: json, ...given } = result.output
  const values = json === undefined ? {} : { fields: toFieldValues(json) }
  return { album, ...withoutUndefined(given), ...values, fileName: fileName || 'upload', content }
}

/** Custom fields as they are sent beside a file; what is in them is checked where it is written. */
export const toFieldValues = (json: string): FieldPatch => {
  try {
    const values: unknown = JSON.parse(json)
    if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values as FieldPatch
  } catch {
    // Said below.
  }
  throw inputInvalid([{ path: 'fields', message: 'Must be a JSON object of values by the key of their field.' }])
}

/** Takes a file from a multipart request into the gallery, as it arrives. */
export const receivePhoto = async ({ event, gallery, context }: ApiCall): Promise<AddedPhoto> =>
  receiveFile(event, context, {
    isReady: (fields) => fields.some(([name]) => name === 'album'),
    store: async (fields, file) => gallery.photos.add(toNewPhoto(fields, file)),
  })

/** The same for a form of a page, whose token is one of its fields: nothing is stored before it was found right. */
export const receivePhotoForm = async (
  event: H3Event,
  context: ServerContext,
  gallery: ActorGallery,
): Promise<AddedPhoto> =>
  receiveFile(event, context, {
    isReady: (fields) => ['album', 'csrfToken'].every((wanted) => fields.some(([name]) => name === wanted)),
    store: async (fields, file) => {
      await context.checkWrite(event, fields.find(([name]) => name === 'csrfToken')?.[1] ?? null)
      const described = fields.filter(([name, value]) => name !== 'csrfToken' && value !== '')
      return gallery.photos.add(toNewPhoto(described, file))
    },
  })
