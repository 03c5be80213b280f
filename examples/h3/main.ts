// A gallery under /photos of an h3 app: `tsx main.ts FOLDER [DATA] [PORT]`.
import { createServer } from 'node:http'
import { openGallery, run } from '@vitrine/example-gallery'
import { toNodeHandler } from 'h3'
import { createApp } from './host.ts'

const example = await openGallery({ basePath: '/photos' })
const http = createServer(toNodeHandler(createApp(example.vitrine, '/photos')) as Parameters<typeof createServer>[1])
http.listen(example.port, '127.0.0.1', () => void run(example, http, '/hello'))
