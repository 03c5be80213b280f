import { createHash, timingSafeEqual } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { VitrineError } from '../errors/vitrine-error.ts'
import { toStagingError } from '../ingest/stage.ts'
import { systemErrorCode } from '../storage/errors.ts'
import type { UploadPiece } from './upload.types.ts'
import type { Turn } from './upload-turns.ts'

/**
 * Writes a piece to the end of a file. What came of one that breaks off stays, and is on the disk before the fault is told; of one that
 * has a checksum, or is longer than it may be, nothing stays.
 *
 * @param limitBytes - Length of the whole file.
 * @returns The new length.
 */
export const appendPiece = async (
  path: string,
  piece: UploadPiece,
  { limitBytes, turn }: { limitBytes: number; turn: Turn },
): Promise<number> => {
  const { content, checksum } = piece
  const file = await open(path, 'r+')
  const stop = (): void => void content.destroy(new VitrineError('CONFLICT', { details: { what: 'The upload' } }))
  turn.signal.addEventListener('abort', stop, { once: true })
  let at = piece.offsetBytes
  try {
    const hash = checksum && createHash(checksum.algorithm)
    // Left open where it is given up: whoever sends must be able to read why.
    for await (const chunk of content.iterator({ destroyOnReturn: false })) {
      const bytes: Uint8Array = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      if (at + bytes.byteLength > limitBytes) throw tooLong(limitBytes)
      hash?.update(bytes)
      await writeAll(file, bytes, at)
      at += bytes.byteLength
      turn.touch()
    }
    if (checksum && hash && !isEqual(hash.digest(), checksum.digest)) throw new VitrineError('UPLOAD_CHECKSUM_MISMATCH')
    await file.datasync()
    return at
  } catch (error) {
    if (checksum || VitrineError.has(error, 'UPLOAD_INVALID')) await file.truncate(piece.offsetBytes)
    await file.datasync()
    throw toFault(error)
  } finally {
    turn.signal.removeEventListener('abort', stop)
    await file.close()
  }
}

const toFault = (error: unknown): unknown =>
  systemErrorCode(error) === 'ECONNRESET'
    ? new VitrineError('UPLOAD_INVALID', { details: { reason: 'it was broken off' }, cause: error })
    : toStagingError(error)

const tooLong = (limitBytes: number): VitrineError =>
  new VitrineError('UPLOAD_INVALID', { details: { reason: `more came than the ${limitBytes} bytes announced` } })

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => a.byteLength === b.byteLength && timingSafeEqual(a, b)

const writeAll = async (file: FileHandle, bytes: Uint8Array, position: number): Promise<void> => {
  for (let written = 0; written < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, written, bytes.byteLength - written, position + written)
    written += bytesWritten
  }
}
