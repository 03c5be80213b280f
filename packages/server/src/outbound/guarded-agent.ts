import { type LookupAddress, lookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { Agent } from 'undici'

/** Whether a connection to this address may be made. */
export type Allows = (address: string) => boolean

const connectTimeoutMs = 5_000
const answerTimeoutMs = 10_000
const maxHeaderBytes = 16 * 1024

const refused = (): Error =>
  Object.assign(new Error('This address may not be connected to.'), { code: 'ADDRESS_NOT_ALLOWED' })

/** What can be told before there is a connection. @throws {Error} where the address may not be asked */
export const assertAllowed = (url: string, allows: Allows): void => {
  const { protocol, hostname, username, password } = new URL(url)
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error('Only http and https.')
  if (username !== '' || password !== '') throw new Error('No user names in addresses.')
  // Written out, it is never looked up.
  const host = hostname.replace(/^\[(.*)\]$/, '$1')
  if (isIP(host) !== 0 && !allows(host)) throw refused()
}

/** Connects to addresses that are allowed alone. To be destroyed by whoever made it. */
export const createGuardedAgent = (allows: Allows): Agent =>
  new Agent({
    connect: { lookup: guardedLookup(allows), timeout: connectTimeoutMs },
    headersTimeout: answerTimeoutMs,
    bodyTimeout: answerTimeoutMs,
    maxHeaderSize: maxHeaderBytes,
    pipelining: 0,
  })

/** A name that leads to one address that may not be connected to is refused whole: nobody has such a name by chance. */
export const guardedLookup =
  (allows: Allows, resolve: typeof lookup = lookup): LookupFunction =>
  (hostname, options, callback) => {
    const family = typeof options.family === 'number' ? options.family : 0
    resolve(hostname, { family, all: true }, (error, addresses: LookupAddress[]) => {
      const [first] = addresses ?? []
      if (error) callback(error, '', 0)
      else if (!first || !addresses.every(({ address }) => allows(address))) callback(refused(), '', 0)
      else if (options.all) callback(null, addresses)
      else callback(null, first.address, first.family)
    })
  }
