import type { Readable } from 'node:stream'

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
