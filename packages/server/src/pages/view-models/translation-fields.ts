import { directionOf } from '../../languages/direction.ts'
import type { Languages } from '../../languages/languages.ts'
import type { FormFault, FormField } from './form-page.ts'
import type { ViewContext } from './view-context.ts'

type Known = Readonly<Record<string, Readonly<Record<string, string | undefined>>>>

/** A text that there is in several languages. */
export interface TranslatedField {
  readonly name: string
  readonly label: string
  readonly maxLength: number
  /** Of several lines. */
  readonly rows?: number
}

/** What was typed, by the name of the input: `translations.fr.name`. */
export type TranslationValues = Readonly<Record<string, string>>

const prefix = 'translations.'
const nameOf = (language: string, field: string): string => `${prefix}${language}.${field}`

export const readTranslations = (form: URLSearchParams): TranslationValues =>
  Object.fromEntries(
    [...form]
      .filter(([name]) => name.startsWith(prefix))
      .map(([name, value]) => [name, value.replaceAll('\r\n', '\n').trim()]),
  )

export const toTranslationValues = (known: Known): TranslationValues =>
  Object.fromEntries(
    Object.entries(known).flatMap(([language, texts]) =>
      Object.entries(texts).map(([field, text]) => [nameOf(language, field), text ?? '']),
    ),
  )

/** Only what differs from what there is: a field that nobody touched, or that the form did not have, is no change. */
export const toTranslationsPatch = (
  values: TranslationValues,
  known: Known,
): Record<string, Record<string, string | null>> | null => {
  const patch: Record<string, Record<string, string | null>> = {}
  for (const [name, value] of Object.entries(values)) {
    const [, language = '', field = ''] = name.split('.')
    if (value === (known[language]?.[field] ?? '')) continue
    patch[language] = { ...patch[language], [field]: value === '' ? null : value }
  }
  return Object.keys(patch).length === 0 ? null : patch
}

/** Each fault stands at its own input. */
export const translationPaths = (values: TranslationValues): Record<string, string> =>
  Object.fromEntries(Object.keys(values).map((name) => [name, name]))

/** The fields for all languages of the pages but that of the gallery, and for those that have a text. */
export const toTranslationGroup = (
  fields: readonly TranslatedField[],
  request: {
    readonly values: TranslationValues
    readonly known: Known
    readonly languages: Pick<Languages, 'all' | 'gallery'>
    readonly fault: FormFault
  },
  { t, formats }: ViewContext,
): FormField => {
  const { values, known, languages, fault } = request
  const offered = languages.all.filter(({ code }) => code !== languages.gallery)
  const others = Object.keys(known)
    .filter((code) => !offered.some((language) => language.code === code))
    .map((code) => ({ code, name: code, direction: directionOf(code) }))
  const groups = [...offered, ...others].map(({ code, name, direction }) => {
    const inputs = fields.map((field): FormField => {
      const base = {
        name: nameOf(code, field.name),
        label: field.label,
        value: values[nameOf(code, field.name)] ?? '',
        maxLength: field.maxLength,
        error: fault.of(nameOf(code, field.name)),
        language: { code, direction },
      }
      return field.rows === undefined ? { kind: 'text', ...base } : { kind: 'area', rows: field.rows, ...base }
    })
    const isFilled = inputs.some((input) => 'value' in input && input.value !== '')
    const isWrong = inputs.some((input) => 'error' in input && input.error)
    return { code, name, direction, isOpen: isFilled || isWrong, isFilled, isWrong, fields: inputs }
  })
  const filled = groups.filter(({ isFilled }) => isFilled).map(({ name }) => name)
  return {
    kind: 'translations',
    name: 'translations',
    label: t('texts.languages'),
    hint: t('texts.languages.hint'),
    error: fault.of('translations'),
    note: filled.length === 0 ? null : formats.list(filled),
    isOpen: groups.some(({ isWrong }) => isWrong) || fault.of('translations') !== null,
    groups: groups.map(({ isFilled: _filled, isWrong: _wrong, ...group }) => group),
  }
}
