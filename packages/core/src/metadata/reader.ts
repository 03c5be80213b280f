import type { MediaProbe } from '../media/types.ts'
import type { Sources } from './sources.ts'

/**
 * A reader beside the ones in this process. What it finds completes what they found, value by value: a value that stands in a block
 * that could be read here is never replaced.
 */
export interface MetadataReader {
  /** Whether it is worth asking about this file. @param warnings - What could not be read in this process. */
  knowsMore(probe: MediaProbe, warnings: readonly string[]): boolean
  /** `null` where the reader is not there. Rejects where it failed: that costs its values, never the file. */
  read(path: string, probe: MediaProbe): Promise<Sources | null>
  close(): Promise<void>
}

export const noSources: Sources = {
  exif: { tags: new Map(), gps: new Map() },
  xmp: new Map(),
  iptc: new Map(),
  tags: new Map(),
}

const join = <K, V>(own: ReadonlyMap<K, V>, further: ReadonlyMap<K, V>): ReadonlyMap<K, V> =>
  new Map([...further, ...own])

/** A position is one value: where there is any of it here, all of it is from here. */
const hasPosition = (gps: ReadonlyMap<number, unknown>) => gps.has(2) || gps.has(4)

const regions = /^(mwg-rs|MP):/

/** All values of both, those of `own` where both have one. Structures are taken as a whole. */
export const joinSources = (own: Sources, further: Sources): Sources => {
  const hasRegions = [...own.xmp.keys()].some((name) => regions.test(name))
  const xmp = hasRegions ? new Map([...further.xmp].filter(([name]) => !regions.test(name))) : further.xmp
  return {
    exif: {
      tags: join(own.exif.tags, further.exif.tags),
      gps: hasPosition(own.exif.gps) ? own.exif.gps : join(own.exif.gps, further.exif.gps),
      makerNote: own.exif.makerNote,
    },
    xmp: join(own.xmp, xmp),
    iptc: join(own.iptc, further.iptc),
    latinIptc: own.latinIptc ?? null,
    tags: join(own.tags, further.tags),
  }
}
