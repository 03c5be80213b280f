import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { isIPv6, type Socket } from 'node:net'
import { findPort } from './find-port.ts'
import { UsageError } from './usage-error.ts'
import { watchPace } from './watch-pace.ts'

/** Bounds of a connection: a client that dawdles is cut off. Uploads are let take their time; see requestTimeout. */
const headersTimeoutMs = 15_000
const keepAliveTimeoutMs = 5_000
const maxHeadersCount = 100
/** More are closed at once: each costs memory before it has said a word. */
const maxConnections = 2_048
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
  options: { port: number | null; host: string; https?: boolean },
): Promise<Listening> => {
  const { host, https = false } = options
  const { server, port } = await listenSomewhere(handler, { host, https }, options.port)
  const close = prepareClose(server)
  server.headersTimeout = headersTimeoutMs
  server.keepAliveTimeout = keepAliveTimeoutMs
  server.maxHeadersCount = maxHeadersCount
  server.maxConnections = maxConnections
  // Long uploads over slow lines are legitimate: whoever sends has to keep going instead.
  server.requestTimeout = 0
  server.on('request', (request, response) => watchPace(request, response))
  return { origin: `${https ? 'https' : 'http'}://${toUrlHost(host)}:${port}`, port, close }
}

/** Another program may take the port between the look at it and the listening: where none was asked for, the next one does. */
const listenSomewhere = async (
  handler: RequestListener,
  { host, https }: { host: string; https: boolean },
  asked: number | null,
): Promise<{ server: Server; port: number }> => {
  if (https && isIPv6(host)) throw new UsageError('--https listens on names and IPv4 addresses only.')
  for (let attempt = 1; ; attempt++) {
    const port = await findPort(host, asked)
    try {
      const server = isIPv6(host)
        ? await listenPlainly(handler, host, port)
        : await listenThroughListhen(handler, host, port, https)
      return { server, port }
    } catch (error) {
      if (asked !== null || attempt === 5) throw error
    }
  }
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

const listenThroughListhen = async (
  handler: RequestListener,
  host: string,
  port: number,
  https: boolean,
): Promise<Server> => {
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
        // A certificate that nobody signed, made for this run.
        ...(https ? { https: true } : {}),
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
  // Says why the port cannot be had. What is free and still not taken is on the list of ports that browsers refuse.
  await findPort(host, port)
  throw new UsageError(`Browsers do not open port ${port}. Choose another one with --port.`)
}

/**
 * Keeps count of what is under way on each connection. Node itself would wait for one that has sent nothing yet, and keep one
 * open whose last answer has just ended.
 */
const prepareClose = (server: Server): (() => Promise<void>) => {
  const underWay = new Map<Socket, number>()
  let isClosing = false
  const settle = (socket: Socket) => {
    if (isClosing && underWay.get(socket) === 0) socket.destroySoon()
  }
  server.on('connection', (socket: Socket) => {
    underWay.set(socket, 0)
    socket.once('close', () => underWay.delete(socket))
  })
  server.on('request', ({ socket }, response) => {
    underWay.set(socket, (underWay.get(socket) ?? 0) + 1)
    response.once('close', () => {
      if (underWay.has(socket)) underWay.set(socket, (underWay.get(socket) ?? 1) - 1)
      settle(socket)
    })
  })
  return () =>
    new Promise((resolve) => {
      isClosing = true
      const force = setTimeout(() => {
        for (const socket of underWay.keys()) socket.destroy()
      }, drainMs)
      server.close(() => {
        clearTimeout(force)
        resolve()
      })
      for (const socket of underWay.keys()) settle(socket)
    })
}
