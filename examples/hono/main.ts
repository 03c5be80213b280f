// A gallery under /photos of a Hono app: `tsx main.ts FOLDER [DATA] [PORT]`.
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { openGallery, run } from '@vitrine/example-gallery'
import { createApp } from './host.ts'

const example = await openGallery({ basePath: '/photos' })
const http = createServer(getRequestListener(createApp(example.vitrine, '/photos').fetch))
http.listen(example.port, '127.0.0.1', () => void run(example, http, '/hello'))
