import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'

/** Length and digests of all bytes of a file. */
export interface FileHashes {
  readonly bytes: number
  /** Lower-case hex. */
  readonly sha256: string
  /** Not for safety: clients of Piwigo know photos by it. */
  readonly md5: string
}

/** Read and hashed at once: long enough that the disk is not asked too often, short enough that a piece keeps nobody waiting. */
export const pieceBytes = 1 << 20

export const createFileHasher = () => {
  const sha256 = createHash('sha256')
  const md5 = createHash('md5')
  let bytes = 0
  return {
    update: (piece: Uint8Array): void => {
      sha256.update(piece)
      md5.update(piece)
      bytes += piece.byteLength
    },
    finish: (): FileHashes => ({ bytes, sha256: sha256.digest('hex'), md5: md5.digest('hex') }),
  }
}

/** Hashes a file as long as it is when it is opened, and one byte more, which tells of a file that grows. */
export const hashFile = async (path: string, signal?: AbortSignal): Promise<FileHashes> => {
  const hasher = createFileHasher()
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    let rest = (await file.stat()).size + 1
    const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, rest))
    while (rest > 0) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, rest))
      if (bytesRead === 0) break
      hasher.update(buffer.subarray(0, bytesRead))
      rest -= bytesRead
    }
    return hasher.finish()
  } finally {
    await file.close()
  }
}
