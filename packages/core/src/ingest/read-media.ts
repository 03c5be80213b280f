import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
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

const hashFile = async (
  path: string,
  signal?: AbortSignal,
): Promise<{ bytes: number; sha256: string; md5: string }> => {
  const sha256 = createHash('sha256')
  // Not for safety: clients of Piwigo know photos by it.
  const md5 = createHash('md5')
  let bytes = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20, ...(signal ? { signal } : {}) })) {
    const part = chunk as Buffer
    sha256.update(part)
    md5.update(part)
    bytes += part.length
  }
  return { bytes, sha256: sha256.digest('hex'), md5: md5.digest('hex') }
}
