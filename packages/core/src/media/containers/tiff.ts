import type { ByteSource } from '../byte-source.ts'
import { corrupt, truncated } from '../faults.ts'
import { toOrientation } from '../orientation.ts'
import { type ContainerFacts, facts, type MetadataBlock, type WalkOptions } from './facts.ts'
import { walkJpeg } from './jpeg.ts'
import { type TiffDirectory, TiffReader, tiffTags } from './tiff-directory.ts'

/** Pictures of sensor data: colour filter array and linear raw (DNG 1.7, PhotometricInterpretation). */
const rawPhotometrics = new Set([32803, 34892])
/** Compressions that only raw files use: Nikon, Pentax, Sony, Samsung. */
const rawCompressions = new Set([34713, 65535, 32767, 32769, 32770])

const rawByMake: readonly (readonly [RegExp, string])[] = [
  [/^NIKON/i, 'nef'],
  [/^SONY/i, 'arw'],
  [/^(PENTAX|RICOH)/i, 'pef'],
  [/^SAMSUNG/i, 'srw'],
]

const maxSubdirectories = 64

interface Collected {
  readonly pages: number
  readonly chain: readonly TiffDirectory[]
  readonly all: readonly TiffDirectory[]
}

/** The directories of the chain and those below them, each once: a chain that leads back to itself ends. */
const collect = async (reader: TiffReader, first: number, maxFrames: number): Promise<Collected> => {
  const seen = new Set<number>()
  const chain: TiffDirectory[] = []
  const below: TiffDirectory[] = []
  let pages = 0
  for (let offset = first; offset !== 0 && !seen.has(offset) && pages <= maxFrames; ) {
    seen.add(offset)
    const directory = await directoryOrNull(reader, offset, chain.length === 0)
    if (!directory) break
    pages += 1
    if (chain.length < maxSubdirectories) chain.push(directory)
    for (const sub of await reader.numbers(directory.entries.get(tiffTags.subIfds))) {
      if (below.length >= maxSubdirectories || seen.has(sub) || sub === 0) continue
      seen.add(sub)
      const child = await directoryOrNull(reader, sub, false)
      if (child) below.push(child)
    }
    offset = directory.next
  }
  return { pages, chain, all: [...chain, ...below] }
}

/** Only the first directory must be whole: a damaged further one is left out. */
const directoryOrNull = async (reader: TiffReader, offset: number, isFirst: boolean): Promise<TiffDirectory | null> => {
  try {
    return await reader.directory(offset)
  } catch (error) {
    reader.source.checkTime()
    if (isFirst) throw error
    return null
  }
}

/** Throws where strips or tiles reach behind the end of the file. */
const checkPictureData = async (reader: TiffReader, { entries }: TiffDirectory): Promise<void> => {
  const pairs = [
    [tiffTags.stripOffsets, tiffTags.stripByteCounts],
    [tiffTags.tileOffsets, tiffTags.tileByteCounts],
  ] as const
  for (const [offsetsTag, countsTag] of pairs) {
    const counts = await reader.numbers(entries.get(countsTag))
    const offsets = await reader.numbers(entries.get(offsetsTag))
    if (offsets.some((offset, index) => offset + (counts[index] ?? 0) > reader.source.size)) throw truncated()
  }
}

const sizeOf = async (reader: TiffReader, { entries }: TiffDirectory) => ({
  widthPx: (await reader.number(entries.get(tiffTags.width))) ?? 0,
  heightPx: (await reader.number(entries.get(tiffTags.height))) ?? 0,
})

/** The size that the Exif directory states: for Canon CR2 the only place that holds the size of the raw picture. */
const exifSize = async (reader: TiffReader, first: TiffDirectory) => {
  const offset = await reader.number(first.entries.get(tiffTags.exifIfd))
  const exif = offset === null ? null : await directoryOrNull(reader, offset, false)
  if (!exif) return { widthPx: 0, heightPx: 0 }
  return {
    widthPx: (await reader.number(exif.entries.get(tiffTags.pixelWidth))) ?? 0,
    heightPx: (await reader.number(exif.entries.get(tiffTags.pixelHeight))) ?? 0,
  }
}

const rawKind = async (
  reader: TiffReader,
  opening: Buffer,
  first: TiffDirectory,
  all: readonly TiffDirectory[],
): Promise<string | null> => {
  if (first.entries.has(tiffTags.dngVersion)) return 'dng'
  if (opening.toString('latin1', 8, 10) === 'CR') return 'cr2'
  for (const { entries } of all) {
    const photometric = (await reader.number(entries.get(tiffTags.photometric))) ?? 0
    const compression = (await reader.number(entries.get(tiffTags.compression))) ?? 0
    if (!rawPhotometrics.has(photometric) && !rawCompressions.has(compression)) continue
    const make = await reader.text(first.entries.get(tiffTags.make))
    return rawByMake.find(([pattern]) => pattern.test(make))?.[1] ?? 'dng'
  }
  return null
}

const blocksOf = (first: TiffDirectory, opening: Buffer, size: number): MetadataBlock[] => {
  // Olympus and Panasonic write another number where TIFF has 42; exifr is given a corrected head.
  const blocks: MetadataBlock[] = [{ kind: 'tiff-file', offset: 0, length: size }]
  if (opening.length === 0) return blocks
  for (const [tag, kind] of [
    [tiffTags.xmp, 'xmp'],
    [tiffTags.iptc, 'iptc'],
    [tiffTags.photoshop, 'photoshop'],
    [tiffTags.icc, 'icc'],
  ] as const) {
    const entry = first.entries.get(tag)
    if (entry) blocks.push({ kind, offset: entry.offset, length: entry.byteLength })
  }
  return blocks
}

/** Walks a TIFF and the raw files built on it (DNG, CR2, NEF, ARW, PEF, ORF, RW2). For raw files the largest picture counts. */
export const walkTiff = async (source: ByteSource, options: WalkOptions, isRaw: boolean): Promise<ContainerFacts> => {
  const opening = await source.exactly(0, 12)
  const little = opening.toString('latin1', 0, 2) === 'II'
  const reader = new TiffReader(source, little)
  // BigTIFF has wider directories; sharp reads its header, and its metadata stays unread.
  if (reader.uint16(opening, 2) === 43) return facts({})
  const { pages, chain, all } = await collect(reader, reader.uint32(opening, 4), options.maxFrames)
  const first = chain[0]
  if (!first) throw corrupt('the TIFF has no directory')
  const refined = await rawKind(reader, opening, first, all)
  const raw = isRaw || refined !== null
  const sizes = await Promise.all((raw ? all : [first]).map((directory) => sizeOf(reader, directory)))
  if (raw) sizes.push(await exifSize(reader, first), await panasonicSize(reader, first))
  const largest = sizes.reduce((a, b) => (b.widthPx * b.heightPx > a.widthPx * a.heightPx ? b : a))
  options.checkSize(largest.widthPx, largest.heightPx)
  if (options.toTheEnd) for (const directory of all) await checkPictureData(reader, directory)
  const orientation = toOrientation(await reader.number(first.entries.get(tiffTags.orientation)))
  const blocks = blocksOf(first, opening, source.size)
  const jpeg = first.entries.get(tiffTags.panasonicJpeg)
  if (raw && jpeg) blocks.push(...(await previewBlocks(source, options, jpeg.offset, jpeg.byteLength)))
  return facts({
    ...largest,
    orientation,
    frames: raw ? 1 : pages,
    hasAlpha: !raw && first.entries.has(tiffTags.extraSamples),
    blocks,
    ...(refined === null ? {} : { refined }),
  })
}

/** Panasonic RW2 states the borders of its sensor instead of a width and a height. */
const panasonicSize = async (reader: TiffReader, { entries }: TiffDirectory) => ({
  widthPx: entries.has(tiffTags.panasonicJpeg)
    ? ((await reader.number(entries.get(tiffTags.panasonicSensorRight))) ?? 0)
    : 0,
  heightPx: entries.has(tiffTags.panasonicJpeg)
    ? ((await reader.number(entries.get(tiffTags.panasonicSensorBottom))) ?? 0)
    : 0,
})

/** The EXIF of a Panasonic RW2 lies in its preview; a damaged preview costs the metadata, not the photo. */
const previewBlocks = async (source: ByteSource, options: WalkOptions, offset: number, length: number) => {
  try {
    return (await walkJpeg(source, { ...options, toTheEnd: false }, offset, offset + length)).blocks
  } catch {
    source.checkTime()
    return []
  }
}
