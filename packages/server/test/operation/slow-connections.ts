import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { closed } from './raw.ts'

/** Connections that send a byte now and then: every other one is not done with its headers, the rest with their bodies. */
export const openSlow = async (port: number, count: number, everyMs: number) => {
  const sockets: Socket[] = []
  for (let each = 0; each < count; each++) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    await once(socket, 'connect')
    const isHeader = each % 2 === 0
    socket.write(`POST / HTTP/1.1\r\nHost: a\r\n${isHeader ? 'X-Slow: ' : 'Content-Length: 1000\r\n\r\n'}`)
    socket.resume()
    sockets.push(socket)
  }
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('x')
  }, everyMs)
  return {
    /** Waits until the server has cut all of them off. */
    allCut: async () => {
      await Promise.all(sockets.map((socket) => (socket.closed ? undefined : closed(socket))))
      clearInterval(drip)
    },
    open: () => sockets.filter((socket) => !socket.closed).length,
    close: () => {
      clearInterval(drip)
      for (const socket of sockets) socket.destroy()
    },
  }
}
