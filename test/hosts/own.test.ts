import type { VitrineServer } from 'vitrine'
import { describeHost, type Mounted } from './conformance.ts'
import { listen } from './listen.ts'

const byNode = (vitrine: VitrineServer): Promise<Mounted> => listen(vitrine.nodeHandler)

for (const basePath of ['/', '/photos', '/photos/', '/a/b']) describeHost('node:http', byNode, { basePath })

describeHost('fetch, called directly', async (vitrine) => ({
  origin: 'http://gallery.test',
  fetch: (request) => vitrine.fetch(request),
  close: async () => {},
}))
