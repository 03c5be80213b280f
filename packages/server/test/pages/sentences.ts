import { IntlMessageFormat } from 'intl-messageformat'

type Elements = ReturnType<IntlMessageFormat['getAst']>

/** Of the parser's elements: it exports them as a `const enum`. */
const kinds = { literal: 0, select: 5, plural: 6, pound: 7 } as const

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

/** What a sentence looks like once it is filled in. */
const sourceOf = (elements: Elements): string =>
  elements
    .map((element) => {
      const { type } = element as { type: number }
      if (type === kinds.literal) return escaped((element as { value: string }).value)
      if (type === kinds.pound) return '[\\d.,]+'
      return 'options' in element
        ? `(?:${Object.values(element.options)
            .map((option) => sourceOf(option.value))
            .join('|')})`
        : // More than one sentence is nothing that is filled in.
          '(?:(?![.:;!?] ).)+'
    })
    .join('')

const hasWords = (elements: Elements): boolean =>
  elements.some(
    (element) =>
      ((element as { type: number }).type === kinds.literal && /\p{L}/u.test((element as { value: string }).value)) ||
      ('options' in element && Object.values(element.options).some(({ value }) => hasWords(value))),
  )

/** Tells whether a text is one of these sentences, filled in or as it is. Sentences without a word of their own are passed over. */
export const patternsOf = (catalogue: ReadonlyMap<string, string>): RegExp => {
  const sources = [...catalogue.values()].flatMap((text) => {
    const elements = new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()
    return hasWords(elements) ? [sourceOf(elements)] : []
  })
  return new RegExp(`^(?:${sources.join('|')})$`, 'u')
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => named[name] ?? '')

/** What a page says, to those who see it and to those who hear it, but for what people wrote and what programs read. */
export const textsOf = (html: string): string[] => {
  const said = html
    .slice(html.indexOf('<body'))
    .replace(/<(script|style|code|bdi|kbd)\b[\s\S]*?<\/\1>/g, '')
    // The names of languages, in themselves.
    .replace(/<(\w+)[^>]* lang="[\s\S]*?<\/\1>/g, '')
  const between = [...said.matchAll(/>([^<]+)</g)]
  const attributes = [...said.matchAll(/ (?:aria-label|title|placeholder)="([^"]*)"/g)]
  const title = /<title>([^<]*)</.exec(html)
  return [...(title ? [title] : []), ...between, ...attributes]
    .flatMap(([, text = '']) => decoded(text).split(' · '))
    .map((text) => text.trim())
    .filter((text) => /\p{L}/u.test(text))
}
