// A gallery under /photos of a server of one's own: `tsx main.ts FOLDER [DATA] [PORT]`.
import { createServer as createHttpServer } from 'node:http'
import { join, resolve } from 'node:path'
import { createGallery, fsStorage, sqlite } from '@vitrine/core'
import { createServer } from 'vitrine'

const [pictures = '.', data = './gallery-data', port = '3000'] = process.argv.slice(2)

const gallery = await createGallery({
  database: sqlite({ file: join(data, 'gallery.db') }),
  storage: fsStorage({ root: join(data, 'storage') }),
  cacheFolder: join(data, 'cache'),
  ownFolders: [data],
  title: 'Our pictures',
})
const vitrine = createServer(gallery, { basePath: '/photos' })

const http = createHttpServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname === '/photos' || pathname.startsWith('/photos/')) return vitrine.nodeHandler(request, response)
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end('<!doctype html><title>My site</title><p>My own page, and <a href="/photos/">my pictures</a>.')
})
http.listen(Number(port), '127.0.0.1', () => {
  const address = http.address()
  const actual = typeof address === 'object' && address ? address.port : port
  console.log(`Open http://127.0.0.1:${actual}/`)
})

const system = gallery.asSystem('example: index a folder')
const root = await system.library.addRoot({ path: resolve(pictures) })
const { added } = await system.library.sync(root.id)
console.log(`${added} photos added`)

// Who opened the gallery closes it, after the server.
process.once('SIGTERM', stop).once('SIGINT', stop)
async function stop(): Promise<void> {
  http.closeAllConnections()
  await new Promise((done) => http.close(done))
  await vitrine.close()
  await gallery.close()
  console.log('Closed')
}
