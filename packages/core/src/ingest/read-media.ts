import { displayedSize } from '../media/orientation.ts'
import { probeMedia } from '../media/probe.ts'
import type { MediaLimits, MediaProbe, Orientation } from '../media/types.ts'
import { effectiveOrientation } from '../metadata/orientation.ts'
import { type ReadMetadataOptions, readMetadata } from '../metadata/read.ts'
import type { MediaMetadata } from '../metadata/types.ts'
import { type FileHashes, hashFile } from './file-hashes.ts'

/** All that the bytes of a file tell. */
export interface ReadMedia extends FileHashes {
  readonly probe: MediaProbe
  readonly metadata: MediaMetadata
  /** What the picture is turned by: the container's word and the metadata's, joined. */
  readonly orientation: Orientation
  /** As shown. */
  readonly widthPx: number | null
  readonly heightPx: number | null
  /** A picture can be made of it: here, or by a program that is installed. */
  readonly isRenderable: boolean
}

interface ReadOptions {
  limits?: Partial<MediaLimits>
  signal?: AbortSignal
  hashes?: FileHashes
  /** How metadata are read; default: in this process, by the usual order. */
  metadata?: ReadMetadataOptions
}

/**
 * Reads a file that lies on disk: type, bounds, hashes and metadata. The name plays no part.
 *
 * @param options.hashes - Where they are known, the file is not read as a whole again.
 * @throws {VitrineError} `MEDIA_*` where the file is refused.
 */
export const readMedia = async (path: string, options: ReadOptions = {}): Promise<ReadMedia> => {
  const { probe, metadata, hashes } = await readParts(path, options)
  const orientation = effectiveOrientation(probe, metadata)
  const shown =
    probe.widthPx === null || probe.heightPx === null
      ? { widthPx: null, heightPx: null }
      : displayedSize(probe.widthPx, probe.heightPx, orientation)
  return { probe, metadata, orientation, ...shown, ...hashes, isRenderable: probe.renderable }
}

/** Hashes while the file is looked at: one waits for the disk where the other computes. A file that is refused is not hashed to its end. */
const readParts = async (path: string, { limits, signal, hashes, metadata: mapping }: ReadOptions) => {
  const refused = new AbortController()
  const stop = signal ? AbortSignal.any([signal, refused.signal]) : refused.signal
  const hashing = hashes ? Promise.resolve(hashes) : hashFile(path, stop)
  // Awaited below; until then nobody would hear of its failure.
  hashing.catch(() => {})
  try {
    const probe = await probeMedia(path, limits)
    const metadata = await readMetadata(path, probe, mapping)
    return { probe, metadata, hashes: await hashing }
  } finally {
    refused.abort()
    await hashing.catch(() => {})
  }
}
