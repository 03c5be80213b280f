import { getConnInfo } from '@hono/node-server/conninfo'
import { type Context, Hono } from 'hono'
import type { VitrineServer } from 'vitrine'

/** An app of one's own with a gallery in it. `basePath` is what `createServer` was told: `/photos`. */
export const createApp = (vitrine: VitrineServer, basePath: string): Hono => {
  const app = new Hono()
  app.get('/hello', (c) => c.html('My own page, and <a href="/photos/">my pictures</a>.'))
  // The address is what limits on guessing passwords count by; a web request does not tell it.
  const handle = (c: Context) => vitrine.fetch(c.req.raw, { address: getConnInfo(c).remote.address })
  if (basePath !== '') app.all(basePath, handle)
  app.all(`${basePath}/*`, handle)
  return app
}
