import { H3 } from 'h3'
import type { VitrineServer } from 'vitrine'

/** An app of one's own with a gallery in it. `basePath` is what `createServer` was told: `/photos`. */
export const createApp = (vitrine: VitrineServer, basePath: string): H3 => {
  const app = new H3()
  app.get('/hello', (event) => {
    event.res.headers.set('content-type', 'text/html')
    return 'My own page, and <a href="/photos/">my pictures</a>.'
  })
  // Not `mount`, which takes the path off: the gallery knows its own.
  if (basePath !== '') app.all(basePath, (event) => vitrine.fetch(event.req))
  app.all(`${basePath}/**`, (event) => vitrine.fetch(event.req))
  return app
}
