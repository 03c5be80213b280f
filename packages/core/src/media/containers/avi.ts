import type { ByteSource } from '../byte-source.ts'
import { corrupt, truncated } from '../faults.ts'
import { type ContainerFacts, facts, type WalkOptions } from './facts.ts'
import { walkRiff } from './riff.ts'

/** Reads the main header of an AVI file (`avih`: microseconds per frame, frames, width, height). */
export const walkAvi = async (source: ByteSource, options: WalkOptions): Promise<ContainerFacts> => {
  const end = 8 + (await source.exactly(4, 4)).readUInt32LE(0)
  if (end > source.size) throw truncated()
  for await (const list of walkRiff(source, 12, end)) {
    if (list.type !== 'LIST' || (await source.read(list.offset, 4)).toString('latin1') !== 'hdrl') continue
    for await (const chunk of walkRiff(source, list.offset + 4, list.offset + list.length)) {
      if (chunk.type !== 'avih' || chunk.length < 40) continue
      const bytes = await source.exactly(chunk.offset, 40)
      const widthPx = bytes.readUInt32LE(32)
      const heightPx = bytes.readUInt32LE(36)
      options.checkSize(widthPx, heightPx)
      const durationSeconds = (bytes.readUInt32LE(0) * bytes.readUInt32LE(16)) / 1e6
      return facts({ widthPx, heightPx, durationSeconds: durationSeconds > 0 ? durationSeconds : null })
    }
  }
  throw corrupt('the AVI file has no header')
}
