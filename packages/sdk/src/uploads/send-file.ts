import { toApiError } from '../errors.ts'
import type { Transport } from '../transport.ts'
import { type Fields, toMultipartStream } from './multipart.ts'
import type { SentFile, StreamedFile } from './types.ts'
import { findXhr, sendByXhr } from './xhr.ts'

const isBlob = (file: Blob | StreamedFile): file is Blob => file instanceof Blob

export interface FileRequest extends SentFile {
  method: 'POST' | 'PUT'
  /** Below `/api/v1`. */
  path: string
  /** Sent before the file. */
  fields: Fields
}

/** The answer to a file that was taken. */
export interface FileAnswer<T> {
  readonly status: number
  readonly body: T
}

const toAnswer = <T>(status: number, text: string, retryAfter: string | null): FileAnswer<T> => {
  if (status < 200 || status > 299) throw toApiError(status, text, retryAfter)
  return { status, body: JSON.parse(text) as T }
}

/** Sends one file. In browsers by `XMLHttpRequest`, which can tell the progress; elsewhere as a streamed `fetch`. */
export const sendFile = async <T>(transport: Transport, request: FileRequest): Promise<FileAnswer<T>> => {
  const { method, path, fields, file, onProgress, signal } = request
  const name = request.fileName ?? (isBlob(file) ? ((file as { name?: string }).name ?? 'photo') : file.name)
  const url = transport.url(path)
  const headers = { accept: 'application/json', ...transport.identity(method) }
  const totalBytes = file.size

  const XhrClass = transport.isGlobalFetch ? findXhr() : null
  if (XhrClass && isBlob(file)) {
    const form = new FormData()
    for (const [field, value] of fields) form.append(field, value)
    form.append('file', file, name)
    const answer = await sendByXhr(XhrClass, { method, url, headers, form, totalBytes, onProgress, signal })
    return toAnswer(answer.status, answer.text, answer.retryAfter)
  }

  const stream = isBlob(file) ? file.stream() : file.stream
  const { contentType, body } = toMultipartStream(fields, { stream, name, size: totalBytes }, { onProgress, signal })
  const init: RequestInit & { duplex: 'half' } = {
    method,
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
