import express, { type Express } from 'express'
import type { VitrineServer } from 'vitrine'

/** An app of one's own with a gallery in it. `basePath` is what `createServer` was told: `/photos`. */
export const createApp = (vitrine: VitrineServer, basePath: string): Express => {
  const app = express()
  app.get('/hello', (_request, response) => void response.send('My own page, and <a href="/photos/">my pictures</a>.'))
  // Before `express.json()` and the like: the gallery reads bodies itself, uploads while they arrive.
  app.use(basePath || '/', vitrine.nodeHandler)
  app.use(express.json())
  return app
}
