import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { VitrineError } from '../errors/vitrine-error.ts'
import { createFileHasher, type FileHashes } from './file-hashes.ts'

/** A file that arrived but is not part of the gallery yet. Disposing removes it, whatever became of it. */
export interface StagedFile extends AsyncDisposable {
  readonly path: string
  readonly hashes: FileHashes
}

/**
 * Writes a stream to a file of a made-up name.
 *
 * @throws {VitrineError} `MEDIA_TOO_LARGE` as soon as the limit is passed; `UPLOAD_INVALID` where fewer or more bytes came than were said; `STORAGE_FULL`.
 */
export const stageStream = async (
  content: Readable,
  options: { folder: string; maxBytes: number; expectedBytes?: number | undefined; signal?: AbortSignal },
): Promise<StagedFile> => {
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  const path = join(options.folder, `incoming-${randomUUID()}`)
  let bytes = 0
  const hasher = createFileHasher()
  const counted = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length
      hasher.update(chunk)
      if (bytes > options.maxBytes)
        done(new VitrineError('MEDIA_TOO_LARGE', { details: { bytes, maxBytes: options.maxBytes } }))
      else done(null, chunk)
    },
  })
  try {
    await pipeline(
      content,
      counted,
      createWriteStream(path, { flags: 'wx', mode: 0o600 }),
      options.signal ? { signal: options.signal } : {},
    )
    if (options.expectedBytes !== undefined && options.expectedBytes !== bytes) {
      throw new VitrineError('UPLOAD_INVALID', {
        details: { reason: `${options.expectedBytes} bytes were announced, ${bytes} came` },
      })
    }
  } catch (error) {
    await rm(path, { force: true })
    throw options.signal?.aborted ? options.signal.reason : toStagingError(error)
  }
  return { path, hashes: hasher.finish(), [Symbol.asyncDispose]: () => rm(path, { force: true }) }
}

const toStagingError = (error: unknown): unknown => {
  if (VitrineError.is(error) || !(error instanceof Error)) return error
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return new VitrineError('STORAGE_FULL', { cause: error })
  if (code === 'EROFS' || code === 'EACCES') return new VitrineError('STORAGE_READ_ONLY', { cause: error })
  if (code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new VitrineError('UPLOAD_INVALID', { details: { reason: 'it was broken off' }, cause: error })
  return error
}
