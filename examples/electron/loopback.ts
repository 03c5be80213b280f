import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import { type Actor, userActor, VitrineError } from '@vitrine/core'
import type { VitrineServer } from 'vitrine'

const digest = (value: string): Buffer => createHash('sha256').update(value).digest()

/** A secret for one run of the program. Other programs and users of the machine reach the port, but do not know it. */
export interface Secret {
  /** What the window sends along with every request. */
  readonly headers: Readonly<Record<string, string>>
  /** Who asks: the one person there is, for whoever knows the secret. Nobody else gets anything. */
  resolveActor(request: Request): Actor
}

export const createSecret = (ownerId: number): Secret => {
  const token = randomBytes(32).toString('base64url')
  return {
    headers: { 'x-gallery-secret': token },
    resolveActor(request) {
      const sent = request.headers.get('x-gallery-secret') ?? ''
      // Compared as hashes, which are of one length: how long it takes tells nothing.
      if (!timingSafeEqual(digest(sent), digest(token))) throw new VitrineError('UNAUTHENTICATED')
      return userActor(ownerId)
    },
  }
}

/** Listens on a free port that only this machine reaches. */
export const listenPrivately = (vitrine: VitrineServer, port = 0): Promise<Server> =>
  new Promise((resolve, reject) => {
    const http = createServer(vitrine.nodeHandler)
    http.once('error', reject).listen(port, '127.0.0.1', () => resolve(http))
  })
