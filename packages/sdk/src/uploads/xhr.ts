import type { UploadProgress } from './types.ts'

/** As much of a browser's `XMLHttpRequest` as is used here; the SDK is compiled without the browser's types. */
interface Xhr {
  readonly upload: { onprogress: ((event: { loaded: number; total: number }) => void) | null }
  readonly status: number
  readonly responseText: string
  withCredentials: boolean
  onload: (() => void) | null
  onerror: (() => void) | null
  onabort: (() => void) | null
  open(method: string, url: string): void
  setRequestHeader(name: string, value: string): void
  getResponseHeader(name: string): string | null
  send(body: FormData): void
  abort(): void
}

export interface XhrAnswer {
  readonly status: number
  readonly text: string
  readonly retryAfter: string | null
}

/** `null` outside browsers. */
export const findXhr = (): (new () => Xhr) | null =>
  (globalThis as { XMLHttpRequest?: new () => Xhr }).XMLHttpRequest ?? null

/** Browsers tell how much of an upload has left only through `XMLHttpRequest`; `fetch` does not. */
export const sendByXhr = (
  XhrClass: new () => Xhr,
  request: {
    method: string
    url: string
    headers: Readonly<Record<string, string>>
    form: FormData
    /** Size of the file alone: what the browser counts has the other parts in it. */
    totalBytes: number
    onProgress: ((progress: UploadProgress) => void) | undefined
    signal: AbortSignal | undefined
  },
): Promise<XhrAnswer> =>
  new Promise((resolve, reject) => {
    const { method, url, headers, form, totalBytes, onProgress, signal } = request
    if (signal?.aborted) {
      reject(signal.reason)
      return
    }
    const xhr = new XhrClass()
    const stop = (): void => xhr.abort()
    const settle = (done: () => void) => () => {
      signal?.removeEventListener('abort', stop)
      done()
    }
    xhr.open(method, url)
    xhr.withCredentials = true
    for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value)
    xhr.upload.onprogress = ({ loaded, total }) =>
      onProgress?.({ sentBytes: Math.max(0, Math.min(totalBytes, loaded - (total - totalBytes))), totalBytes })
    xhr.onload = settle(() =>
      resolve({ status: xhr.status, text: xhr.responseText, retryAfter: xhr.getResponseHeader('retry-after') }),
    )
    xhr.onerror = settle(() => reject(new TypeError('The server could not be reached.')))
    xhr.onabort = settle(() => reject(signal?.reason ?? new DOMException('The upload was stopped.', 'AbortError')))
    signal?.addEventListener('abort', stop, { once: true })
    xhr.send(form)
  })
