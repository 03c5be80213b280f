import type { ChildProcess } from 'node:child_process'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { Gallery } from '../packages/core/src/gallery.types.ts'
import { createServer, type VitrineServer } from '../packages/server/src/index.ts'
import { type Bench, defineBench } from './kernel/define-bench.ts'
import { closeServers, listen, rate, startClient } from './kernel/http-load.ts'
import { openGallery } from './kernel/open-gallery.ts'

/** A small JSON answer through the whole server, against `node:http` writing the same bytes with the same headers. */
interface State {
  readonly gallery: Gallery
  readonly vitrine: VitrineServer
  readonly servers: readonly Server[]
  readonly client: ChildProcess
  readonly url: string
  readonly bareUrl: string
}

const path = '/healthz'

export const benches: readonly Bench[] = [
  defineBench<State>({
    name: 'api-route.small-json-to-bare-http',
    unit: 'per-second',
    measure: 'returned',
    better: 'higher',
    limits: { ratio: 0.6 },
    times: 4_000,
    async setup({ folder }) {
      const gallery = await openGallery(folder)
      const vitrine = createServer(gallery, {})
      const answer = await vitrine.fetch(new Request(`http://localhost${path}`))
      const [headers, body] = [Object.fromEntries(answer.headers), await answer.text()]
      const bare = createHttpServer((_request, response) => {
        // Made anew for each, as an answer that depends on something would be.
        response.writeHead(200, headers).end(JSON.stringify(JSON.parse(body)))
      })
      const server = createHttpServer(vitrine.nodeHandler)
      const [origin, bareOrigin] = [await listen(server), await listen(bare)]
      const urls = { url: `${origin}${path}`, bareUrl: `${bareOrigin}${path}` }
      return { gallery, vitrine, servers: [server, bare], client: startClient(), ...urls }
    },
    async teardown({ gallery, vitrine, servers, client }) {
      client.kill()
      closeServers(servers)
      await vitrine.close()
      await gallery.close()
    },
    baseline: ({ client, bareUrl }, times) => rate(client, [bareUrl], times),
    subject: ({ client, url }, times) => rate(client, [url], times),
  }),
]
