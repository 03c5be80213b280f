import type { Photo } from '../contract/schemas/photo.ts'
import type { Transport } from '../transport.ts'
import type { Fields } from './multipart.ts'
import { sendFile } from './send-file.ts'
import type { UploadedPhoto, UploadOptions } from './types.ts'

const toFields = (options: UploadOptions): Fields => {
  const { album, title, description, author, level, tags = [], fields, duplicateBy, onDuplicate } = options
  const single = { album, title, description, author, level, fields, duplicateBy, onDuplicate }
  return [
    ...Object.entries(single).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])),
    ...tags.map((tag) => ['tags', tag] as const),
  ]
}

/** Adds a file to an album. */
export const upload = async (transport: Transport, options: UploadOptions): Promise<UploadedPhoto> => {
  const { file, fileName, onProgress, signal } = options
  const { status, body } = await sendFile<Photo>(transport, {
    method: 'POST',
    path: '/photos',
    fields: toFields(options),
    file,
    fileName,
    onProgress,
    signal,
  })
  return { photo: body, duplicate: status === 200, waits: status === 202 }
}
