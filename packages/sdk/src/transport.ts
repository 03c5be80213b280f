import type { Route } from './contract/operation.ts'
import { createCookieHolder } from './cookies.ts'
import { toApiError, toRetryAfterSeconds, VitrineConnectionError } from './errors.ts'
import { sleep } from './sleep.ts'
import { startTimeout } from './timeout.ts'

/** Sends a request. The global `fetch` fits, and so does the `fetch` of a server in the same process. */
export type Fetch = (request: Request) => Promise<Response>

export interface ClientOptions {
  /** Where the gallery is, with its base path: `https://photos.example.org/gallery`. Default: the page's own origin. */
  baseUrl?: string
  /** Default: the global `fetch`. */
  fetch?: Fetch
  /** An API key, sent as `Authorization: Bearer`; cookies do not count beside it. Without one, the client is who it signs in as. */
  apiKey?: string
  /** The key of a share link, or the one that `shares.open` answered, sent as `Authorization: Link`: the client sees what the link shows. */
  link?: string
  /** The token of a session that the page has already, as its server rendered it. Kept by itself after `session.create`. */
  csrfToken?: string
  /** How often a call that only reads is tried again: after 429, 502, 503, 504 and a lost connection. Default 2. */
  maxRetries?: number
  /** Wait before the first try again, in milliseconds; doubled each time. `Retry-After` wins. Default 300. */
  retryDelayMs?: number
  /**
   * How long a call may take until its answer begins, tries again included, in milliseconds; 0 for ever. Uploads go by their
   * own rules. Default 60,000.
   */
  timeoutMs?: number
}

export interface CallOptions {
  signal?: AbortSignal
  /** For this call, in place of the client's. */
  timeoutMs?: number
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

/** Statuses of trouble that passes: too many requests, and a server or proxy that is busy or starts anew. */
const passing: ReadonlySet<number> = new Set([429, 502, 503, 504])

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

export const toQuery = (values: Readonly<Record<string, unknown>>): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null) query.append(name, String(one))
    }
  }
  return query.size === 0 ? '' : `?${query}`
}

const parse = (text: string, status: number): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw toApiError(status, '', null)
  }
}
export const createTransport = (options: ClientOptions): Transport => {
  const { baseUrl = '', apiKey, link, maxRetries = 2, retryDelayMs = 300, timeoutMs = 60_000 } = options
  const fetch: Fetch = options.fetch ?? ((request) => globalThis.fetch(request))
  const cookies = createCookieHolder()
  let csrfToken = options.csrfToken ?? null

  const identity = (method: string): Record<string, string> => {
    const headers: Record<string, string> = {}
    const cookie = cookies.header()
    if (cookie !== null) headers.cookie = cookie
    if (apiKey !== undefined) headers.authorization = `Bearer ${apiKey}`
    else if (link !== undefined) headers.authorization = `Link ${link}`
    if (method !== 'GET' && csrfToken !== null) headers['x-csrf-token'] = csrfToken
    return headers
  }

  /** The token for writes comes with the session, and goes with it. */
  const follow = (id: string, answer: unknown): void => {
    const value = (answer as { csrfToken?: string | null } | undefined)?.csrfToken
    if (value !== undefined || id === 'session.delete') csrfToken = value ?? null
  }

  const sendOnce = async (
    route: Route,
    url: string,
    body: string | undefined,
    call: CallOptions,
  ): Promise<Response> => {
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
    const request = new Request(url, init)
    try {
      const response = await fetch(request)
      cookies.store(response.headers)
      return response
    } catch (error) {
      // The caller's own reason is the caller's to know again.
      if (call.signal?.aborted) throw call.signal.reason
      throw new VitrineConnectionError('lost', error)
    }
  }

  const send = async (route: Route, url: string, body: string | undefined, call: CallOptions): Promise<Response> => {
    // A write may have been done before its answer was lost: whether to do it again is the caller's to say.
    const retries = route.method === 'GET' ? maxRetries : 0
    for (let attempt = 0; ; attempt++) {
      const outcome = await sendOnce(route, url, body, call).catch((error: unknown) => {
        if (!(error instanceof VitrineConnectionError) || attempt >= retries) throw error
        return null
      })
      if (outcome && (!passing.has(outcome.status) || attempt >= retries)) return outcome
      const askedMs = (toRetryAfterSeconds(outcome?.headers.get('retry-after') ?? null) ?? 0) * 1000
      if (outcome && askedMs > maxWaitMs) return outcome
      await outcome?.body?.cancel()
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
      const timeout = startTimeout(call.timeoutMs ?? timeoutMs, call.signal)
      const limited = { ...call, ...(timeout.signal ? { signal: timeout.signal } : {}) }
      try {
        const response = await send(route, url, hasBody ? JSON.stringify(rest) : undefined, limited)
        // 304 is an answer to a caller's own condition, not a failure.
        const isAnswer = response.ok || (route.answer === 'binary' && response.status === 304)
        if (!isAnswer) throw toApiError(response.status, await response.text(), response.headers.get('retry-after'))
        if (route.answer === 'binary') return response
        const text = await response.text()
        const answer = route.answer === 'none' ? undefined : parse(text, response.status)
        follow(id, answer)
        return answer
      } finally {
        timeout.stop()
      }
    },
  }
}
