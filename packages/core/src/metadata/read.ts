import { VitrineError } from '../errors/vitrine-error.ts'
import { ByteSource } from '../media/byte-source.ts'
import { walkContainer } from '../media/containers/walk.ts'
import { formatOfMimeType } from '../media/formats.ts'
import { defaultMediaLimits, type MediaLimits, type MediaProbe } from '../media/types.ts'
import { type LoadedBlocks, loadBlocks } from './blocks.ts'
import { toTakenAt } from './dates.ts'
import type { ExifValues, FirstDirectory } from './exif.ts'
import {
  readCamera,
  readDate,
  readGpsUtc,
  readHierarchicalKeywords,
  readKeywords,
  readOrientation,
  readPosition,
  readRating,
  readTexts,
  type Sources,
} from './fields.ts'
import { fromIso6709 } from './gps.ts'
import { parseIptc } from './iptc.ts'
import { loadExif, loadXmp } from './lazy.ts'
import { toPanel } from './panel.ts'
import { emptyMetadata, type MediaMetadata } from './types.ts'
import type { XmpProperties } from './xmp.ts'

/** Warnings go into a log: a file cannot fill it. */
const maxWarnings = 20
const maxWarningLength = 200

const messageOf = (error: unknown) => (error instanceof Error ? error.message : 'unknown fault')

/** Properties of several packets; the first packet that holds one wins. */
const joinPackets = async (packets: readonly Buffer[]): Promise<XmpProperties> => {
  const joined = new Map<string, readonly string[]>()
  if (packets.length === 0) return joined
  const { parseXmp } = await loadXmp()
  for (const packet of packets)
    for (const [name, values] of parseXmp(packet)) if (!joined.has(name)) joined.set(name, values)
  return joined
}

const readExifBlocks = async (blocks: LoadedBlocks, warnings: string[]): Promise<ExifValues> => {
  const { readExif } = await loadExif()
  const parts: (readonly [Buffer | null, FirstDirectory])[] = [
    [blocks.exif, 'primary'],
    [blocks.exifIfd, 'exif'],
    [blocks.gpsIfd, 'gps'],
  ]
  const tags = new Map<number, unknown>()
  const gps = new Map<number, unknown>()
  for (const [block, first] of parts) {
    if (!block) continue
    try {
      const values = await readExif(block, first)
      for (const [tag, value] of values.tags) tags.set(tag, value)
      for (const [tag, value] of values.gps) gps.set(tag, value)
    } catch (error) {
      warnings.push(`the EXIF block cannot be read: ${messageOf(error)}`)
    }
  }
  return { tags, gps }
}

/** Settles the precedence between the blocks and cleans every value. */
export const toMetadata = (sources: Sources, warnings: readonly string[]): MediaMetadata => {
  const { position, altitude } = readPosition(sources)
  const film = fromIso6709(sources.tags.get('com.apple.quicktime.location.ISO6709') ?? sources.tags.get('©xyz'))
  return {
    ...emptyMetadata,
    ...readTexts(sources),
    ...toTakenAt(readDate(sources), readGpsUtc(sources)),
    keywords: readKeywords(sources),
    hierarchicalKeywords: readHierarchicalKeywords(sources),
    rating: readRating(sources),
    latitude: (position ?? film.position)?.latitude ?? null,
    longitude: (position ?? film.position)?.longitude ?? null,
    altitude: altitude ?? film.altitude,
    camera: readCamera(sources),
    orientation: readOrientation(sources),
    warnings: warnings.slice(0, maxWarnings).map((warning) => warning.slice(0, maxWarningLength)),
  }
}

const readSource = async (source: ByteSource, probe: MediaProbe, limits: MediaLimits): Promise<MediaMetadata> => {
  const format = formatOfMimeType(probe.mimeType)
  if (!format) throw new VitrineError('MEDIA_UNSUPPORTED', { details: { detected: probe.mimeType } })
  const facts = await walkContainer(source, format, {
    toTheEnd: false,
    maxFrames: limits.maxFrames,
    checkSize: () => {},
  })
  const blocks = await loadBlocks(source, facts)
  const warnings = [...blocks.warnings]
  const sources: Sources = {
    exif: await readExifBlocks(blocks, warnings),
    xmp: await joinPackets(blocks.xmp),
    iptc: blocks.iptc ? parseIptc(blocks.iptc) : new Map(),
    tags: facts.tags,
  }
  const metadata = toMetadata(sources, warnings)
  return { ...metadata, panel: toPanel(sources, metadata, probe) }
}

/**
 * Reads what a file says about itself: EXIF through exifr, XMP, IPTC and the tags of films beside it.
 *
 * A damaged block costs its values, never the file: the fault is told in `warnings`. Only the blocks are read, so the size of the
 * file hardly matters; PDF is searched in its first and last 4 MiB.
 *
 * @param probe - What `probeMedia` said of the same file.
 * @param options - Only `timeoutMs` (default 20,000) and `maxFrames` matter here.
 * @throws {VitrineError} `MEDIA_TIMEOUT`. Errors of the file system come through as they are.
 */
export const readMetadata = async (
  path: string,
  probe: MediaProbe,
  options: Partial<MediaLimits> = {},
): Promise<MediaMetadata> => {
  const limits: MediaLimits = { ...defaultMediaLimits, ...options }
  return ByteSource.use(path, limits.timeoutMs, async (source) => {
    try {
      return await readSource(source, probe, limits)
    } catch (error) {
      const isStructural =
        error instanceof RangeError || VitrineError.has(error, 'MEDIA_CORRUPT', 'MEDIA_TRUNCATED', 'MEDIA_UNSUPPORTED')
      if (!isStructural) throw error
      return { ...emptyMetadata, warnings: [`the metadata cannot be read: ${messageOf(error)}`] }
    }
  })
}
