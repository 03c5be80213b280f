import type { FileHandle } from 'node:fs/promises'
import { pieceBytes } from './file-hashes.ts'

/** Writes what arrives in small chunks to a file, in larger pieces: one is written while the next one arrives. */
export interface PieceWriter {
  /** @throws What the disk said of a piece before. */
  add(chunk: Uint8Array): Promise<void>
  /** Everything is written when it resolves. */
  finish(): Promise<void>
}

/** Holds two pieces at most. The chunks must stay as they are until they are written. */
export const createPieceWriter = (file: Pick<FileHandle, 'writev' | 'writeFile'>): PieceWriter => {
  let waiting: Uint8Array[] = []
  let waitingBytes = 0
  let writing: Promise<void> = Promise.resolve()

  const send = async (): Promise<void> => {
    await writing
    const chunks = waiting
    const bytes = waitingBytes
    waiting = []
    waitingBytes = 0
    writing = writeAll(file, chunks, bytes)
    // Whoever adds the next piece hears of it.
    writing.catch(() => undefined)
  }

  return {
    add: async (chunk) => {
      waiting.push(chunk)
      waitingBytes += chunk.byteLength
      if (waitingBytes >= pieceBytes) await send()
    },
    finish: async () => {
      if (waitingBytes > 0) await send()
      await writing
    },
  }
}

/** A disk may take less than it was given, without an error: the rest goes on from there. */
const writeAll = async (
  file: Pick<FileHandle, 'writev' | 'writeFile'>,
  chunks: Uint8Array[],
  bytes: number,
): Promise<void> => {
  const { bytesWritten } = await file.writev(chunks)
  if (bytesWritten < bytes) await file.writeFile(Buffer.concat(chunks).subarray(bytesWritten))
}
