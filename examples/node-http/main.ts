// A gallery under /photos of a server of one's own: `tsx main.ts FOLDER [DATA] [PORT]`.
import { createServer } from 'node:http'
import { openGallery, run } from '@vitrine/example-gallery'

const example = await openGallery({ basePath: '/photos' })
const http = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname === '/photos' || pathname.startsWith('/photos/')) return example.vitrine.nodeHandler(request, response)
  response.setHeader('content-type', 'text/html; charset=utf-8')
  response.end('<!doctype html><title>My site</title><p>My own page, and <a href="/photos/">my pictures</a>.')
})
http.listen(example.port, '127.0.0.1', () => void run(example, http))
