import { type Issue, inputInvalid } from '../errors/vitrine-error.ts'
import { toTranslations } from './read-translations.ts'
import { maxLanguages, maxTranslatedLength } from './translation.schema.ts'
import type { TranslationsPatch } from './translation.types.ts'

type Texts = Readonly<Record<string, string | null>>
type GivenTexts = Readonly<Record<string, string | null | undefined>>

/** What a patch changed, by language and field, as the change log has it; texts that stayed as they were are left out. */
export interface TranslationsChange {
  readonly before: Readonly<Record<string, Texts>>
  readonly after: Readonly<Record<string, Texts>>
  /** For the column. */
  readonly stored: string | null
}

/**
 * Lays a patch over the translations of a row.
 *
 * @param main - The language of the gallery: its text is the row's own.
 * @returns `null` where nothing changes.
 * @throws {VitrineError} `INPUT_INVALID` naming `translations.LANGUAGE`
 */
export const changeTranslations = <Field extends string>(
  row: { readonly translations: string | null },
  patch: TranslationsPatch<Field>,
  main: string | null,
): TranslationsChange | null => {
  const known = toTranslations<string>(row)
  const issues: Issue[] = []
  const before: Record<string, Record<string, string | null>> = {}
  const after: Record<string, Record<string, string | null>> = {}
  const merged: Record<string, Record<string, string>> = Object.fromEntries(
    Object.entries(known).map(([language, texts]) => [language, { ...texts } as Record<string, string>]),
  )
  for (const [language, given] of Object.entries(patch) as [string, GivenTexts | null][]) {
    const own = merged[language] ?? {}
    const texts: GivenTexts = given ?? Object.fromEntries(Object.keys(own).map((field) => [field, null]))
    for (const [field, wanted] of Object.entries(texts)) {
      if (wanted === undefined) continue
      const [old, text] = [own[field] ?? null, wanted === '' ? null : wanted]
      if (text !== null && language === main) {
        issues.push({
          path: `translations.${language}`,
          message: 'Is the language of the gallery, whose texts are the usual ones.',
        })
        break
      }
      if (text === old) continue
      before[language] = { ...before[language], [field]: old }
      after[language] = { ...after[language], [field]: text }
      if (text === null) delete own[field]
      else own[field] = text
    }
    if (Object.keys(own).length > 0) merged[language] = own
    else delete merged[language]
  }
  if (issues.length > 0) throw inputInvalid(issues)
  if (Object.keys(after).length === 0) return null
  return { before, after, stored: toStored(merged) }
}

const toStored = (merged: Readonly<Record<string, Readonly<Record<string, string>>>>): string | null => {
  const languages = Object.keys(merged).sort()
  if (languages.length === 0) return null
  const length = Object.values(merged)
    .flatMap((texts) => Object.values(texts))
    .reduce((sum, text) => sum + text.length, 0)
  if (languages.length > maxLanguages)
    throw inputInvalid([{ path: 'translations', message: `Must have ${maxLanguages} languages at most.` }])
  if (length > maxTranslatedLength)
    throw inputInvalid([
      {
        path: 'translations',
        message: `Must have ${maxTranslatedLength} characters at most in all languages together.`,
      },
    ])
  return JSON.stringify(Object.fromEntries(languages.map((language) => [language, merged[language]])))
}

/** What takes a change of the log back, as far as nothing else was written since; `null` where nothing is left of it. */
export const returnTranslations = (
  row: { readonly translations: string | null },
  { before, after }: { readonly before: unknown; readonly after: unknown },
): { readonly change: TranslationsChange | null; readonly isWhole: boolean } => {
  const known = toTranslations<string>(row)
  const [old, recent] = [(before ?? {}) as Record<string, Texts>, (after ?? {}) as Record<string, Texts>]
  let isWhole = true
  const patch: Record<string, Record<string, string | null>> = {}
  for (const [language, texts] of Object.entries(old))
    for (const [field, text] of Object.entries(texts)) {
      const now = known[language]?.[field] ?? null
      if (now === text) continue
      if (now === (recent[language]?.[field] ?? null)) patch[language] = { ...patch[language], [field]: text }
      else isWhole = false
    }
  return { change: changeTranslations(row, patch, null), isWhole }
}
