// A gallery under /photos of an Express app: `tsx main.ts FOLDER [DATA] [PORT]`.
import { createServer } from 'node:http'
import { openGallery, run } from '@vitrine/example-gallery'
import { createApp } from './host.ts'

const example = await openGallery({ basePath: '/photos' })
const http = createServer(createApp(example.vitrine, '/photos'))
http.listen(example.port, '127.0.0.1', () => void run(example, http, '/hello'))
