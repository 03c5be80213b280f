import * as v from 'valibot'
import { line, name, text } from './fields.ts'

/** BCP 47, such as `fr` or `pt-BR`. */
export const LanguageCode = line(35)

/** Texts in a language, where they were translated into it. */
export const inLanguage = {
  language: v.optional(
    v.pipe(
      LanguageCode,
      v.description('Names, titles and descriptions in this language, where they were translated into it.'),
    ),
  ),
}
export const LanguageQuery = v.strictObject(inLanguage)

/** The language that a text is in; `null`: that of the gallery. */
export const TextLanguage = v.nullable(v.string())

const known = v.optional(v.string())
/** Texts in other languages than that of the gallery, by language. */
export const AlbumTranslations = v.record(v.string(), v.strictObject({ name: known, description: known }))
export const PhotoTranslations = v.record(v.string(), v.strictObject({ title: known, description: known }))
export const TagTranslations = v.record(v.string(), v.strictObject({ name: known }))

/** What is left out stays; `null` for a text, or for a whole language, takes it away. 40 languages at most. */
const patch = <Texts extends v.GenericSchema>(texts: Texts) => v.record(LanguageCode, v.nullable(texts))
const short = v.optional(v.nullable(name(255)))
const long = v.optional(v.nullable(text(65_535)))
export const AlbumTranslationsPatch = patch(v.strictObject({ name: short, description: long }))
export const PhotoTranslationsPatch = patch(v.strictObject({ title: short, description: long }))
export const TagTranslationsPatch = patch(v.strictObject({ name: short }))
/** Of as many photos as a batch changes. */
export const BatchTranslationsPatch = patch(
  v.strictObject({ title: short, description: v.optional(v.nullable(text(2_000))) }),
)
