import * as v from 'valibot'

/** A tag as BCP 47 has it, in its usual letters: `de-at` is `de-AT`. */
export const languageTag = v.pipe(
  v.string('Must be text.'),
  v.maxLength(35, 'Must have 35 characters at most.'),
  v.check((value) => toLanguage(value) !== null, 'Must be a language such as en or de-AT.'),
  v.transform((value) => toLanguage(value) as string),
)

const toLanguage = (value: string): string | null => {
  try {
    return Intl.getCanonicalLocales(value)[0] ?? null
  } catch {
    return null
  }
}
