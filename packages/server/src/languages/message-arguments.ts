import { IntlMessageFormat } from 'intl-messageformat'

/** What a sentence takes by its names: figures that it counts or writes by, choices, and everything else. */
export type ArgumentKinds = ReadonlyMap<string, 'number' | 'choice' | 'text'>

type Elements = ReturnType<IntlMessageFormat['getAst']>

/** Of the parser's elements: it exports them as a `const enum`. */
const kinds = { argument: 1, number: 2, date: 3, time: 4, select: 5, plural: 6 } as const

const collect = (elements: Elements, found: Map<string, 'number' | 'choice' | 'text'>): void => {
  for (const element of elements) {
    const { type } = element as { type: number }
    const { value } = element as { value: string }
    if (type === kinds.argument && !found.has(value)) found.set(value, 'text')
    if (type === kinds.number || type === kinds.plural) found.set(value, 'number')
    if (type === kinds.date || type === kinds.time) throw new SyntaxError('Dates are handed in as text.')
    if (type === kinds.select) found.set(value, 'choice')
    if ('options' in element) for (const option of Object.values(element.options)) collect(option.value, found)
  }
}

/** @throws `SyntaxError` where the sentence does not parse */
export const argumentsOf = (text: string): ArgumentKinds => {
  const found = new Map<string, 'number' | 'choice' | 'text'>()
  collect(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst(), found)
  return found
}

/** Categories of plurals that a sentence has no words of its own for, and those a language does not know. */
export const pluralFaults = (text: string, language: string): string[] => {
  const known: ReadonlySet<string> = new Set(new Intl.PluralRules(language).resolvedOptions().pluralCategories)
  const faults: string[] = []
  const visit = (elements: Elements): void => {
    for (const element of elements) {
      if (!('options' in element)) continue
      if ((element as { type: number }).type === kinds.plural) {
        for (const name of Object.keys(element.options)) {
          if (!name.startsWith('=') && !known.has(name)) faults.push(`“${name}” is no plural of ${language}`)
        }
      }
      for (const option of Object.values(element.options)) visit(option.value)
    }
  }
  visit(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())
  return faults
}
