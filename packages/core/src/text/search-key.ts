// The vowel signs of the scripts of India are letters to those who read them: without them most words would be the same.
const voweled =
  '\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}'
/** Accents and points, and the stroke that stretches a word of the Arabic script. */
const marks = new RegExp(`(?:(?![${voweled}])\\p{M}|\u0640)+`, 'gu')
const folded: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
  ħ: 'h',
  ς: 'σ',
}
const foldable = /[ßæœøđðþłıħς]/g

/**
 * Text without case, accents and width: what is compared where people would call two texts the same.
 * The same on every database, because it happens here. NFKD, marks removed, lower case; letters without a decomposition by table.
 */
export const toSearchKey = (text: string): string =>
  // Most names of files and cameras: nothing to take apart, and a fifth of what recording a photo computes.
  plain.test(text)
    ? text.toLowerCase()
    : text
        .normalize('NFKD')
        .replace(marks, '')
        .toLowerCase()
        .replace(foldable, (letter) => folded[letter] ?? letter)
        .normalize('NFC')

/** Printable ASCII, and the ends of lines. */
const plain = /^[\n -~]*$/

/** Longest word kept; longer ones are cut, on both sides of the comparison. */
export const maxTermLength = 64

// Written without spaces between words: such text is cut into characters and into overlapping pairs of them. By script extensions,
// since marks that several scripts share (the long vowel of katakana) belong to none of them alone.
const unspacedScripts =
  '\\p{scx=Han}\\p{scx=Hiragana}\\p{scx=Katakana}\\p{scx=Thai}\\p{scx=Lao}\\p{scx=Khmer}\\p{scx=Myanmar}'
/** Emoji are words without blanks too. */
const pictures = '\\p{Extended_Pictographic}\\p{Regional_Indicator}'
const unspaced = new RegExp(`[${unspacedScripts}${pictures}]+`, 'gu')
const allUnspaced = new RegExp(`^[${unspacedScripts}${pictures}]+$`, 'u')
const word = new RegExp(`[\\p{L}\\p{N}\\p{M}]+|[${pictures}]+`, 'gu')

/** The same of what is {@link plain}, found without the tables of Unicode. */
const plainWord = /[a-z\d]+/g

/**
 * A text as search keys with one blank between the words and one at both ends, so that ` word ` finds a whole word and a phrase is
 * a part of it; a single blank where there is no word.
 */
export const toWords = (text: string): string => {
  const key = toSearchKey(text)
  const words = key.match(plain.test(key) ? plainWord : word)
  return words === null ? ' ' : ` ${words.join(' ')} `
}

/** The words of a text as search keys, without repeats, in order of appearance. */
export const toTerms = (text: string, maxTerms = 1_000): string[] => termsOfWords(toWords(text), maxTerms)

/** The same of what {@link toWords} made of a text. */
export const termsOfWords = (words: string, maxTerms = 1_000): string[] => {
  const terms = new Set<string>()
  for (const each of words.split(' ')) {
    for (const term of splitUnspaced(each)) {
      terms.add(term.length > maxTermLength ? cut(term) : term)
      if (terms.size >= maxTerms) return [...terms]
    }
  }
  return [...terms]
}

/** Whether a text is written in scripts without blanks between words. */
export const isUnspaced = (text: string): boolean => allUnspaced.test(text)

const splitUnspaced = (match: string): string[] => {
  if (plain.test(match)) return match === '' ? [] : [match]
  const terms: string[] = []
  let from = 0
  for (const run of match.matchAll(unspaced)) {
    if (run.index > from) terms.push(match.slice(from, run.index))
    const characters = [...run[0]]
    // One character is a word of its own there, wherever it stands.
    terms.push(...characters)
    for (let i = 0; i + 1 < characters.length; i++) terms.push(`${characters[i]}${characters[i + 1]}`)
    from = run.index + run[0].length
  }
  if (from < match.length) terms.push(match.slice(from))
  return terms
}

/** Cut by whole characters: half a surrogate pair is not text. */
const cut = (term: string): string => {
  const short = term.slice(0, maxTermLength)
  const last = short.charCodeAt(short.length - 1)
  return last >= 0xd800 && last <= 0xdbff ? short.slice(0, -1) : short
}
