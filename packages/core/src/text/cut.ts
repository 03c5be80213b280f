/** The beginning of a text, at most so many UTF-16 units long; a character that would be cut in two is left out. */
export const cutText = (text: string, maxLength: number): string => {
  if (text.length <= maxLength) return text
  const short = text.slice(0, maxLength)
  return /[\ud800-\udbff]$/.test(short) ? short.slice(0, -1) : short
}
