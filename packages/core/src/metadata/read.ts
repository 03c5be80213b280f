import { VitrineError } from '../errors/vitrine-error.ts'
import { ByteSource } from '../media/byte-source.ts'
import { walkContainer } from '../media/containers/walk.ts'
import { formatOfMimeType } from '../media/formats.ts'
import { defaultMediaLimits, type MediaLimits, type MediaProbe } from '../media/types.ts'
import { readContentIdentifier } from './apple.ts'
import { type LoadedBlocks, loadBlocks } from './blocks.ts'
import { readDate, readDates } from './date-fields.ts'
import { toTakenAt } from './dates.ts'
import type { ExifValues, FirstDirectory } from './exif.ts'
import { readCamera, readGpsUtc, readOrientation, readPosition, readRating } from './fields.ts'
import { isLatinIptc, parseIptc } from './iptc.ts'
import { loadExif, loadXmp } from './lazy.ts'
import { defaultMetadataOrder, type MetadataOrder, type MetadataTag } from './order.ts'
import { toPanel } from './panel.ts'
import { joinSources, type MetadataReader, noSources } from './reader.ts'
import { readRegionDimensions, readRegions } from './regions.ts'
import type { Sources } from './sources.ts'
import { readSphereCrop } from './sphere.ts'
import { readTag } from './tags.ts'
import { textLimits, toDescription, toLine } from './text.ts'
import { readHierarchicalKeywords, readKeywords, readTexts, toTagPaths, withLeaves } from './text-fields.ts'
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
  let makerNote: unknown
  for (const [block, first] of parts) {
    if (!block) continue
    try {
      const values = await readExif(block, first)
      for (const [tag, value] of values.tags) tags.set(tag, value)
      for (const [tag, value] of values.gps) gps.set(tag, value)
      makerNote ??= values.makerNote
    } catch (error) {
      warnings.push(`the EXIF block cannot be read: ${messageOf(error)}`)
    }
  }
  return { tags, gps, makerNote }
}

const isSet = (value: string | undefined) => value !== undefined && value !== '' && value !== '0'

/** Settles the precedence between the blocks and cleans every value. */
export const toMetadata = (
  sources: Sources,
  warnings: readonly string[] = [],
  {
    order = defaultMetadataOrder,
    fields = {},
    keywordTrees = false,
  }: Pick<ReadMetadataOptions, 'order' | 'fields' | 'keywordTrees'> = {},
): MediaMetadata => {
  const { exif, xmp, tags } = sources
  const hierarchicalKeywords = readHierarchicalKeywords(sources, order)
  const tagPaths = keywordTrees ? toTagPaths(hierarchicalKeywords) : []
  return {
    ...emptyMetadata,
    ...readTexts(sources, order),
    ...toTakenAt(readDate(sources, order), readGpsUtc(sources)),
    ...readPosition(sources, order),
    keywords: withLeaves(readKeywords(sources, order), tagPaths),
    hierarchicalKeywords,
    tagPaths,
    rating: readRating(sources, order),
    camera: readCamera(sources, order),
    orientation: readOrientation(sources, order),
    dates: readDates(sources, order),
    regions: readRegions(xmp),
    regionDimensions: readRegionDimensions(xmp),
    colourProfile: toLine(tags.get('icc')),
    projection: toLine(xmp.get('GPano:ProjectionType')?.[0]),
    sphereCrop: readSphereCrop(xmp),
    contentIdentifier:
      readContentIdentifier(exif.makerNote) ?? toLine(tags.get('com.apple.quicktime.content.identifier')),
    isMotionPhoto:
      isSet(tags.get('mpvd')) ||
      isSet(xmp.get('GCamera:MotionPhoto')?.[0]) ||
      isSet(xmp.get('GCamera:MicroVideo')?.[0]),
    custom: readCustom(sources, fields),
    warnings: warnings.slice(0, maxWarnings).map((warning) => warning.slice(0, maxWarningLength)),
  }
}

const readCustom = (sources: Sources, fields: Readonly<Record<string, readonly MetadataTag[]>>) =>
  Object.fromEntries(
    Object.entries(fields).map(([key, tags]) => {
      const found = tags
        .map((tag) => readTag(sources, tag).flatMap((text) => toDescription(text) ?? []))
        .find((texts) => texts.length > 0)
      return [key, found?.slice(0, textLimits.keywords) ?? []]
    }),
  )

/** What is in the blocks of a file, and which of them could not be read. */
const readBlocks = async (source: ByteSource, probe: MediaProbe, limits: MediaLimits) => {
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
    latinIptc: blocks.iptc && isLatinIptc(blocks.iptc) ? blocks.iptc : null,
    tags: new Map([
      ...blocks.texts,
      ...facts.tags,
      ...(blocks.colourProfile === null ? [] : [['icc', blocks.colourProfile] as const]),
    ]),
  }
  return { sources, warnings }
}

const readSource = async (source: ByteSource, probe: MediaProbe, options: ReadMetadataOptions & MediaLimits) => {
  try {
    return await readBlocks(source, probe, options)
  } catch (error) {
    const isStructural =
      error instanceof RangeError || VitrineError.has(error, 'MEDIA_CORRUPT', 'MEDIA_TRUNCATED', 'MEDIA_UNSUPPORTED')
    if (!isStructural) throw error
    return { sources: noSources, warnings: [`the metadata cannot be read: ${messageOf(error)}`] }
  }
}

export interface ReadMetadataOptions {
  /** Which block wins for a field. Default {@link defaultMetadataOrder}. */
  order?: MetadataOrder
  /** Tags that custom fields are read from, by the key of the field; the first that has a value wins. Default: none. */
  fields?: Readonly<Record<string, readonly MetadataTag[]>>
  /** Whether the last name of every path of keywords is a keyword, too, and `tagPaths` are told. Default `false`. */
  keywordTrees?: boolean
  /** Another reader, asked where it knows more. Default: none. */
  reader?: MetadataReader | null
}

/**
 * Reads what a file says about itself: EXIF through exifr, XMP, IPTC and the tags of films beside it; with a reader such as exiftool
 * also what that finds in raw files, films, documents and blocks that could not be read here.
 *
 * A damaged block costs its values, never the file: the fault is told in `warnings`. Only the blocks are read, so the size of the
 * file hardly matters; PDF is searched in its first and last 4 MiB.
 *
 * @param probe - What `probeMedia` said of the same file.
 * @param options - Of the limits only `timeoutMs` (default 20,000) and `maxFrames` matter here.
 * @throws {VitrineError} `MEDIA_TIMEOUT`. Errors of the file system come through as they are.
 */
export const readMetadata = async (
  path: string,
  probe: MediaProbe,
  options: Partial<MediaLimits> & ReadMetadataOptions = {},
): Promise<MediaMetadata> => (await readWithSources(path, probe, options)).metadata

/** The XMP packets of a file as they stand in it, the most telling first. */
export const readPackets = (path: string, probe: MediaProbe): Promise<readonly Buffer[]> =>
  ByteSource.use(path, defaultMediaLimits.timeoutMs, async (source) => {
    const format = formatOfMimeType(probe.mimeType)
    if (!format) return []
    const { maxFrames } = defaultMediaLimits
    const facts = await walkContainer(source, format, { toTheEnd: false, maxFrames, checkSize: () => {} })
    return (await loadBlocks(source, facts)).xmp.map((packet) => Buffer.from(packet))
  })

/** The same, with the blocks apart: whoever writes has to know what stands where. */
export const readWithSources = async (
  path: string,
  probe: MediaProbe,
  options: Partial<MediaLimits> & ReadMetadataOptions = {},
): Promise<{ readonly metadata: MediaMetadata; readonly sources: Sources }> => {
  const limits = { ...defaultMediaLimits, ...options }
  const { reader = null } = options
  const own = await ByteSource.use(path, limits.timeoutMs, (source) => readSource(source, probe, limits))
  const warnings = [...own.warnings]
  const further = reader?.knowsMore(probe, own.warnings)
    ? await reader.read(path, probe).catch((error: unknown) => {
        warnings.push(`the further reader failed: ${messageOf(error)}`)
        return null
      })
    : null
  const sources = further ? joinSources(own.sources, further) : own.sources
  const metadata = toMetadata(sources, warnings, options)
  return { metadata: { ...metadata, panel: toPanel(sources, metadata, probe) }, sources }
}
