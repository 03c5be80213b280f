import { inputInvalid } from '../errors/vitrine-error.ts'
import { and, not, or } from './build.ts'
import { type Field, fieldOf, isChoice, isPresenceField } from './fields.ts'
import type { Query, TextField } from './query.types.ts'
import { type Token, tokenize } from './tokens.ts'
import { toDateQuery, toNearQuery, toNumberQuery } from './values.ts'

/** Longest text, in characters, and most conditions of one query. */
export const maxQueryLength = 4_000
export const maxQueryConditions = 100
const maxDepth = 20

/**
 * Reads a query from text. Blanks mean AND; `OR`, `NOT`, `-`, parentheses, `"phrases"`, `*` at the start or end of a word, and
 * fields such as `tag:`, `created:2019..2021`, `width:>3000`. What makes no sense as syntax is taken for words: a visitor who
 * types a smiley gets an answer, not an error.
 *
 * @throws {VitrineError} `INPUT_INVALID` (path `q`) where the text is longer or has more conditions than anybody can mean.
 */
export const parseQuery = (text: string): Query => {
  if (text.length > maxQueryLength)
    throw inputInvalid([{ path: 'q', message: `Must have ${maxQueryLength} characters at most.` }])
  const tokens = tokenize(text, (name) => fieldOf(name) !== undefined)
  if (tokens.length > maxQueryConditions * 3) throw tooMany()
  return new Parser(tokens).read()
}

const tooMany = () => inputInvalid([{ path: 'q', message: `Must have ${maxQueryConditions} conditions at most.` }])

class Parser {
  readonly #tokens: readonly Token[]
  #at = 0
  #conditions = 0

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
  }

  read(): Query {
    const parts: Query[] = []
    while (this.#at < this.#tokens.length) {
      parts.push(this.#alternatives(null, 0))
      // A parenthesis that closes nothing is passed over.
      if (this.#peek()?.type === 'close') this.#at += 1
    }
    return and(parts)
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
        if (depth >= maxDepth)
          throw inputInvalid([{ path: 'q', message: `Must have parentheses ${maxDepth} deep at most.` }])
        const inner = this.#alternatives(field, depth + 1)
        if (this.#peek()?.type === 'close') this.#at += 1
        return inner.type === 'all' ? null : inner
      }
      case 'field':
        return this.#scoped(fieldOf(token.name) as Field, token, depth)
      case 'word':
        return this.#counted(toCondition(field, token.text) ?? toText('any', token.text))
      case 'phrase':
        return this.#counted(toPhrase(field, token.text))
      default:
        return null
    }
  }

  /** What stands behind `name:`. Nothing at all asks for photos without it. */
  #scoped(field: Field, token: Token & { type: 'field' }, depth: number): Query | null {
    const next = this.#peek()
    if (token.isAlone || !next) {
      const name = 'field' in field ? field.field : ''
      return isPresenceField(name) ? this.#counted({ type: 'presence', field: name, isPresent: false }) : null
    }
    if (next.type === 'word') {
      this.#at += 1
      return this.#counted(toCondition(field, next.text) ?? toText('any', `${token.name}:${next.text}`))
    }
    return this.#operand(field, depth)
  }

  #counted<T>(query: T): T {
    this.#conditions += 1
    if (this.#conditions > maxQueryConditions) throw tooMany()
    return query
  }
}

/** One word behind a field, or without one; `null` where it is no value of that field. */
const toCondition = (field: Field | null, word: string): Query | null => {
  if (field === null) return toText('any', word)
  const name = 'field' in field ? field.field : ''
  if (word === '*' && isPresenceField(name)) return { type: 'presence', field: name, isPresent: true }
  switch (field.kind) {
    case 'text':
      return toText(field.field, word)
    case 'number':
      return toNumberQuery(field.field, word)
    case 'date':
      return toDateQuery(field.field, word)
    case 'choice':
      return isChoice(field.field, word.toLowerCase())
        ? { type: 'choice', field: field.field, value: word.toLowerCase() }
        : null
    case 'near':
      return toNearQuery(word)
  }
}

/** A bare word is the beginning of one: people type until they see what they look for. */
const toText = (field: TextField, word: string): Query | null => {
  const text = word.replace(/^\*+|\*+$/g, '')
  if (text === '') return null
  const [isOpenStart, isOpenEnd] = [word.startsWith('*'), word.endsWith('*')]
  return { type: 'text', field, match: isOpenStart ? (isOpenEnd ? 'part' : 'suffix') : 'prefix', text }
}

const toPhrase = (field: Field | null, phrase: string): Query => {
  const text = phrase.replace(/\s+/g, ' ').trim()
  return {
    type: 'text',
    field: field?.kind === 'text' ? field.field : 'any',
    match: text.includes(' ') ? 'phrase' : 'word',
    text,
  }
}
