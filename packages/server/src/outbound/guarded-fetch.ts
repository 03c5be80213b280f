import { request } from 'undici'
import { type Allows, assertAllowed, createGuardedAgent } from './guarded-agent.ts'

/** What the libraries that speak with other servers hand to `fetch`, as far as they do. */
export interface GuardedFetchOptions {
  readonly method?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly body?: unknown
  readonly signal?: AbortSignal | undefined
}

/** Keys and descriptions of a provider have a few kilobytes. */
const maxBytes = 1024 * 1024

const textOf = (body: unknown): string | undefined => {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof URLSearchParams) return body.toString()
  throw new TypeError('Expected text to send.')
}

/**
 * `fetch` for libraries: to addresses that are allowed alone, as `guardedRequest` has it, and no more of the answer than its bounds.
 * No redirect is followed.
 */
export const createGuardedFetch =
  (allows: Allows) =>
  async (url: string, { method = 'GET', headers, body, signal }: GuardedFetchOptions = {}): Promise<Response> => {
    assertAllowed(url, allows)
    const agent = createGuardedAgent(allows)
    try {
      const answer = await request(url, {
        dispatcher: agent,
        method: method as 'GET' | 'POST',
        headers: { ...headers },
        body: textOf(body) ?? null,
        signal,
      })
      const chunks: Buffer[] = []
      let bytes = 0
      for await (const chunk of answer.body as AsyncIterable<Buffer>) {
        bytes += chunk.length
        if (bytes > maxBytes) throw new Error('The answer is too long.')
        chunks.push(chunk)
      }
      const content = hasNoBody(answer.statusCode) ? null : Buffer.concat(chunks)
      return new Response(content, { status: answer.statusCode, headers: plain(answer.headers) })
    } finally {
      await agent.destroy()
    }
  }

const hasNoBody = (status: number): boolean => [101, 204, 205, 304].includes(status)

const plain = (headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
