/** A piece of a query's text. */
export type Token =
  | { readonly type: 'open' | 'close' | 'or' | 'not' | 'minus' }
  /** `name:` with something right behind it, or nothing. */
  | { readonly type: 'field'; readonly name: string; readonly isAlone: boolean }
  | { readonly type: 'word'; readonly text: string }
  | { readonly type: 'phrase'; readonly text: string }
  /** `="a value"`, in which `""` stands for one quote. */
  | { readonly type: 'exact'; readonly text: string }

const blank = /\s/u
const wordEnd = /[\s()"]/u
/** `tag:`, `field.condition:`. */
const fieldName = /^(field\.[\p{L}\p{N}-]{1,40}|\p{L}{1,20}):/iu
const maxFieldNameLength = 47

/** The name before a colon at the beginning of a text; `undefined` where there is none. */
export const nameBeforeColon = (text: string): string | undefined =>
  fieldName.exec(text.slice(0, maxFieldNameLength))?.[1]

/**
 * Cuts a query's text into pieces, from left to right and without ever going back: time grows with the length alone.
 *
 * @param isField - Whether a name before a colon means something; otherwise `a:b` is a word.
 */
export const tokenize = (text: string, isField: (name: string) => boolean): Token[] => {
  const tokens: Token[] = []
  let at = 0
  const takeExact = () => {
    const end = endOfExact(text, at + 2)
    tokens.push({ type: 'exact', text: text.slice(at + 2, end).replaceAll('""', '"') })
    at = end + 1
  }
  while (at < text.length) {
    const character = text[at] as string
    if (blank.test(character)) {
      at += 1
    } else if (character === '(' || character === ')') {
      tokens.push({ type: character === '(' ? 'open' : 'close' })
      at += 1
    } else if (character === '"') {
      const end = text.indexOf('"', at + 1)
      const phrase = text.slice(at + 1, end < 0 ? undefined : end)
      if (phrase.trim() !== '') tokens.push({ type: 'phrase', text: phrase })
      at = end < 0 ? text.length : end + 1
    } else if (startsExact(text, at)) {
      takeExact()
    } else if (character === '-' && startsOperand(text[at + 1])) {
      tokens.push({ type: 'minus' })
      at += 1
    } else {
      const name = nameBeforeColon(text.slice(at, at + maxFieldNameLength))
      if (name !== undefined && isField(name)) {
        at += name.length + 1
        const next = text[at]
        const isAlone = next === undefined || blank.test(next) || next === ')'
        tokens.push({ type: 'field', name: name.toLowerCase(), isAlone })
        if (startsExact(text, at)) takeExact()
        // What stands right behind the colon is a value, whatever it would mean elsewhere: `near:-33.9,151.2`.
        else if (!isAlone && next !== '(' && next !== '"') {
          const end = endOfWord(text, at)
          tokens.push({ type: 'word', text: text.slice(at, end) })
          at = end
        }
      } else {
        const end = endOfWord(text, at)
        tokens.push(toWord(text.slice(at, end)))
        at = end
      }
    }
  }
  return tokens
}

const startsExact = (text: string, at: number): boolean => text[at] === '=' && text[at + 1] === '"'

/** Place of the quote that ends a value. */
const endOfExact = (text: string, from: number): number => {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 2)) if (text[at + 1] !== '"') return at
  return text.length
}

const endOfWord = (text: string, from: number): number => {
  let at = from
  while (at < text.length && !wordEnd.test(text[at] as string)) at += 1
  return at
}

const startsOperand = (next: string | undefined): boolean =>
  next !== undefined && !blank.test(next) && next !== ')' && next !== '-'

// Capitals make the difference between an operator and a word of the English language.
const toWord = (text: string): Token =>
  text === 'OR' ? { type: 'or' } : text === 'NOT' ? { type: 'not' } : { type: 'word', text }
