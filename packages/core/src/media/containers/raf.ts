import type { ByteSource } from '../byte-source.ts'
import { truncated } from '../faults.ts'
import { type ContainerFacts, facts, type WalkOptions } from './facts.ts'
import { walkJpeg } from './jpeg.ts'

/** The picture without the masked border; older cameras write the full size only. */
const croppedSize = 0x0111
const fullSize = 0x0100
const maxEntries = 256

/** The picture's size from the directory of a Fujifilm RAF: entries of tag, length, value, big-endian. */
const readSize = async (source: ByteSource, offset: number) => {
  const count = (await source.exactly(offset, 4)).readUInt32BE(0)
  const sizes = new Map<number, { widthPx: number; heightPx: number }>()
  let position = offset + 4
  for (let entry = 0; entry < Math.min(count, maxEntries); entry += 1) {
    const head = await source.exactly(position, 8)
    const length = head.readUInt16BE(2)
    if (length === 4) sizes.set(head.readUInt16BE(0), { widthPx: head.readUInt16BE(6), heightPx: head.readUInt16BE(4) })
    position += 4 + length
  }
  return sizes.get(croppedSize) ?? sizes.get(fullSize) ?? null
}

/** Walks a Fujifilm RAF: a preview JPEG, which holds the EXIF, and the sensor data beside it. */
export const walkRaf = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const header = Buffer.from(await source.exactly(0, 108))
  const [jpegAt, jpegBytes] = [header.readUInt32BE(84), header.readUInt32BE(88)]
  const [directoryAt, directoryBytes] = [header.readUInt32BE(92), header.readUInt32BE(96)]
  const [sensorAt, sensorBytes] = [header.readUInt32BE(100), header.readUInt32BE(104)]
  if (directoryAt + directoryBytes > source.size || jpegAt + jpegBytes > source.size) throw truncated()
  if (options.toTheEnd && sensorAt + sensorBytes > source.size) throw truncated()
  const size = await readSize(source, directoryAt)
  if (size) options.checkSize(size.widthPx, size.heightPx)
  const preview = await walkJpeg(source, { ...options, toTheEnd: false }, jpegAt, jpegAt + jpegBytes)
  return facts({ ...(size ?? {}), blocks: preview.blocks })
}
