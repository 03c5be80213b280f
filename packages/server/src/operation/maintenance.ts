import { type Maintenance, VitrineError } from '@vitrine/core'
import type { RequestIdentity } from '../auth/request-identity.ts'
import type { ServerContext } from '../context.ts'

/** Seconds after which to ask again where nobody said when it ends. */
const usualRetrySeconds = 300
const maxRetrySeconds = 24 * 60 * 60

const isClosed = ({ isOn, until }: Maintenance, nowMs: number): boolean =>
  isOn && (until === null || Date.parse(until) > nowMs)

/** What an administrator is told meanwhile; `null`: it is open. */
export const closedNow = async (gallery: RequestIdentity['gallery']): Promise<Maintenance | null> => {
  const state = await gallery.maintenance()
  return isClosed(state, Date.now()) ? state : null
}

/**
 * Turns away whoever is no administrator while the gallery is closed. An administrator who looks through the eyes of others stays one.
 *
 * @throws {VitrineError} `MAINTENANCE`
 */
export const requireOpen = async (
  { gallery: all }: Pick<ServerContext, 'gallery'>,
  { gallery, own }: RequestIdentity,
): Promise<void> => {
  const closed = await closedNow(gallery)
  if (!closed || (await all.as(own).me()).isAdmin) return
  const seconds = closed.until === null ? usualRetrySeconds : (Date.parse(closed.until) - Date.now()) / 1_000
  throw new VitrineError('MAINTENANCE', {
    details: { text: closed.text, retryAfterSeconds: Math.min(maxRetrySeconds, Math.max(1, Math.ceil(seconds))) },
  })
}
