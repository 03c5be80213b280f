/** Longest texts, in characters; keywords in number. */
export const textLimits = {
  line: 255,
  keyword: 255,
  keywords: 500,
  descriptionBytes: 64 * 1024,
  panelValue: 500,
} as const

// C0 and C1 controls except tab and newline, the byte order mark, and halves of surrogate pairs.
const unwanted = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff]|\p{Surrogate}/gu

const capBytes = (text: string, maxBytes: number): string => {
  if (text.length * 3 <= maxBytes) return text
  const bytes = Buffer.from(text, 'utf8')
  if (bytes.length <= maxBytes) return text
  // A character cut in two decodes to U+FFFD at the very end.
  return bytes.toString('utf8', 0, maxBytes).replace(/\ufffd+$/u, '')
}

const clean = (value: unknown): string =>
  typeof value === 'string' ? value.replace(/\r\n?/g, '\n').replace(unwanted, '').trim() : ''

/** Text of several lines, at most 64 KiB; `null` where nothing is left. */
export const toDescription = (value: unknown): string | null =>
  capBytes(
    clean(typeof value === 'string' ? value.slice(0, textLimits.descriptionBytes) : value),
    textLimits.descriptionBytes,
  ).trim() || null

/** Text of one line, at most `maxLength` characters; `null` where nothing is left. */
export const toLine = (value: unknown, maxLength: number = textLimits.line): string | null => {
  // Four units per character leave room for whatever cleaning removes, and bound the work on a hostile megabyte.
  const line = clean(typeof value === 'string' ? value.slice(0, maxLength * 8) : value).replace(
    /[\n\t ]*[\n\t][\n\t ]*/g,
    ' ',
  )
  const capped = line.length <= maxLength ? line : Array.from(line).slice(0, maxLength).join('')
  return capped.trim() || null
}

/** Keywords without repeats, in their order. */
export const toKeywords = (values: Iterable<unknown>): string[] => {
  const keywords = new Set<string>()
  for (const value of values) {
    if (keywords.size >= textLimits.keywords) break
    const keyword = toLine(value, textLimits.keyword)
    if (keyword !== null) keywords.add(keyword)
  }
  return [...keywords]
}

/** What Windows-1252 has where Latin-1 has control characters, 0x80 to 0x9f; a space where it has nothing either. */
const windows1252 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'

/**
 * Text of unknown charset: UTF-8 where it is valid UTF-8, else Windows-1252, the superset of Latin-1 that old programs wrote.
 * The decoder of that name in Node 20 decodes Latin-1, hence the table.
 */
export const decodeText = (bytes: Uint8Array): string => {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    const latin1 = Buffer.from(bytes).toString('latin1')
    return latin1.replace(/[\u0080-\u009f]/g, (character) => windows1252.charAt(character.charCodeAt(0) - 0x80))
  }
}

/** A finite number from a number or a numeric text, `null` otherwise. */
export const toNumber = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

/** A number of an XMP property, which may be a fraction such as `28/10`. */
export const fromFraction = (value: string | undefined): number | null => {
  const [over, under, ...rest] = (value ?? '').split('/')
  if (rest.length > 0) return null
  const quotient =
    under === undefined ? toNumber(over) : (toNumber(over) ?? Number.NaN) / (toNumber(under) ?? Number.NaN)
  return toNumber(quotient)
}
