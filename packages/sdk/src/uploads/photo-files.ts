import type { Photo } from '../contract/schemas/photo.ts'
import type { PhotoFormat } from '../contract/schemas/photo-file.ts'
import type { Transport } from '../transport.ts'
import { type FileRequest, sendFile } from './send-file.ts'
import type { AddedFormat, PhotoFileOptions, ReplaceFileOptions } from './types.ts'

const toRequest = ({ file, fileName, onProgress, signal }: PhotoFileOptions): Omit<FileRequest, 'method' | 'path'> => ({
  fields: [],
  file,
  fileName,
  onProgress,
  signal,
})

export const replaceFile = async (transport: Transport, options: ReplaceFileOptions): Promise<Photo> => {
  const { id, clears, replaces } = options
  const fields = Object.entries({ clears, replaces }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  )
  const request = { ...toRequest(options), method: 'PUT', path: `/photos/${id}/file`, fields } as const
  return (await sendFile<Photo>(transport, request)).body
}

export const setRepresentative = async (transport: Transport, options: PhotoFileOptions): Promise<Photo> => {
  const request = { ...toRequest(options), method: 'PUT', path: `/photos/${options.id}/representative` } as const
  return (await sendFile<Photo>(transport, request)).body
}

export const addFormat = async (transport: Transport, options: PhotoFileOptions): Promise<AddedFormat> => {
  const request = { ...toRequest(options), method: 'POST', path: `/photos/${options.id}/formats` } as const
  const { status, body } = await sendFile<PhotoFormat>(transport, request)
  return { format: body, duplicate: status === 200 }
}
