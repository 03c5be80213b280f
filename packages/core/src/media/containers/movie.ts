import type { ByteSource } from '../byte-source.ts'
import { corrupt, truncated, unsupported } from '../faults.ts'
import { fromTrackMatrix } from '../orientation.ts'
import type { Orientation } from '../types.ts'
import { type Box, boxesByType, walkBoxes } from './boxes.ts'
import { type ContainerFacts, facts, type MetadataBlock, type WalkOptions } from './facts.ts'
import { readMovieTags } from './movie-tags.ts'

/** The `uuid` box in which Adobe's tools keep an XMP packet (XMP specification part 3, 1.2.7). */
const xmpUuid = 'uuid:be7acfcb97a942e89c71999491e3afac'

interface Track {
  readonly widthPx: number
  readonly heightPx: number
  readonly orientation: Orientation
}

/** Size and turn of a video track (ISO/IEC 14496-12, 8.3.2); `null` for sound, text and timed metadata. */
const readVideoTrack = async (source: ByteSource, trak: Box): Promise<Track | null> => {
  const parts = await boxesByType(source, trak.offset, trak.end)
  const [tkhd, mdia] = [parts.get('tkhd'), parts.get('mdia')]
  if (!tkhd || !mdia) return null
  const media = await boxesByType(source, mdia.offset, mdia.end)
  const hdlr = media.get('hdlr')
  const handler = hdlr ? (await source.read(hdlr.offset + 8, 4)).toString('latin1') : ''
  if (handler !== 'vide' && handler !== 'pict') return null
  const version = (await source.exactly(tkhd.offset, 1)).readUInt8(0)
  const matrixAt = version === 1 ? 52 : 40
  const bytes = await source.exactly(tkhd.offset, matrixAt + 44)
  const entry = (at: number) => bytes.readInt32BE(matrixAt + at)
  const shown = {
    widthPx: bytes.readUInt32BE(matrixAt + 36) / 65536,
    heightPx: bytes.readUInt32BE(matrixAt + 40) / 65536,
  }
  const orientation = fromTrackMatrix(entry(0), entry(4), entry(12), entry(16))
  if (shown.widthPx >= 1 && shown.heightPx >= 1) {
    return { widthPx: Math.trunc(shown.widthPx), heightPx: Math.trunc(shown.heightPx), orientation }
  }
  const coded = await readCodedSize(source, media.get('minf'))
  return coded ? { ...coded, orientation } : null
}

/** The size in the first sample entry, for tracks whose header leaves it open. */
const readCodedSize = async (source: ByteSource, minf: Box | undefined) => {
  const stbl = minf && (await boxesByType(source, minf.offset, minf.end)).get('stbl')
  const stsd = stbl && (await boxesByType(source, stbl.offset, stbl.end)).get('stsd')
  if (!stsd) return null
  const bytes = await source.read(stsd.offset, 44)
  return bytes.length < 44 ? null : { widthPx: bytes.readUInt16BE(40), heightPx: bytes.readUInt16BE(42) }
}

/** Duration in seconds and creation time (seconds since 1904, UTC) from the movie header (ISO/IEC 14496-12, 8.2.2). */
const readMovieHeader = async (source: ByteSource, mvhd: Box) => {
  const wide = (await source.exactly(mvhd.offset, 1)).readUInt8(0) === 1
  const bytes = await source.exactly(mvhd.offset, wide ? 32 : 20)
  const created = wide ? Number(bytes.readBigUInt64BE(4)) : bytes.readUInt32BE(4)
  const timescale = bytes.readUInt32BE(wide ? 20 : 12)
  const duration = wide ? Number(bytes.readBigUInt64BE(24)) : bytes.readUInt32BE(16)
  const unknown = !wide && duration === 0xffffffff
  return { created, durationSeconds: timescale > 0 && duration > 0 && !unknown ? duration / timescale : null }
}

/** Seconds from 1904-01-01 to 1970-01-01. */
const epochOffsetSeconds = 2_082_844_800

/** Walks an MP4 or QuickTime film: its boxes must lie inside the file; tracks and tags are read, samples are not. */
export const walkMovie = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const blocks: MetadataBlock[] = []
  let moov: Box | undefined
  let sawSamples = false
  for await (const box of walkBoxes(source, 0, source.size)) {
    if (box.type === 'moov') moov ??= box
    else if (box.type === 'mdat' || box.type === 'moof') sawSamples = true
    else if (box.type === xmpUuid) blocks.push({ kind: 'xmp', offset: box.offset, length: box.end - box.offset })
  }
  // The index often lies at the end: a film without one was cut off, or the camera died while writing it.
  if (!moov) throw sawSamples ? truncated() : corrupt('the film has no index')
  let header: Awaited<ReturnType<typeof readMovieHeader>> | null = null
  let track: Track | null = null
  for await (const box of walkBoxes(source, moov.offset, moov.end)) {
    if (box.type === 'mvhd') header ??= await readMovieHeader(source, box)
    else if (box.type === 'trak') track ??= await readVideoTrack(source, box)
  }
  if (!header) throw corrupt('the film has no header')
  if (!track) throw unsupported('a film without pictures')
  options.checkSize(track.widthPx, track.heightPx)
  const tags = await readMovieTags(source, moov, blocks)
  const created = header.created - epochOffsetSeconds
  // Cameras without a clock write 0, which would be 1904.
  if (created > 0 && created < 253_402_300_800) tags.set('created', new Date(created * 1000).toISOString())
  return facts({ ...track, durationSeconds: header.durationSeconds, blocks, tags })
}
