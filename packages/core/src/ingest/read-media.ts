import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { displayedSize } from '../media/orientation.ts'
import { probeMedia } from '../media/probe.ts'
import type { MediaLimits, MediaProbe, Orientation } from '../media/types.ts'
import { effectiveOrientation } from '../metadata/orientation.ts'
import { readMetadata } from '../metadata/read.ts'
import type { MediaMetadata } from '../metadata/types.ts'

/** All that the bytes of a file tell. */
export interface ReadMedia {
  readonly probe: MediaProbe
  readonly metadata: MediaMetadata
  /** What the picture is turned by: the container's word and the metadata's, joined. */
  readonly orientation: Orientation
  /** As shown. */
  readonly widthPx: number | null
  readonly heightPx: number | null
  readonly bytes: number
  readonly sha256: string
  readonly md5: string
}

/**
 * Reads a file that lies on disk: type, bounds, hashes and metadata. The name plays no part.
 *
 * @throws {VitrineError} `MEDIA_*` where the file is refused.
 */
export const readMedia = async (
  path: string,
  options: { limits?: Partial<MediaLimits>; signal?: AbortSignal } = {},
): Promise<ReadMedia> => {
  const probe = await probeMedia(path, options.limits)
  const [metadata, hashes] = await Promise.all([readMetadata(path, probe), hashFile(path, options.signal)])
  const orientation = effectiveOrientation(probe, metadata)
  const shown =
    probe.widthPx === null || probe.heightPx === null
      ? { widthPx: null, heightPx: null }
      : displayedSize(probe.widthPx, probe.heightPx, orientation)
  return { probe, metadata, orientation, ...shown, ...hashes }
}

/** Read at once: long enough that the disk is not asked too often, short enough that hashing a piece keeps nobody waiting. */
const pieceBytes = 1 << 20

const hashFile = async (
  path: string,
  signal?: AbortSignal,
): Promise<{ bytes: number; sha256: string; md5: string }> => {
  const sha256 = createHash('sha256')
  // Not for safety: clients of Piwigo know photos by it.
  const md5 = createHash('md5')
  const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  try {
    const { size } = await file.stat()
    // One byte more than there should be tells of a file that grows; it is not followed, perhaps for ever.
    const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, size + 1))
    let bytes = 0
    while (bytes <= size) {
      signal?.throwIfAborted()
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      if (bytesRead === 0) break
      const piece = buffer.subarray(0, bytesRead)
      sha256.update(piece)
      md5.update(piece)
      bytes += bytesRead
    }
    return { bytes, sha256: sha256.digest('hex'), md5: md5.digest('hex') }
  } finally {
    await file.close()
  }
}
