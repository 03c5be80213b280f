import { type Formatters, IntlMessageFormat } from 'intl-messageformat'
import { argumentsOf } from './message-arguments.ts'

type Values = Readonly<Record<string, string | number>>

/** A sentence made ready to be filled in. */
export type Message = (values: Values | undefined) => string

/** Without braces and quotes there is nothing to fill in: most sentences are of this kind, and need no parser. */
const isPlain = (text: string): boolean => !/[{}']/.test(text)

/** `Intl` objects are dear: those of a language are made once, for all of its sentences. */
export const createFormatters = (): Formatters => {
  const kept = <T>(create: (locales: string | string[] | undefined, options: object | undefined) => T) => {
    const known = new Map<string, T>()
    return (locales?: string | string[], options?: object): T => {
      const key = JSON.stringify([locales, options])
      const found = known.get(key) ?? create(locales, options)
      known.set(key, found)
      return found
    }
  }
  return {
    getNumberFormat: kept((locales, options) => new Intl.NumberFormat(locales, options)),
    getDateTimeFormat: kept((locales, options) => new Intl.DateTimeFormat(locales, options)),
    getPluralRules: kept((locales, options) => new Intl.PluralRules(locales, options)),
  } as Formatters
}

/** Around what is filled in: it keeps its own direction, and that of the sentence is not turned by it. */
const isolate = (text: string): string => `\u2068${text}\u2069`

const isolated = (values: Values, names: ReadonlySet<string>): Values =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && names.has(name) ? isolate(value) : value,
    ]),
  )

/**
 * Compiles a sentence in the syntax of ICU: `{count, plural, one {# photo} other {# photos}}`. What looks like markup is text.
 *
 * @throws `SyntaxError` where it does not parse
 */
export const compileMessage = (
  text: string,
  language: { readonly code: string; readonly isRightToLeft: boolean; readonly formatters: Formatters },
): Message => {
  if (isPlain(text)) return () => text
  const { code, formatters, isRightToLeft } = language
  const message = new IntlMessageFormat(text, code, undefined, { ignoreTag: true, formatters })
  // Not those by which a sentence chooses its words: they would not be found.
  const shown = new Set([...argumentsOf(text)].flatMap(([name, kind]) => (kind === 'text' ? [name] : [])))
  return (values) => String(message.format(values && isRightToLeft ? isolated(values, shown) : values))
}
