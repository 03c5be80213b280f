import { promisify } from 'node:util'
import { brotliDecompress, inflate } from 'node:zlib'
import type { ByteSource } from '../media/byte-source.ts'
import type { ContainerFacts, MetadataBlock } from '../media/containers/facts.ts'
import { readProfileName } from './icc.ts'
import { parsePhotoshop } from './iptc.ts'
import { decodeText, toLine } from './text.ts'
import { extractTiff } from './tiff-extract.ts'
import { xmpLimits } from './xmp-limits.ts'

/** The metadata blocks of a file as bytes, unwrapped. */
export interface LoadedBlocks {
  readonly exif: Buffer | null
  /** CR3 keeps the Exif and the GPS directory in blocks of their own. */
  readonly exifIfd: Buffer | null
  readonly gpsIfd: Buffer | null
  readonly xmp: readonly Buffer[]
  readonly iptc: Buffer | null
  readonly colourProfile: string | null
  /** Texts that stand by themselves, by name. */
  readonly texts: ReadonlyMap<string, string>
  readonly warnings: readonly string[]
}

/** Largest block, before and after inflating. A text chunk that inflates to more is a bomb. */
const maxBlockBytes = 2 * 1024 * 1024
const inflateAsync = promisify(inflate)
const brotliAsync = promisify(brotliDecompress)

/** ImageMagick's "Raw profile": a name, a decimal length, and hexadecimal digits in lines. */
const fromProfile = (text: Buffer): Buffer => {
  const match = /^\s*[\w ]+\s+\d+\s+([\da-fA-F\s]+)/.exec(text.toString('latin1'))
  return Buffer.from((match?.[1] ?? '').replace(/\s+/g, ''), 'hex')
}

/** The chain of sub-blocks of a GIF: a length and that many bytes, until a length of zero. */
const fromSubBlocks = (bytes: Buffer): Buffer => {
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length && bytes[at] !== 0; at += 1 + bytes.readUInt8(at))
    pieces.push(bytes.subarray(at + 1, at + 1 + bytes.readUInt8(at)))
  return Buffer.concat(pieces)
}

const unwrap = async (bytes: Buffer, encoding: MetadataBlock['encoding']): Promise<Buffer> => {
  const limit = { maxOutputLength: maxBlockBytes }
  if (encoding === 'profile') return fromProfile(bytes)
  if (encoding === 'profile-deflate') return fromProfile(await inflateAsync(bytes, limit))
  if (encoding === 'deflate') return inflateAsync(bytes, limit)
  if (encoding === 'brotli') return brotliAsync(bytes, limit)
  if (encoding === 'sub-blocks') return fromSubBlocks(bytes)
  return bytes
}

const exifPrefix = Buffer.from('Exif\0\0', 'latin1')
/** Some writers keep the marker of the JPEG segment in places that ask for the bare TIFF block. */
const withoutPrefix = (bytes: Buffer) => (bytes.subarray(0, 6).equals(exifPrefix) ? bytes.subarray(6) : bytes)

/** GUID, full length and offset before each piece of a long packet (XMP specification part 3, 1.1.3.1). */
const pieceHeadBytes = 40

/** Joins the pieces of a long packet; `null` where they do not make a whole one of sensible size. */
const joinExtended = (pieces: readonly Buffer[]): Buffer | null => {
  const first = pieces[0]
  if (!first || first.length < pieceHeadBytes) return null
  const guid = first.subarray(0, 32)
  const length = first.readUInt32BE(32)
  if (length > xmpLimits.packetBytes) return null
  const packet = Buffer.alloc(length)
  let filled = 0
  for (const piece of pieces) {
    if (piece.length < pieceHeadBytes || !piece.subarray(0, 32).equals(guid)) continue
    filled += piece.copy(packet, Math.min(piece.readUInt32BE(36), length), pieceHeadBytes)
  }
  return filled >= length ? packet : null
}

/** The name stands near the beginning of a profile; those of printers are half a megabyte long. */
const profileHeadBytes = 16 * 1024
const maxProfilePieces = 64

/** The name of the colour profile, which a JPEG keeps in pieces: only as many bytes are read as it takes. */
const loadProfileName = async (source: ByteSource, blocks: readonly MetadataBlock[]): Promise<string | null> => {
  let head = Buffer.alloc(0)
  for (const { offset, length, encoding } of blocks.slice(0, maxProfilePieces)) {
    const lengths = encoding === undefined && length > profileHeadBytes ? [profileHeadBytes, length] : [length]
    const before = head
    for (const wanted of lengths) {
      if (before.length + wanted > maxBlockBytes) return null
      head = Buffer.concat([before, await unwrap(await source.exactly(offset, wanted), encoding)])
      const name = readProfileName(head)
      if (name !== undefined) return toLine(name)
    }
  }
  return null
}

/** Loads every metadata block of a file. A block that cannot be unwrapped is left out with a warning. */
export const loadBlocks = async (source: ByteSource, facts: ContainerFacts): Promise<LoadedBlocks> => {
  const found = new Map<MetadataBlock['kind'], Buffer[]>()
  const texts = new Map<string, string>()
  const warnings: string[] = []
  const fail = (kind: MetadataBlock['kind'], error: unknown) => {
    source.checkTime()
    warnings.push(`the ${kind} block cannot be read: ${error instanceof Error ? error.message : 'unknown fault'}`)
  }
  for (const { kind, name, offset, length, encoding } of facts.blocks) {
    if (kind === 'icc') continue
    try {
      if (kind !== 'tiff-file' && length > maxBlockBytes) throw new RangeError(`${length} bytes are too many`)
      const bytes =
        kind === 'tiff-file' ? await extractTiff(source) : await unwrap(await source.exactly(offset, length), encoding)
      if (name !== undefined) {
        if (!texts.has(name)) texts.set(name, decodeText(bytes))
        continue
      }
      // The distance to the TIFF header is inside of what is compressed.
      const block = kind === 'exif' && encoding === 'brotli' ? bytes.subarray(4 + bytes.readUInt32BE(0)) : bytes
      found.set(kind, [...(found.get(kind) ?? []), block])
    } catch (error) {
      fail(kind, error)
    }
  }
  const profiles = facts.blocks.filter(({ kind }) => kind === 'icc')
  const profile = await loadProfileName(source, profiles).catch((error: unknown) => {
    fail('icc', error)
    return null
  })
  const first = (kind: MetadataBlock['kind']) => found.get(kind)?.[0] ?? null
  const photoshop = parsePhotoshop(Buffer.concat(found.get('photoshop') ?? []))
  const extended = joinExtended(found.get('xmp-extended') ?? [])
  const bareIptc = first('iptc') ?? (first('photoshop')?.[0] === 0x1c ? first('photoshop') : null)
  const exif = first('exif') ?? first('tiff-file') ?? photoshop.exif
  const xmp = [...(found.get('xmp') ?? []), ...(photoshop.xmp ? [photoshop.xmp] : []), ...(extended ? [extended] : [])]
  return {
    exif: exif && withoutPrefix(exif),
    exifIfd: first('exif-ifd'),
    gpsIfd: first('gps-ifd'),
    xmp,
    iptc: photoshop.iptc ?? bareIptc,
    texts,
    colourProfile: profile ?? toLine(photoshop.icc && readProfileName(photoshop.icc)),
    warnings,
  }
}
