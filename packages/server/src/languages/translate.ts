import type { ServerLog } from '../options.types.ts'
import { compileMessage, createFormatters, type Message } from './compile-message.ts'
import type { Catalogue, Translate } from './messages.types.ts'

/** The sentences of one language: first hit wins, those of the last are English and complete. */
export interface Sentences {
  readonly isRightToLeft: boolean
  /** Each with the language that it is in, which decides on its plurals. */
  readonly catalogues: readonly { readonly code: string; readonly messages: Catalogue }[]
  readonly log: ServerLog
}

/**
 * Sentences are compiled when they are first needed and kept. One that does not parse, or asks for what it is not given, gives way to the
 * next catalogue: a mistake in a file of a site's own never costs a page.
 */
export const createTranslate = ({ isRightToLeft, catalogues, log }: Sentences): Translate => {
  const languages = catalogues.map(({ code, messages }) => ({ code, messages, formatters: createFormatters() }))
  const compiled = new Map<string, Message>()

  const messageOf = (key: string): Message => {
    const candidates = languages.flatMap(({ code, messages, formatters }): Message[] => {
      const text = messages.get(key)
      if (text === undefined) return []
      try {
        return [compileMessage(text, { code, isRightToLeft, formatters })]
      } catch (error) {
        log('warn', 'A sentence cannot be used; the next one takes its place.', { key, language: code, error })
        return []
      }
    })
    const [first, ...others] = candidates
    if (!first) return () => key
    return (values) => {
      for (const candidate of [first, ...others]) {
        try {
          return candidate(values)
        } catch (error) {
          log('warn', 'A sentence asks for what it is not given; the next one takes its place.', { key, error })
        }
      }
      return key
    }
  }

  return (key, ...values) => {
    let message = compiled.get(key)
    if (!message) {
      message = messageOf(key)
      compiled.set(key, message)
    }
    return message(values[0] as Record<string, string | number> | undefined)
  }
}
