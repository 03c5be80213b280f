import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** Waits for the end of a connection, in order or not. `once` of Node rejects where there was an error first. */
export const closed = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()))

/** Sends bytes as they are, and gives back everything that comes until the other end closes, or time is up. */
export const sendRaw = async (port: number, bytes: string, timeoutMs = 3_000): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(bytes)
  const timer = setTimeout(() => socket.destroy(), timeoutMs)
  await closed(socket)
  clearTimeout(timer)
  return Buffer.concat(chunks).toString('latin1')
}
