import exifr from 'exifr'
import { exifTags, gpsTags } from './exif-tags.ts'

/** Values by tag number. Rationals are numbers; strings are as exifr decoded them, which is UTF-8. */
export type TagValues = ReadonlyMap<number, unknown>

export interface ExifValues {
  /** The primary and the Exif directory together: which of the two a program used says nothing about the value. */
  readonly tags: TagValues
  readonly gps: TagValues
  /** Bytes in the camera maker's own format, for those whose notes are known here. */
  readonly makerNote?: unknown
}

const exifPick: number[] = Object.values(exifTags)
const gpsPick: number[] = Object.values(gpsTags)

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

const toTags = (directory: unknown): [number, unknown][] =>
  isRecord(directory) ? Object.entries(directory).map(([tag, value]) => [Number(tag), value]) : []

/** The directory that a block begins with: usually the primary one, in a CR3 also the Exif or the GPS directory. */
export type FirstDirectory = 'primary' | 'exif' | 'gps'

const optionsFor = (first: FirstDirectory) => ({
  tiff: true,
  ifd0: { pick: first === 'gps' ? gpsPick : exifPick },
  exif: { pick: exifPick },
  gps: { pick: gpsPick },
  ifd1: false,
  interop: false,
  makerNote: first === 'primary',
  userComment: false,
  xmp: false,
  icc: false,
  iptc: false,
  jfif: false,
  ihdr: false,
  translateKeys: false,
  translateValues: false,
  reviveValues: false,
  mergeOutput: false,
})

/** Made once: exifr keeps what it makes of every object of options that it is ever given. */
const options = { primary: optionsFor('primary'), exif: optionsFor('exif'), gps: optionsFor('gps') } as const

/**
 * Reads a TIFF block with exifr: only the tags that are used, no thumbnails, maker notes unread, values untranslated.
 * Rejects where exifr cannot read the block at all.
 */
export const readExif = async (block: Buffer, first: FirstDirectory = 'primary'): Promise<ExifValues> => {
  const result: unknown = await exifr.parse(block, options[first])
  if (!isRecord(result)) return { tags: new Map(), gps: new Map() }
  const { ifd0, exif, gps, makerNote } = result
  const primary = toTags(ifd0)
  return first === 'gps'
    ? { tags: new Map(), gps: new Map(primary) }
    : { tags: new Map([...primary, ...toTags(exif)]), gps: new Map(toTags(gps)), makerNote }
}
