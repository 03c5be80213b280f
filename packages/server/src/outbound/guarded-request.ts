import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent, request } from 'undici'

export interface GuardedRequest {
  readonly url: string
  readonly method: 'GET' | 'POST'
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal: AbortSignal
  /** Whether a connection to this address may be made. */
  allows(address: string): boolean
}

export interface GuardedAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

const connectTimeoutMs = 5_000
const answerTimeoutMs = 10_000
const maxHeaderBytes = 16 * 1024

/**
 * A request to an address that somebody else named. Every address of the name has to be allowed, and it is those that are connected to:
 * what the name leads to a moment later does not matter. No redirect is followed, no proxy asked, no cookie or password sent, and of the
 * answer only its head is read.
 *
 * @throws {Error} where there was no answer
 */
export const guardedRequest = async ({ url, allows, ...options }: GuardedRequest): Promise<GuardedAnswer> => {
  const { protocol, hostname, username, password } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('Only http and https.')
  if (username !== '' || password !== '') throw new Error('No user names in addresses.')
  // Written out, it is never looked up.
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0 && !allows(host)) throw new Error('This address may not be connected to.')

  const agent = new Agent({
    connect: { lookup: guardedLookup(allows), timeout: connectTimeoutMs },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    maxHeaderSize: maxHeaderBytes,
    pipelining: 0,
  })
  try {
    const { statusCode, headers, body } = await request(url, { ...options, dispatcher: agent })
    body.on('error', () => {}).destroy()
    return { status: statusCode, headers }
  } finally {
    await agent.destroy()
  }
}

/** A name that leads to one address that may not be connected to is refused whole: nobody has such a name by chance. */
export const guardedLookup =
  (allows: (address: string) => boolean, resolve: typeof lookup = lookup): LookupFunction =>
  (hostname, options, callback) => {
    const family = typeof options.family === 'number' ? options.family : 0
    resolve(hostname, { family, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? []
      if (error) callback(error, '', 0)
      else if (!first || !addresses.every(({ address }) => allows(address)))
        callback(new Error('This address may not be connected to.'), '', 0)
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
