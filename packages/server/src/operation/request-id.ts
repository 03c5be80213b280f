import { randomUUID } from 'node:crypto'
import type { H3Event } from 'h3'
import type { ServerOptions } from '../options.types.ts'

/** What a proxy may call a request. */
const pattern = /^[\w.-]{1,128}$/

/** Whether the other end of the connection is a proxy whose headers are believed. */
const isTrusted = (trustProxy: ServerOptions['trustProxy'], event: H3Event): boolean => {
  if (typeof trustProxy === 'boolean') return trustProxy
  const address = event.runtime?.node?.req.socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '')
  if (address === undefined) return false
  return trustProxy === 'loopback' ? address === '::1' || address.startsWith('127.') : trustProxy.includes(address)
}

/** The name by which a request is found in the logs: the proxy's, where it is trusted, or one of our own. */
export const requestIdOf = (event: H3Event, trustProxy: ServerOptions['trustProxy']): string => {
  const named = event.req.headers.get('x-request-id')
  return named !== null && pattern.test(named) && isTrusted(trustProxy, event) ? named : randomUUID()
}
