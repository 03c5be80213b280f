import type { ByteSource } from './byte-source.ts'
import { unsupported } from './faults.ts'
import { type Format, type FormatName, formats } from './formats.ts'

const headBytes = 16 * 1024

/** Names of file-type for formats that go by another name here. */
const aliases: Readonly<Record<string, FormatName>> = { apng: 'png', m4p: 'm4v', '3g2': '3gp', f4v: 'mp4' }

const tiffMagic = [Buffer.from('II*\0', 'latin1'), Buffer.from('MM\0*', 'latin1')]

const isFormatName = (name: string): name is FormatName => Object.hasOwn(formats, name) && name !== 'svg'

let fileType: Promise<typeof import('file-type')> | undefined

/** What may stand before the outermost element of a document, and how that of a drawing begins. */
const drawing =
  /^\ufeff?(?:\s|<\?[^>]*\?>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE\s[^[>]*(?:\[[^\]]*\]\s*)?>)*<(?:[\w.-]+:)?svg[\s/>]/i

/**
 * The format of a file by its first bytes alone. Text, markup, archives, programs and scripts are `MEDIA_UNSUPPORTED`, whatever
 * their name; drawings (SVG), which can hold scripts, unless they are asked for. file-type is loaded on first use: it costs about 50 ms.
 */
export const sniffFormat = async (
  source: ByteSource,
  { acceptsSvg = false }: { acceptsSvg?: boolean } = {},
): Promise<Format> => {
  fileType ??= import('file-type')
  const { fileTypeFromBuffer } = await fileType
  const head = await source.read(0, headBytes)
  const found = await fileTypeFromBuffer(head)
  // The sniffer knows markup at most as such.
  if (acceptsSvg && (!found || found.ext === 'xml') && drawing.test(head.toString('utf8'))) return formats.svg
  if (!found) {
    // The sniffer gives up on a TIFF whose directory lies far behind its head, as DNG files have it.
    if (tiffMagic.some((magic) => head.subarray(0, 4).equals(magic))) return formats.tif
    throw unsupported()
  }
  // HEIC and HEIF share an extension in the sniffer's answer; the MIME type tells them apart.
  const name =
    found.mime === 'image/heif' || found.mime === 'image/heif-sequence' ? 'heif' : (aliases[found.ext] ?? found.ext)
  if (!isFormatName(name)) throw unsupported(found.mime)
  return formats[name]
}
