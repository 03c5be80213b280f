import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Vocabulary } from '../search/vocabulary.ts'
import type { PhotoDraft } from './photo-draft.ts'

/** Drafts between two turns: a few milliseconds. */
const draftsPerTurn = 100

/**
 * Takes the texts of drafts apart, so that `vocabulary` knows them: beside the statements that write the rows, since a database server
 * leaves this process idle meanwhile.
 */
export const readAhead = async (drafts: readonly PhotoDraft[], { words, termsOf }: Vocabulary): Promise<void> => {
  for (let start = 0; start < drafts.length; start += draftsPerTurn) {
    await nextTurn()
    for (const { row, tags } of drafts.slice(start, start + draftsPerTurn))
      for (const text of [row.title, row.file_name, ...tags]) if (text) termsOf(words(text))
  }
}
