import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { VitrineError } from '../errors/vitrine-error.ts'

/**
 * Reads a source once: counts, hashes, and tells an error of the source (a visitor who went away) from one of the storage, which alone
 * is the storage's to report.
 */
export const watchSource = () => {
  const hash = createHash('sha256')
  let bytes = 0
  let failure: { readonly error: unknown } | undefined
  return {
    /** Whether this error came from the source. */
    hasCaused: (error: unknown): boolean => failure !== undefined && failure.error === error,

    async *read(source: Readable | Uint8Array): AsyncGenerator<Uint8Array> {
      const chunks: AsyncIterable<unknown> | Uint8Array[] = source instanceof Uint8Array ? [source] : source
      try {
        for await (const chunk of chunks) {
          const piece = chunk instanceof Uint8Array ? chunk : Buffer.from(String(chunk))
          hash.update(piece)
          bytes += piece.byteLength
          yield piece
        }
      } catch (error) {
        failure = { error }
        throw error
      }
    },

    /**
     * What was read, once it is read to its end.
     *
     * @throws {VitrineError} `STORAGE_FAILED` where another hash was expected.
     */
    finish(expected?: string): { readonly bytes: number; readonly sha256: string } {
      const sha256 = hash.digest('hex')
      if (expected !== undefined && sha256 !== expected)
        throw new VitrineError('STORAGE_FAILED', { cause: new Error('The source is not what it was said to be') })
      return { bytes, sha256 }
    },
  }
}
