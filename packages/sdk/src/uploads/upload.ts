import type { Photo } from '../contract/schemas/photo.ts'
import { toApiError } from '../errors.ts'
import type { Transport } from '../transport.ts'
import { type Fields, toMultipartStream } from './multipart.ts'
import type { StreamedFile, UploadedPhoto, UploadOptions } from './types.ts'
import { findXhr, sendByXhr } from './xhr.ts'

const isBlob = (file: Blob | StreamedFile): file is Blob => file instanceof Blob

const toFields = (options: UploadOptions): Fields => {
  const { album, title, description, author, level, tags = [], fields, duplicateBy, onDuplicate } = options
  const single = { album, title, description, author, level, fields, duplicateBy, onDuplicate }
  return [
    ...Object.entries(single).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const])),
    ...tags.map((tag) => ['tags', tag] as const),
  ]
}

const toAnswer = (status: number, text: string, retryAfter: string | null): UploadedPhoto => {
  if (status < 200 || status > 299) throw toApiError(status, text, retryAfter)
  return { photo: JSON.parse(text) as Photo, duplicate: status === 200 }
}

/** Sends one file. In browsers by `XMLHttpRequest`, which can tell the progress; elsewhere as a streamed `fetch`. */
export const upload = async (transport: Transport, options: UploadOptions): Promise<UploadedPhoto> => {
  const { file, onProgress, signal } = options
  const name = options.fileName ?? (isBlob(file) ? ((file as { name?: string }).name ?? 'photo') : file.name)
  const url = transport.url('/photos')
  const fields = toFields(options)
  const headers = { accept: 'application/json', ...transport.identity('POST') }
  const totalBytes = file.size

  const XhrClass = transport.isGlobalFetch ? findXhr() : null
  if (XhrClass && isBlob(file)) {
    const form = new FormData()
    for (const [field, value] of fields) form.append(field, value)
    form.append('file', file, name)
    const answer = await sendByXhr(XhrClass, { url, headers, form, totalBytes, onProgress, signal })
    return toAnswer(answer.status, answer.text, answer.retryAfter)
  }

  const stream = isBlob(file) ? file.stream() : file.stream
  const { contentType, body } = toMultipartStream(fields, { stream, name, size: totalBytes }, { onProgress, signal })
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    headers: { ...headers, 'content-type': contentType },
    credentials: 'include',
    body,
    // Required for streamed bodies: the answer is read after the request was sent.
    duplex: 'half',
    ...(signal ? { signal } : {}),
  }
  const response = await transport.fetch(new Request(url, init))
  transport.store(response.headers)
  return toAnswer(response.status, await response.text(), response.headers.get('retry-after'))
}
