import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'

/** SHA-256 of all that comes, 64 lower-case hexadecimal digits. */
export const hashStream = async (stream: Readable, signal: AbortSignal): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of stream) {
    signal.throwIfAborted()
    hash.update(chunk as Buffer)
  }
  return hash.digest('hex')
}
