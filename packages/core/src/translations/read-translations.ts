import type { TextLanguages, Translations } from './translation.types.ts'

interface Translated {
  readonly translations: string | null
}

/** As the column has them. */
export const toTranslations = <Field extends string>({ translations }: Translated): Translations<Field> =>
  translations === null ? {} : JSON.parse(translations)

/** The language itself, then what it is a variety of: `zh-Hant-TW`, `zh-Hant`, `zh`. */
const closest = (language: string): string[] => {
  const parts = language.split('-')
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('-'))
}

export interface TextsIn<Field extends string> {
  /** Those of the fields that there is a text for. */
  readonly texts: Readonly<Partial<Record<Field, string>>>
  readonly languages: TextLanguages<Field>
}

/** The texts of a row in a language, each by itself: a name may be translated where a description is not. */
export const textsIn = <const Field extends string>(
  row: Translated,
  language: string | null,
  fields: readonly Field[],
): TextsIn<Field> => {
  const texts: Partial<Record<Field, string>> = {}
  const languages = Object.fromEntries(fields.map((field) => [field, null])) as Record<Field, string | null>
  if (language === null || row.translations === null) return { texts, languages }
  const known = toTranslations<Field>(row)
  for (const field of fields)
    for (const candidate of closest(language)) {
      const text = Object.hasOwn(known, candidate) ? known[candidate]?.[field] : undefined
      if (text === undefined) continue
      texts[field] = text
      languages[field] = candidate
      break
    }
  return { texts, languages }
}

/** A name in a language, with the language where it is not that of the gallery. */
export const nameIn = (
  row: Translated & { readonly name: string },
  language: string | null,
): { readonly name: string; readonly language?: string } => {
  const { texts, languages } = textsIn(row, language, ['name'])
  return { name: texts.name ?? row.name, ...(languages.name === null ? {} : { language: languages.name }) }
}

/** Every text of a field, that of the gallery's own language first: what it is found by. */
export const allTexts = <Field extends string>(
  row: Translated & { readonly [F in Field]?: string | null },
  field: Field,
): string[] => {
  const own: string | null = row[field] ?? null
  const others = row.translations === null ? [] : Object.values(toTranslations<Field>(row))
  return [...new Set([own, ...others.map((texts) => texts[field] ?? null)])].filter((text) => text !== null)
}
