import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { Readable } from 'node:stream'
import type { Gallery, OriginalFile } from '@vitrine/core'
import { expect, it } from 'vitest'
import { createServer } from 'vitrine'
import { listen } from '../../../../test/hosts/listen.ts'
import { describeServer } from '../api/world.ts'

const bytes = 64 * 1024 * 1024
const secret = 'what the disk said, at /srv/photos'

/** The same gallery, whose originals are long and come from elsewhere. */
const withOriginals = (gallery: Gallery, open: () => Readable): Gallery => {
  const over = <T extends object>(whole: T, name: keyof T, value: unknown): T =>
    new Proxy(whole, {
      get: (target, key) => {
        const member: unknown = key === name ? value : Reflect.get(target, key)
        return typeof member === 'function' && key !== name ? member.bind(target) : member
      },
    })
  return over(gallery, 'forRequest', (actor: Parameters<Gallery['as']>[0]) => {
    const as = gallery.forRequest(actor)
    const original = async (id: number): Promise<OriginalFile> => ({
      ...(await as.photos.original(id)),
      bytes,
      open: async () => open(),
    })
    return over(as, 'photos', over(as.photos, 'original', original))
  })
}

describeServer('originals that are sent', (world) => {
  const path = () => `/api/v1/photos/${world().photos.open.id}/original`

  it('DO-09: to readers that do not read are not read ahead, and are let go of with them', async () => {
    const [opened, given] = [new Set<Readable>(), { bytes: 0 }]
    const open = () => {
      let left = bytes
      const stream = new Readable({
        read() {
          const chunk = Buffer.alloc(Math.min(64 * 1024, left))
          left -= chunk.length
          given.bytes += chunk.length
          this.push(chunk.length === 0 ? null : chunk)
        },
      })
      opened.add(stream)
      stream.once('close', () => opened.delete(stream))
      return stream
    }
    const cookie = await world().cookieOf('admin')
    const server = await listen(createServer(withOriginals(world().gallery, open), { log: () => {} }).nodeHandler)
    const readers: Socket[] = []
    for (let count = 0; count < 50; count++) {
      const socket = connect(server.port, '127.0.0.1')
      socket.on('error', () => {})
      await once(socket, 'connect')
      socket.write(`GET ${path()} HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\n\r\n`)
      readers.push(socket)
    }
    await expect.poll(() => opened.size, { timeout: 20_000 }).toBe(readers.length)
    // Until the buffers of all connections are full.
    let before = -1
    while (before !== given.bytes) {
      before = given.bytes
      await new Promise((resolve) => setTimeout(resolve, 500))
    }
    // The system keeps a few megabytes on either side of a connection of this machine.
    expect(given.bytes / readers.length).toBeLessThan(16 * 1024 * 1024)
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
    for (const socket of readers) socket.destroy()
    await expect.poll(() => opened.size, { timeout: 10_000 }).toBe(0)
    await server.close()
  }, 60_000)

  it('DO-20: and break off take their own connection along, and no other', async () => {
    const open = () =>
      Readable.from(
        (async function* () {
          yield Buffer.alloc(1_000)
          throw new Error(secret)
        })(),
      )
    const cookie = await world().cookieOf('admin')
    const server = await listen(createServer(withOriginals(world().gallery, open), { log: () => {} }).nodeHandler)
    for (let time = 0; time < 3; time++) {
      const answer = await fetch(`${server.origin}${path()}`, { headers: { cookie } })
      await expect(answer.arrayBuffer()).rejects.toThrow()
    }
    expect((await fetch(`${server.origin}/healthz`)).status).toBe(200)
    await server.close()
  })
})
