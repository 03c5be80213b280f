import { mkdir, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { VitrineError } from '../errors/vitrine-error.ts'
import { createFileHasher, type FileHashes } from './file-hashes.ts'
import { createPieceWriter } from './piece-writer.ts'
import { newStagedName } from './staged-names.ts'
import { runStep as plainly, type RunStep } from './steps.ts'

/** A file that arrived but is not part of the gallery yet. Disposing removes it, whatever became of it. */
export interface StagedFile extends AsyncDisposable {
  readonly path: string
  readonly hashes: FileHashes
}

interface StageOptions {
  folder: string
  maxBytes: number
  expectedBytes?: number | undefined
  signal?: AbortSignal
  runStep?: RunStep
}

/**
 * Writes a stream to a file of a made-up name.
 *
 * @throws {VitrineError} `MEDIA_TOO_LARGE` as soon as the limit is passed; `UPLOAD_INVALID` where fewer or more bytes came than were said; `STORAGE_FULL`.
 */
export const stageStream = async (content: Readable, options: StageOptions): Promise<StagedFile> =>
  (options.runStep ?? plainly)('stage', () => stage(content, options))

const stage = async (content: Readable, options: StageOptions): Promise<StagedFile> => {
  await mkdir(options.folder, { recursive: true, mode: 0o700 })
  const path = join(options.folder, newStagedName())
  const hasher = createFileHasher()
  let bytes = 0
  const write = async (chunks: AsyncIterable<Uint8Array | string>): Promise<void> => {
    const file = await open(path, 'wx', 0o600)
    try {
      const writer = createPieceWriter(file)
      for await (const chunk of chunks) {
        const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
        bytes += piece.byteLength
        if (bytes > options.maxBytes)
          throw new VitrineError('MEDIA_TOO_LARGE', { details: { bytes, maxBytes: options.maxBytes } })
        await writer.add(piece)
        hasher.update(piece)
      }
      await writer.finish()
    } finally {
      await file.close()
    }
  }
  try {
    await pipeline(content, write, options.signal ? { signal: options.signal } : {})
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

/** What the disk said while a file came in, as an error of ours where it is one. */
export const toStagingError = (error: unknown): unknown => {
  if (VitrineError.is(error) || !(error instanceof Error)) return error
  const code = 'code' in error ? error.code : undefined
  if (code === 'ENOSPC' || code === 'EDQUOT') return new VitrineError('STORAGE_FULL', { cause: error })
  if (code === 'EIO') return new VitrineError('STORAGE_FAILED', { cause: error })
  if (code === 'EROFS' || code === 'EACCES') return new VitrineError('STORAGE_READ_ONLY', { cause: error })
  if (code === 'ERR_STREAM_PREMATURE_CLOSE')
    return new VitrineError('UPLOAD_INVALID', { details: { reason: 'it was broken off' }, cause: error })
  return error
}
