import { toApiError } from '../errors.ts'
import type { Transport } from '../transport.ts'

interface TusRequest {
  readonly method: 'POST' | 'HEAD' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Blob
  readonly signal: AbortSignal | undefined
}

/** A connection on which nothing was answered for so long is given up: on one that is dead, nothing ever will be. */
const silenceMs = 120_000

/** Sends one request of the tus protocol. @throws {VitrineApiError} for an answer that says no; what `fetch` throws where there is none. */
export const sendTus = async (transport: Transport, request: TusRequest): Promise<Response> => {
  const { method, path, headers, body, signal } = request
  const controller = new AbortController()
  const stop = (): void => controller.abort(signal?.reason)
  const timer = setTimeout(() => controller.abort(new Error('The server did not answer.')), silenceMs)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const init: RequestInit = {
      method,
      headers: {
        accept: 'application/json',
        'tus-resumable': '1.0.0',
        ...transport.identity(method === 'HEAD' ? 'GET' : method),
        ...headers,
      },
      credentials: 'include',
      signal: controller.signal,
      ...(body ? { body } : {}),
    }
    const response = await transport.fetch(new Request(transport.url(path), init))
    transport.store(response.headers)
    if (!response.ok) throw await toError(response)
    return response
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', stop)
  }
}

/** An answer to `HEAD` has no body to read the code from. */
const toError = async (response: Response): Promise<Error> => {
  const text = await response.text()
  const gone = JSON.stringify({ error: { code: 'UPLOAD_NOT_FOUND', message: 'There is no such upload.' } })
  const isGone = text === '' && (response.status === 404 || response.status === 410)
  return toApiError(response.status, isGone ? gone : text, response.headers.get('retry-after'))
}

export const sendPiece = (
  transport: Transport,
  { id, offsetBytes, piece, signal }: { id: string; offsetBytes: number; piece: Blob; signal: AbortSignal | undefined },
): Promise<Response> =>
  sendTus(transport, {
    method: 'PATCH',
    path: `/uploads/${encodeURIComponent(id)}`,
    headers: { 'upload-offset': String(offsetBytes), 'content-type': 'application/offset+octet-stream' },
    body: piece,
    signal,
  })
