import type { RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { toNodeHandler } from 'h3'
import type { VitrineServer } from 'vitrine'
import { registerGallery } from '../../examples/electron/protocol.ts'
import { createApp as createExpressApp } from '../../examples/express/host.ts'
import { createApp as createFastifyApp } from '../../examples/fastify/host.ts'
import { createApp as createH3App } from '../../examples/h3/host.ts'
import { createApp as createHonoApp } from '../../examples/hono/host.ts'
import { describeHost, type Mounted } from './conformance.ts'
import { listen } from './listen.ts'

type Mount = (vitrine: VitrineServer, basePath: string) => Promise<Mounted>

const express: Mount = (vitrine, basePath) => listen(createExpressApp(vitrine, basePath))
const hono: Mount = (vitrine, basePath) => listen(getRequestListener(createHonoApp(vitrine, basePath).fetch))
const h3: Mount = (vitrine, basePath) => listen(toNodeHandler(createH3App(vitrine, basePath)) as RequestListener)
const fastify: Mount = async (vitrine, basePath) => {
  const app = createFastifyApp(vitrine, basePath)
  return {
    origin: await app.listen({ port: 0, host: '127.0.0.1' }),
    close: () => {
      app.server.closeAllConnections()
      return app.close()
    },
  }
}

/** As the window of an Electron program asks: by its own scheme, without a port. */
const electron: Mount = async (vitrine) => {
  let handle: (request: Request) => Promise<Response> = async () => Response.error()
  registerGallery({ handle: (_scheme, handler) => (handle = handler) }, vitrine)
  const fetch = (request: Request): Promise<Response> => {
    const { pathname, search } = new URL(request.url)
    return handle(new Request(`gallery://app${pathname}${search}`, request))
  }
  return { origin: 'http://gallery.localhost', fetch, close: async () => {} }
}

for (const [name, mount] of Object.entries({ express, fastify, hono, h3, electron }))
  for (const basePath of ['/', '/photos', '/a/b']) describeHost(name, mount, { basePath })
