import { termsOfWords, toWords } from '../text/search-key.ts'

/** What texts come to as words, each text taken apart once: the photos of an import share cameras, places and tags. Lives for a batch. */
export interface Vocabulary {
  /** See `toWords`. */
  words(text: string): string
  /** See `termsOfWords`. */
  termsOf(words: string): readonly string[]
}

export const createVocabulary = (): Vocabulary => {
  const wordsOf = new Map<string, string>()
  const termsOf = new Map<string, readonly string[]>()
  return { words: remembered(wordsOf, toWords), termsOf: remembered(termsOf, termsOfWords) }
}

const remembered =
  <Result>(known: Map<string, Result>, compute: (text: string) => Result) =>
  (text: string): Result => {
    let result = known.get(text)
    if (result === undefined) {
      result = compute(text)
      known.set(text, result)
    }
    return result
  }
