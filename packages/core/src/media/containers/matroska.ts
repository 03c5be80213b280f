import type { ByteSource } from '../byte-source.ts'
import { corrupt, truncated, unsupported } from '../faults.ts'
import { type ContainerFacts, facts, type WalkOptions } from './facts.ts'

interface Element {
  readonly id: number
  readonly offset: number
  readonly end: number
}

const ids = {
  segment: 0x18538067,
  info: 0x1549a966,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  date: 0x4461,
  title: 0x7ba9,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  video: 0xe0,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  cluster: 0x1f43b675,
} as const

const maxElements = 1_000_000

/** EBML elements between two offsets (RFC 8794, 4 to 6). A length of all ones is "unknown" and reaches to the end of the parent. */
async function* walkElements(source: ByteSource, start: number, end: number): AsyncGenerator<Element> {
  let position = start
  for (let count = 0; position + 2 <= end; count += 1) {
    if (count > maxElements) throw corrupt('the film has too many elements')
    const head = await source.read(position, 12)
    const first = head.readUInt8(0)
    const idBytes = Math.clz32(first) - 23
    if (idBytes > 4 || idBytes >= head.length) throw corrupt('an EBML element has no valid name')
    const lengthFirst = head.readUInt8(idBytes)
    const lengthBytes = Math.clz32(lengthFirst) - 23
    if (lengthBytes > 8 || idBytes + lengthBytes > head.length) throw corrupt('an EBML element has no valid length')
    let length = lengthFirst & (0xff >> lengthBytes)
    let unknown = length === 0xff >> lengthBytes
    for (let at = 1; at < lengthBytes; at += 1) {
      const byte = head.readUInt8(idBytes + at)
      unknown &&= byte === 0xff
      length = length * 256 + byte
    }
    const offset = position + idBytes + lengthBytes
    const elementEnd = unknown ? end : offset + length
    if (elementEnd > end) throw end === source.size ? truncated() : corrupt('an EBML element leaves its parent')
    yield { id: head.readUIntBE(0, idBytes), offset, end: elementEnd }
    position = elementEnd
  }
}

const readNumber = async (source: ByteSource, { offset, end }: Element): Promise<number> => {
  const length = end - offset
  if (length === 0 || length > 8) return 0
  const bytes = await source.exactly(offset, length)
  return length <= 6 ? bytes.readUIntBE(0, length) : Number(bytes.readBigUInt64BE(0))
}

const readFloat = async (source: ByteSource, { offset, end }: Element): Promise<number> => {
  const bytes = await source.exactly(offset, end - offset === 4 ? 4 : 8)
  return bytes.length === 4 ? bytes.readFloatBE(0) : bytes.readDoubleBE(0)
}

/** Nanoseconds since 2001-01-01 UTC (RFC 9559, `DateUTC`). */
const readDate = async (source: ByteSource, element: Element): Promise<string | null> => {
  if (element.end - element.offset !== 8) return null
  const nanoseconds = (await source.exactly(element.offset, 8)).readBigInt64BE(0)
  const date = new Date(Date.UTC(2001, 0, 1) + Number(nanoseconds / 1_000_000n))
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

const readInfo = async (source: ByteSource, info: Element, tags: Map<string, string>): Promise<number | null> => {
  let scale = 1_000_000
  let duration = 0
  for await (const element of walkElements(source, info.offset, info.end)) {
    if (element.id === ids.timestampScale) scale = await readNumber(source, element)
    else if (element.id === ids.duration) duration = await readFloat(source, element)
    else if (element.id === ids.title)
      tags.set(
        'title',
        (await source.read(element.offset, Math.min(4096, element.end - element.offset))).toString('utf8'),
      )
    else if (element.id === ids.date) {
      const date = await readDate(source, element)
      if (date) tags.set('created', date)
    }
  }
  const seconds = (duration * scale) / 1e9
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

const readVideoSize = async (source: ByteSource, tracks: Element) => {
  for await (const entry of walkElements(source, tracks.offset, tracks.end)) {
    if (entry.id !== ids.trackEntry) continue
    for await (const part of walkElements(source, entry.offset, entry.end)) {
      if (part.id !== ids.video) continue
      let [widthPx, heightPx] = [0, 0]
      for await (const value of walkElements(source, part.offset, part.end)) {
        if (value.id === ids.pixelWidth) widthPx = await readNumber(source, value)
        else if (value.id === ids.pixelHeight) heightPx = await readNumber(source, value)
      }
      return { widthPx, heightPx }
    }
  }
  return null
}

/** Reads size and duration of a Matroska or WebM film (RFC 9559); clusters are skipped, so a long film costs little. */
export const walkMatroska = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const tags = new Map<string, string>()
  let durationSeconds: number | null = null
  let size: { widthPx: number; heightPx: number } | null = null
  for await (const top of walkElements(source, 0, source.size)) {
    if (top.id !== ids.segment) continue
    for await (const element of walkElements(source, top.offset, top.end)) {
      if (element.id === ids.info) durationSeconds = await readInfo(source, element, tags)
      else if (element.id === ids.tracks) size = await readVideoSize(source, element)
      else if (element.id === ids.cluster && size) break
    }
  }
  if (!size) throw unsupported('a film without pictures')
  options.checkSize(size.widthPx, size.heightPx)
  return facts({ ...size, durationSeconds, tags })
}
