import { request } from 'undici'
import { type Allows, assertAllowed, createGuardedAgent } from './guarded-agent.ts'

export interface GuardedRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
  readonly allows: Allows
}

export interface GuardedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/**
 * A request to an address that somebody else named. Every address of the name has to be allowed, and it is those that are connected to:
 * what the name leads to a moment later does not matter. No redirect is followed, no proxy asked, no cookie or password sent, and of the
 * answer only its head is read.
 *
 * @throws {Error} where there was no answer
 */
export const guardedRequest = async ({ url, allows, ...options }: GuardedRequest): Promise<GuardedAnswer> => {
  assertAllowed(url, allows)
  const agent = createGuardedAgent(allows)
  try {
    const { statusCode, headers, body } = await request(url, { ...options, dispatcher: agent })
    body.on('error', () => {}).destroy()
    return { status: statusCode, headers }
  } finally {
    await agent.destroy()
  }
}
