import { termsOfWords, toWords } from '../text/search-key.ts'

/** What texts come to as words, each text taken apart once: the photos of an import share cameras, places and tags. Lives for a batch. */
export interface Vocabulary {
  /** See `toWords`. */
  words(text: string): string
  /** See `toTerms`. */
  terms(text: string): readonly string[]
}

export const createVocabulary = (): Vocabulary => {
  const known = new Map<string, { words: string; terms?: readonly string[] }>()
  const look = (text: string) => {
    let entry = known.get(text)
    if (!entry) {
      entry = { words: toWords(text) }
      known.set(text, entry)
    }
    return entry
  }
  return {
    words: (text) => look(text).words,
    terms: (text) => {
      const entry = look(text)
      entry.terms ??= termsOfWords(entry.words)
      return entry.terms
    },
  }
}
