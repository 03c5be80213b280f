import type { Route } from './contract/operation.ts'
import { createCookieHolder } from './cookies.ts'
import { toApiError, toRetryAfterSeconds } from './errors.ts'

/** Sends a request. The global `fetch` fits, and so does the `fetch` of a server in the same process. */
export type Fetch = (request: Request) => Promise<Response>

export interface ClientOptions {
  /** Where the gallery is, with its base path: `https://photos.example.org/gallery`. Default: the page's own origin. */
  baseUrl?: string
  /** Default: the global `fetch`. */
  fetch?: Fetch
  /** An API key, sent as `Authorization: Bearer`. */
  token?: string
  /** The key of a share link, or the one that `shares.open` answered; sent instead of a token. */
  link?: string
  /** The token of a session that the page has already, as its server rendered it. Kept by itself after `session.create`. */
  csrfToken?: string
  /** How often a reading call is tried again after 429 or 503. Default 2. */
  maxRetries?: number
  /** Wait before the first try again, in milliseconds; doubled each time. `Retry-After` wins. Default 300. */
  retryDelayMs?: number
}

export interface CallOptions {
  signal?: AbortSignal
  headers?: Readonly<Record<string, string>>
}

export interface Transport {
  readonly fetch: Fetch
  readonly isGlobalFetch: boolean
  url(path: string): string
  /** Headers that say who asks. */
  identity(method: string): Record<string, string>
  store(headers: Headers): void
  call(id: string, route: Route, input: Readonly<Record<string, unknown>>, options?: CallOptions): Promise<unknown>
}

/** Longer waits are the caller's to decide. */
const maxWaitMs = 10_000

export const toUrl = (baseUrl: string, path: string): string => `${baseUrl.replace(/\/+$/, '')}/api/v1${path}`

/** Fills in `:id` and hands back what was not used. */
const fillPath = (
  path: string,
  input: Readonly<Record<string, unknown>>,
): { path: string; rest: Record<string, unknown> } => {
  const rest = { ...input }
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    if (value === undefined || value === null || value === '') throw new TypeError(`Expected a value for "${name}"`)
    return encodeURIComponent(String(value))
  })
  return { path: filled, rest }
}

const toQuery = (values: Readonly<Record<string, unknown>>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) query.append(name, String(one))
    }
  }
  return query.size === 0 ? '' : `?${query}`
}

const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })

export const createTransport = (options: ClientOptions): Transport => {
  const { baseUrl = '', token, link, maxRetries = 2, retryDelayMs = 300 } = options
  const fetch: Fetch = options.fetch ?? ((request) => globalThis.fetch(request))
  const cookies = createCookieHolder()
  let csrfToken = options.csrfToken ?? null

  const identity = (method: string): Record<string, string> => {
    const headers: Record<string, string> = {}
    const cookie = cookies.header()
    if (cookie !== null) headers.cookie = cookie
    if (link !== undefined) headers.authorization = `Link ${link}`
    else if (token !== undefined) headers.authorization = `Bearer ${token}`
    if (method !== 'GET' && csrfToken !== null) headers['x-csrf-token'] = csrfToken
    return headers
  }

  /** The token for writes comes with the session, and goes with it. */
  const follow = (id: string, answer: unknown): void => {
    if (id === 'session.delete') csrfToken = null
    else if (id === 'session.create' || id === 'session.get') {
      const value = (answer as { csrfToken?: unknown }).csrfToken
      csrfToken = typeof value === 'string' ? value : null
    }
  }

  const send = async (route: Route, url: string, body: string | undefined, call: CallOptions) => {
    const canRetry = route.method === 'GET'
    for (let attempt = 0; ; attempt++) {
      const init: RequestInit = {
        method: route.method,
        headers: {
          accept: route.answer === 'binary' ? '*/*' : 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...identity(route.method),
          ...call.headers,
        },
        credentials: 'include',
        ...(body === undefined ? {} : { body }),
        ...(call.signal ? { signal: call.signal } : {}),
      }
      const response = await fetch(new Request(url, init))
      cookies.store(response.headers)
      const busy = response.status === 429 || response.status === 503
      if (!busy || !canRetry || attempt >= maxRetries) return response
      const askedMs = (toRetryAfterSeconds(response.headers.get('retry-after')) ?? 0) * 1000
      if (askedMs > maxWaitMs) return response
      await response.body?.cancel()
      // A little chance in the wait keeps many clients from coming back at the same moment.
      await sleep(askedMs || retryDelayMs * 2 ** attempt * (0.75 + Math.random() / 2), call.signal)
    }
  }

  return {
    fetch,
    isGlobalFetch: options.fetch === undefined,
    url: (path) => toUrl(baseUrl, path),
    identity,
    store: (headers) => cookies.store(headers),
    async call(id, route, input, call = {}) {
      const { path, rest } = fillPath(route.path, input)
      const hasBody = route.encoding !== undefined
      const url = toUrl(baseUrl, hasBody ? path : path + toQuery(rest))
      const response = await send(route, url, hasBody ? JSON.stringify(rest) : undefined, call)
      // 304 is an answer to a caller's own condition, not a failure.
      if (!response.ok && !(route.answer === 'binary' && response.status === 304)) {
        throw toApiError(response.status, await response.text(), response.headers.get('retry-after'))
      }
      if (route.answer === 'binary') return response
      const text = await response.text()
      let answer: unknown
      try {
        answer = route.answer === 'none' ? undefined : JSON.parse(text)
      } catch {
        throw toApiError(response.status, '', null)
      }
      follow(id, answer)
      return answer
    },
  }
}
