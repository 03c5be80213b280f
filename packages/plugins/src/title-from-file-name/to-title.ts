/** What cameras, phones and messengers put in front of a number. */
const deviceWords = new Set(
  (
    'img imgp image dsc dscn dscf dscp dcim pict pic photo foto p pano panorama burst bokeh pxl mvi mov vid video clip gopr gp gh gx dji ' +
    'sam sany kif hpim cimg crw dcp cam capture screenshot screen shot screenrecording signal whatsapp telegram fb received scan wa wp at'
  ).split(' '),
)

/** Longest title, in characters: that of a photo's title field. */
const maxLength = 255

/**
 * A title made of a file's name: without its extension, with blanks for `_`, `+` and `%20`. `null` where the name says nothing: what a
 * camera wrote (`IMG_2041.JPG`, `_DSC1234.NEF`, `PXL_20230102_101112345.jpg`), a date, a number, a hash.
 *
 * @example toTitle('mont-saint-michel_at-dusk (2).jpg') // 'mont-saint-michel at-dusk'
 */
export const toTitle = (fileName: string): string | null => {
  const stem = decodeBlanks(fileName.normalize('NFC'))
    .replace(/\.[\p{L}\p{N}]{1,5}$/u, '')
    // Copies: “name (2)”, “name - Copy”, “name~3”, “name-edited”.
    .replace(/(?:\s*\(\d{1,3}\)|\s*-\s*(?:copy|kopie|copie)|~\d{1,3}|[-_ ](?:edited|bearbeitet|modifié))+$/iu, '')
  const title = stem
    .replace(/[_+\s]+/gu, ' ')
    .replace(/^[\s.-]+|[\s.-]+$/gu, '')
    .trim()
  if (!saysSomething(title)) return null
  return [...title].slice(0, maxLength).join('').trim()
}

const decodeBlanks = (name: string): string => name.replace(/%20/g, ' ')

/** At least one word that is more than a device's prefix, a number or a string of hexadecimal digits. */
const saysSomething = (title: string): boolean =>
  title
    .split(/[\s\p{P}\p{S}]+|(?<=\p{L})(?=\p{N})|(?<=\p{N})(?=\p{L})/u)
    .some((word) => /\p{L}{2}/u.test(word) && !deviceWords.has(word.toLowerCase())) && !isHash(title)

/** A UUID or a digest; no word of a language is that long and made of a to f and digits alone. */
const isHash = (title: string): boolean => /^[\da-f]{8}(?:[\da-f-]*\d[\da-f-]*)$/i.test(title)
