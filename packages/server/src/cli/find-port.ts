import { once } from 'node:events'
import { createServer } from 'node:net'
import { UsageError } from './usage-error.ts'

/** Tried first where no port was asked for; the ones after it, and then any, otherwise. */
export const usualPort = 8420
const usualPorts = 50

/**
 * A port that can be listened on: the one asked for, or an error that says why not; `0` gives any, `null` the usual one or the next free.
 *
 * @throws {UsageError}
 */
export const findPort = async (host: string, asked: number | null): Promise<number> => {
  if (asked !== null) return tryPort(host, asked)
  for (let port = usualPort; port < usualPort + usualPorts; port++) {
    try {
      return await tryPort(host, port)
    } catch (error) {
      if (codeOf(error instanceof Error ? error.cause : null) !== 'EADDRINUSE') throw error
    }
  }
  return tryPort(host, 0)
}

const tryPort = async (host: string, port: number): Promise<number> => {
  const server = createServer()
  try {
    server.listen({ host, port })
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address !== null ? address.port : port
  } catch (error) {
    throw new UsageError(describe(host, port, codeOf(error)), { cause: error })
  } finally {
    if (server.listening) await new Promise((resolve) => server.close(resolve))
  }
}

const describe = (host: string, port: number, code: string): string => {
  if (code === 'EADDRINUSE') return `Port ${port} is in use. Choose another one with --port.`
  if (code === 'EACCES') return `This user may not listen on port ${port}. Choose one from 1024 with --port.`
  if (code === 'EADDRNOTAVAIL') return `This computer has no address ${host}. Choose another one with --host.`
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `There is no address for the name ${host}.`
  return `Cannot listen on ${host}, port ${port}: ${code}.`
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : String(error)
