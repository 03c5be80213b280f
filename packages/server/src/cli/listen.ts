import type { RequestListener, Server } from 'node:http'
import { listen } from 'listhen'
import { UsageError } from './usage-error.ts'

/** Tried first where no port was asked for; another free one otherwise. */
export const usualPort = 8420

/** Bounds of a connection: a client that dawdles is cut off. Uploads are let take their time; see requestTimeout. */
const headersTimeoutMs = 15_000
const keepAliveTimeoutMs = 5_000
const maxHeadersCount = 100
/** How long a stop waits for answers under way. */
const drainMs = 10_000

export interface Listening {
  readonly url: string
  readonly port: number
  /** Takes no new connections, finishes what is being answered, then closes. */
  close(): Promise<void>
}

/** Starts to listen through listhen. @throws {UsageError} where the port asked for is taken. */
export const listenOn = async (
  handler: RequestListener,
  options: { port: number | null; host: string; open: boolean; basePath: string },
): Promise<Listening> => {
  const asked = options.port
  let listener: Awaited<ReturnType<typeof listen>>
  try {
    listener = await listen(handler, {
      hostname: options.host,
      // A port that was asked for is that port or an error; otherwise the usual one, or any.
      port: asked ?? { port: usualPort, portRange: [usualPort, usualPort + 50] },
      ...(asked === null || asked === 0
        ? {}
        : {
            port: {
              port: asked,
              random: false,
              ports: [],
              portRange: [asked, asked] as [number, number],
              alternativePortRange: [asked, asked] as [number, number],
            },
          }),
      showURL: false,
      open: options.open,
      clipboard: false,
      qr: false,
      autoClose: false,
      isProd: true,
    })
  } catch (error) {
    throw new UsageError(
      `Cannot listen on ${options.host} port ${asked ?? usualPort}: ${error instanceof Error ? error.message : String(error)}`,
    )
  }
  const server = listener.server as Server
  server.headersTimeout = headersTimeoutMs
  server.keepAliveTimeout = keepAliveTimeoutMs
  server.maxHeadersCount = maxHeadersCount
  // Long uploads over slow lines are legitimate; the multipart reader has its own bounds.
  server.requestTimeout = 0
  const port = listener.address.port
  if (asked !== null && asked !== 0 && port !== asked) {
    await listener.close()
    throw new UsageError(`Port ${asked} is in use. Choose another one with --port.`)
  }
  const host = options.host.includes(':')
    ? `[${options.host}]`
    : options.host === '0.0.0.0' || options.host === ''
      ? 'localhost'
      : options.host
  const path = options.basePath === '/' ? '/' : `${options.basePath.replace(/\/$/, '')}/`
  return {
    url: `http://${host}:${port}${path}`,
    port,
    close: () => drain(server),
  }
}

const drain = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), drainMs)
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    server.closeIdleConnections()
  })
