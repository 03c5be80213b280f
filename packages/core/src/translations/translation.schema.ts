import * as v from 'valibot'
import { languageTag } from '../input/language-tag.ts'
import { line, prose } from '../input/validate.ts'

/** More languages than anybody writes. */
export const maxLanguages = 40
/** Of all languages together: they are read with the row. */
export const maxTranslatedLength = 200_000

const name = v.optional(v.nullable(line(255)))
const description = v.optional(v.nullable(prose(60_000)))

const byLanguage = <Texts extends v.GenericSchema>(texts: Texts) =>
  v.pipe(
    v.record(languageTag, v.nullable(texts), 'Must be an object of languages.'),
    v.check((given) => Object.keys(given).length <= maxLanguages, `Must have ${maxLanguages} languages at most.`),
  )

/** The same limits as the texts in the language of the gallery. */
export const albumTranslations = byLanguage(v.strictObject({ name, description }))
export const photoTranslations = byLanguage(v.strictObject({ title: name, description }))
/** Of as many photos as a batch changes. */
export const batchTranslations = byLanguage(
  v.strictObject({ title: name, description: v.optional(v.nullable(prose(2_000))) }),
)
export const tagTranslations = byLanguage(v.strictObject({ name }))
