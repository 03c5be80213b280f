import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { VitrineServer } from 'vitrine'

/** An app of one's own with a gallery in it. `basePath` is what `createServer` was told: `/photos`. */
export const createApp = (vitrine: VitrineServer, basePath: string): FastifyInstance => {
  // Addresses of albums may be long: Fastify answers those above 100 characters itself unless told.
  const app = fastify({ routerOptions: { maxParamLength: 5000 } })
  app.get('/hello', async (_request, reply) => {
    reply.type('text/html')
    return 'My own page, and <a href="/photos/">my pictures</a>.'
  })
  app.register(async (scope) => {
    // The gallery reads bodies itself, uploads while they arrive. In this scope only: your own routes keep their parsers.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    const handle = (request: FastifyRequest, reply: FastifyReply): void => {
      reply.hijack()
      vitrine.nodeHandler(request.raw, reply.raw)
    }
    if (basePath !== '') scope.all(basePath, handle)
    scope.all(`${basePath}/*`, handle)
  })
  return app
}
