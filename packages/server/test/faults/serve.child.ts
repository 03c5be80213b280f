import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGallery, fsStorage, mysql, sqlite } from '@vitrine/core'
import { createServer } from 'vitrine'

// Serves a gallery until it is killed: `database folder`. Begins when it is told to, and tells its port when it listens.
const [database = '', folder = ''] = process.argv.slice(2)
// Whoever started it has gone: so does it.
process.on('disconnect', () => process.exit())
await once(process, 'message')
const gallery = await createGallery({
  database: database.startsWith('mysql:') ? mysql({ uri: database }) : sqlite({ file: database }),
  storage: fsStorage({ root: `${folder}/originals` }),
  cacheFolder: `${folder}/cache`,
  stagingFolder: `${folder}/incoming`,
  passwordCost: { N: 2, r: 1, p: 1 },
  tools: false,
})
const http = createHttpServer(createServer(gallery, { pages: false }).nodeHandler)
http.listen(0, '127.0.0.1', () => process.send?.((http.address() as AddressInfo).port))
