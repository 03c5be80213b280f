import { allTexts } from '../translations/read-translations.ts'
import { toStoredKey } from './tag.key.ts'

/** The names of a tag in other languages by their keys, but for those that differ from its own in nothing. */
export const translatedNames = (row: { readonly name: string; readonly translations: string | null }) => {
  const nameOf = new Map<string, string>()
  for (const name of allTexts(row, 'name')) {
    const key = toStoredKey(name)
    if (key !== toStoredKey(row.name) && !nameOf.has(key)) nameOf.set(key, name)
  }
  return nameOf
}

/** Synonyms that are no names in another language. */
export const ownSynonyms = (
  row: { readonly name: string; readonly translations: string | null },
  synonyms: readonly string[],
): string[] => {
  if (row.translations === null) return [...synonyms]
  const translated = translatedNames(row)
  return synonyms.filter((synonym) => !translated.has(toStoredKey(synonym)))
}
