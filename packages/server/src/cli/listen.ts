import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { isIPv6 } from 'node:net'
import { findPort } from './find-port.ts'
import { UsageError } from './usage-error.ts'

/** Bounds of a connection: a client that dawdles is cut off. Uploads are let take their time; see requestTimeout. */
const headersTimeoutMs = 15_000
const keepAliveTimeoutMs = 5_000
const maxHeadersCount = 100
/** How long a stop waits for answers under way: well below the ten seconds after which containers are killed. */
const drainMs = 5_000

export interface Listening {
  /** Where a browser on this computer finds the server; no slash at the end. */
  readonly origin: string
  readonly port: number
  /** Takes no new connections, finishes what is being answered, then closes. */
  close(): Promise<void>
}

/** Starts to listen. @throws {UsageError} where the port asked for is taken, or the address is not of this computer. */
export const listenOn = async (
  handler: RequestListener,
  options: { port: number | null; host: string },
): Promise<Listening> => {
  const { host } = options
  const port = await findPort(host, options.port)
  const server = isIPv6(host)
    ? await listenPlainly(handler, host, port)
    : await listenThroughListhen(handler, host, port)
  server.headersTimeout = headersTimeoutMs
  server.keepAliveTimeout = keepAliveTimeoutMs
  server.maxHeadersCount = maxHeadersCount
  // Long uploads over slow lines are legitimate; the multipart reader has its own bounds.
  server.requestTimeout = 0
  return { origin: `http://${toUrlHost(host)}:${port}`, port, close: () => drain(server) }
}

const toUrlHost = (host: string): string => {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return isIPv6(host) ? `[${host}]` : host
}

/** listhen does not know IPv6 addresses: it would listen on `localhost`, or even on every address, instead. */
const listenPlainly = async (handler: RequestListener, host: string, port: number): Promise<Server> => {
  const server = createServer(handler)
  server.listen({ host, port })
  await once(server, 'listening')
  return server
}

const listenThroughListhen = async (handler: RequestListener, host: string, port: number): Promise<Server> => {
  // It takes any other name that it does not understand for “every address”.
  if (!/^(?!-)[\d.A-Za-z-]{1,63}(?<!-)$/.test(host)) {
    throw new UsageError(`“${host}” is not an address to listen on. Choose another one with --host.`)
  }
  const { listen } = await import('listhen')
  let fail: (error: Error) => void = () => {}
  // A port that somebody else takes between the look at it and the listening is an event of a server that listhen does not
  // hand out before it listens.
  const failed = new Promise<never>((_, reject) => {
    fail = (error) =>
      reject(new UsageError(`Cannot listen on ${host}, port ${port}: ${error.message}`, { cause: error }))
    process.once('uncaughtException', fail)
  })
  try {
    const listener = await Promise.race([
      listen(handler, {
        hostname: host,
        port: { port, random: false, ports: [], alternativePortRange: [port, port], verbose: false },
        showURL: false,
        clipboard: false,
        qr: false,
        autoClose: false,
        isProd: true,
      }),
      failed,
    ])
    if (listener.address.port === port) return listener.server as Server
    await listener.close()
  } catch (error) {
    if (error instanceof UsageError) throw error
  } finally {
    process.off('uncaughtException', fail)
  }
  // What is free and still not taken is on the list of ports that browsers refuse.
  throw new UsageError(`Browsers do not open port ${port}. Choose another one with --port.`)
}

const drain = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), drainMs)
    // A connection on which the last answer has just ended would be kept for the next request.
    const sweep = setInterval(() => server.closeIdleConnections(), 100)
    server.close(() => {
      clearTimeout(force)
      clearInterval(sweep)
      resolve()
    })
    server.closeIdleConnections()
  })
