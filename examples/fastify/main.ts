// A gallery under /photos of a Fastify app: `tsx main.ts FOLDER [DATA] [PORT]`.
import { openGallery, run } from '@vitrine/example-gallery'
import { createApp } from './host.ts'

const example = await openGallery({ basePath: '/photos' })
const app = createApp(example.vitrine, '/photos')
await app.listen({ port: example.port, host: '127.0.0.1' })
await run(example, app.server, '/hello')
