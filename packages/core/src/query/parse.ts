import { inputInvalid } from '../errors/vitrine-error.ts'
import { and, not, or } from './build.ts'
import { toCondition, toExact, toPhrase, toText } from './conditions.ts'
import { type Field, fieldOf, presenceOf } from './fields.ts'
import type { Query } from './query.types.ts'
import { nameBeforeColon, type Token, tokenize } from './tokens.ts'

/** Longest text, in characters, most conditions of one query, and how deep its parentheses go. */
export const maxQueryLength = 4_000
export const maxQueryConditions = 100
export const maxQueryDepth = 20

/** What looked like a condition and was taken for words. */
export interface QueryDoubt {
  /** `field`: the name before the colon means nothing; `value`: what stands behind it is no value of that field. */
  readonly problem: 'field' | 'value'
  /** As written. */
  readonly text: string
}

/**
 * Reads a query from text. Blanks mean AND; `OR`, `NOT`, `-`, parentheses, `"phrases"`, `*` at the start or end of a word, and
 * fields such as `tag:`, `created:2019..2021`, `width:>3000`. What makes no sense as syntax is taken for words: a visitor who
 * types a smiley gets an answer, not an error.
 *
 * @throws {VitrineError} `INPUT_INVALID` (path `q`) where the text is longer or has more conditions than anybody can mean.
 */
export const parseQuery = (text: string): Query => readQuery(text).query

/** The same, with what was taken for words although it looks like a condition. */
export const readQuery = (text: string): { query: Query; doubts: readonly QueryDoubt[] } => {
  if (text.length > maxQueryLength)
    throw inputInvalid([{ path: 'q', message: `Must have ${maxQueryLength} characters at most.` }])
  const tokens = tokenize(text.toWellFormed(), (name) => fieldOf(name) !== undefined)
  if (tokens.length > maxQueryConditions * 3) throw tooMany()
  return new Parser(tokens).read()
}

/** Words that look like a condition and are none. A star in them is no part of a word: it must not make another condition of them. */
const toWritten = (text: string): Query | null =>
  text.includes('*') ? { type: 'text', field: 'any', match: 'word', text } : toText('any', text)

const tooMany = () => inputInvalid([{ path: 'q', message: `Must have ${maxQueryConditions} conditions at most.` }])

class Parser {
  readonly #tokens: readonly Token[]
  readonly #doubts: QueryDoubt[] = []
  #at = 0
  #conditions = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  read(): { query: Query; doubts: readonly QueryDoubt[] } {
    const parts: Query[] = []
    while (this.#at < this.#tokens.length) {
      parts.push(this.#alternatives(null, 0))
      // A parenthesis that closes nothing is passed over.
      if (this.#peek()?.type === 'close') this.#at += 1
    }
    return { query: and(parts), doubts: this.#doubts }
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#at]
  }

  /** `a b OR c d`: AND binds closer. */
  #alternatives(field: Field | null, depth: number): Query {
    const options: Query[] = []
    let parts: Query[] = []
    for (let token = this.#peek(); token && token.type !== 'close'; token = this.#peek()) {
      if (token.type === 'or') {
        this.#at += 1
        if (parts.length > 0) options.push(and(parts))
        parts = []
      } else {
        const part = this.#operand(field, depth)
        if (part) parts.push(part)
      }
    }
    if (parts.length > 0) options.push(and(parts))
    return or(options)
  }

  #operand(field: Field | null, depth: number): Query | null {
    const token = this.#tokens[this.#at++] as Token
    switch (token.type) {
      case 'not':
      case 'minus': {
        const next = this.#peek()
        if (!next || next.type === 'close' || next.type === 'or') return null
        const of = this.#operand(field, depth)
        return of && of.type !== 'all' ? not(of) : null
      }
      case 'open': {
        if (depth >= maxQueryDepth)
          throw inputInvalid([{ path: 'q', message: `Must have parentheses ${maxQueryDepth} deep at most.` }])
        const inner = this.#alternatives(field, depth + 1)
        if (this.#peek()?.type === 'close') this.#at += 1
        return inner.type === 'all' ? null : inner
      }
      case 'field':
        return this.#scoped(fieldOf(token.name) as Field, token, depth)
      case 'word':
        return this.#word(field, token.text)
      case 'phrase':
        return this.#counted(toPhrase(field, token.text))
      case 'exact':
        return token.text === '' ? null : this.#counted(toExact(field, token.text) ?? toPhrase(field, token.text))
      default:
        return null
    }
  }

  /** What stands behind `name:`. Nothing at all asks for photos without it. */
  #scoped(field: Field, token: Token & { type: 'field' }, depth: number): Query | null {
    const next = this.#peek()
    if (token.isAlone || !next) {
      if (field.kind === 'custom')
        return this.#counted({ type: 'custom', key: field.key, test: { kind: 'presence', isPresent: false } })
      const presence = presenceOf(field)
      return presence && this.#counted({ type: 'presence', field: presence, isPresent: false })
    }
    if (next.type !== 'word') return this.#operand(field, depth)
    this.#at += 1
    const condition = toCondition(field, next.text)
    const text = `${token.name}:${next.text}`
    if (!condition) this.#doubts.push({ problem: 'value', text })
    return this.#counted(condition ?? toWritten(text))
  }

  #word(field: Field | null, word: string): Query | null {
    const condition = toCondition(field, word)
    // `http://…` and `12:30` look like nothing but themselves.
    if (nameBeforeColon(word) !== undefined && !word.includes('://'))
      this.#doubts.push({ problem: 'field', text: word })
    else if (!condition && field) this.#doubts.push({ problem: 'value', text: word })
    return this.#counted(condition ?? toText('any', word))
  }

  #counted<T>(query: T): T {
    this.#conditions += 1
    if (this.#conditions > maxQueryConditions) throw tooMany()
    return query
  }
}
