import { once } from 'node:events'
import { connect } from 'node:net'

/** Sends bytes as they are, and gives back everything that comes until the other end closes, or time is up. */
export const sendRaw = async (port: number, bytes: string, timeoutMs = 3_000): Promise<string> => {
  const socket = connect(port, '127.0.0.1')
  const chunks: Buffer[] = []
  socket.on('data', (chunk) => chunks.push(chunk))
  socket.on('error', () => {})
  await once(socket, 'connect')
  socket.write(bytes)
  const timer = setTimeout(() => socket.destroy(), timeoutMs)
  await once(socket, 'close')
  clearTimeout(timer)
  return Buffer.concat(chunks).toString('latin1')
}
