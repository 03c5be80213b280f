import { displayedSize } from '../media/orientation.ts'
import { probeMedia } from '../media/probe.ts'
import type { MediaLimits, MediaProbe, Orientation } from '../media/types.ts'
import { effectiveOrientation } from '../metadata/orientation.ts'
import { type ReadMetadataOptions, readMetadata } from '../metadata/read.ts'
import type { MediaMetadata } from '../metadata/types.ts'
import { type FileHashes, hashFile } from './file-hashes.ts'
import { runStep as plainly, type RunStep } from './steps.ts'

/** What a file is, whether or not it is wanted. */
export interface InspectedMedia extends FileHashes {
  readonly probe: MediaProbe
}

/** All that the bytes of a file tell. */
export interface ReadMedia extends InspectedMedia {
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
  /** Where they are known, the file is not read as a whole again. */
  hashes?: FileHashes
  runStep?: RunStep
  /** How metadata are read; default: in this process, by the usual order. */
  metadata?: ReadMetadataOptions
}

/**
 * Reads a file that lies on disk: type, bounds, hashes and metadata. The name plays no part.
 *
 * @throws {VitrineError} `MEDIA_*` where the file is refused.
 */
export const readMedia = async (path: string, options: ReadOptions = {}): Promise<ReadMedia> => {
  const { runStep = plainly } = options
  const [{ probe, metadata }, hashes] = await whileHashing(path, options, async () => {
    const probe = await runStep('inspect', () => probeMedia(path, options.limits))
    return { probe, metadata: await runStep('metadata', () => readMetadata(path, probe, options.metadata)) }
  })
  return toReadMedia({ probe, ...hashes }, metadata)
}

/**
 * The first half of it: type, bounds and hashes.
 *
 * @throws {VitrineError} `MEDIA_*` where the file is refused.
 */
export const inspectMedia = async (path: string, options: ReadOptions = {}): Promise<InspectedMedia> => {
  const { runStep = plainly } = options
  const [probe, hashes] = await whileHashing(path, options, () =>
    runStep('inspect', () => probeMedia(path, options.limits)),
  )
  return { probe, ...hashes }
}

/** The second half, for a file that is wanted. */
export const describeMedia = async (
  path: string,
  found: InspectedMedia,
  options: ReadMetadataOptions,
): Promise<ReadMedia> => toReadMedia(found, await readMetadata(path, found.probe, options))

const toReadMedia = (found: InspectedMedia, metadata: MediaMetadata): ReadMedia => {
  const { probe } = found
  const orientation = effectiveOrientation(probe, metadata)
  const shown =
    probe.widthPx === null || probe.heightPx === null
      ? { widthPx: null, heightPx: null }
      : displayedSize(probe.widthPx, probe.heightPx, orientation)
  return { ...found, metadata, orientation, ...shown, isRenderable: probe.renderable }
}

/** Hashes while the file is looked at: one waits for the disk where the other computes. A file that is refused is not hashed to its end. */
const whileHashing = async <T>(
  path: string,
  { signal, hashes, runStep = plainly }: ReadOptions,
  work: () => Promise<T>,
): Promise<[T, FileHashes]> => {
  const refused = new AbortController()
  const stop = signal ? AbortSignal.any([signal, refused.signal]) : refused.signal
  const hashing = runStep('hash', async () => hashes ?? hashFile(path, stop))
  // Awaited below; until then nobody would hear of its failure.
  hashing.catch(() => {})
  try {
    const result = await work()
    return [result, await hashing]
  } finally {
    refused.abort()
    await hashing.catch(() => {})
  }
}
