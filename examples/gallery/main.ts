// A gallery with a server to itself: `tsx main.ts FOLDER [DATA] [PORT]`.
import { createServer } from 'node:http'
import { openGallery, run } from './open.ts'

const example = await openGallery()
const http = createServer(example.vitrine.nodeHandler)
http.listen(example.port, '127.0.0.1', () => void run(example, http))
