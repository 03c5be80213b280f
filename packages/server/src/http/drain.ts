import type { Readable } from 'node:stream'
import type { H3Event } from 'h3'

/** Enough to let most clients finish sending, so that they read the answer instead of finding a dead connection. */
const maxDrainedBytes = 64 * 1024 * 1024

/** Reads on without keeping anything, up to a limit; a client that sends more loses its connection. */
export const drain = (source: Readable): void => {
  let bytes = 0
  source.on('data', (chunk: Uint8Array) => {
    bytes += chunk.byteLength
    if (bytes > maxDrainedBytes) source.destroy()
  })
  // What goes wrong from here on is nobody's concern any more.
  source.on('error', () => {})
  source.resume()
}

/** The same for what is left of a request; for requests that are no connection of Node's there is nothing to do. */
export const drainRequest = (event: H3Event): void => {
  const source = event.runtime?.node?.req
  if (source && !source.readableEnded && !source.destroyed) drain(source)
}
