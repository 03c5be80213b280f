import type { ExifValues } from './exif.ts'
import type { IptcRecords } from './iptc.ts'
import type { XmpProperties } from './xmp.ts'

/** What was read from the blocks of a file, still apart: the precedence between them is settled field by field. */
export interface Sources {
  readonly exif: ExifValues
  readonly xmp: XmpProperties
  readonly iptc: IptcRecords
  /** The records as they lie, where they are not UTF-8, whatever they declare. */
  readonly latinIptc?: Buffer | null
  /** QuickTime keys and atoms, Matroska title and date, texts of a PNG. */
  readonly tags: ReadonlyMap<string, string>
}

/** EXIF text ends at its first NUL; some cameras leave rubbish behind it. */
export const ascii = (value: unknown): string | null =>
  typeof value === 'string' ? (value.split('\0', 1)[0] ?? null) : null

/** Microsoft's XP tags hold UTF-16, little-endian whatever the byte order of the block. */
export const wide = (value: unknown): string | null =>
  value instanceof Uint8Array ? (Buffer.from(value).toString('utf16le').split('\0', 1)[0] ?? null) : null
