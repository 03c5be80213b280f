import type { ExpressionBuilder } from 'kysely'
import { type Rights, seesEverything, visibleAlbumIds } from '../access/rights.ts'
import type { CallContext } from '../context.ts'
import type { Database, Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { isUnspaced, toWords } from '../text/search-key.ts'
import { betweenNames } from './album.store.ts'

/** Words that are looked at. */
const maxWords = 20

/** Albums that fit are put in order here; of more than these the ones with the shortest names are kept. */
const maxFound = 500

/** Ids of albums that the actor sees, by the words of their names: each word at least as the beginning of one. Closest first. */
export const findAlbums = async (
  { gallery: { connections, dialect }, rights }: CallContext,
  text: string,
): Promise<number[]> => {
  const phrase = toWords(text)
  const words = phrase.trim().split(' ').filter(Boolean).slice(0, maxWords)
  if (words.length === 0) return []
  const rows = await selectByWords(connections.read, dialect, rights, words)
  // The whole name, then names that begin with what was typed, then those that hold it in one piece.
  const distanceOf = (name: string) =>
    name === phrase ? 0 : name.startsWith(phrase.trimEnd()) ? 1 : name.includes(phrase.trimEnd()) ? 2 : 3
  const distance = (names: string) => Math.min(...names.split(betweenNames).map(distanceOf))
  return rows
    .map((row) => ({ id: row.id, distance: distance(row.name_words), name: row.name_words }))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0) || a.id - b.id)
    .map((row) => row.id)
}

const selectByWords = (db: Reader, dialect: DialectSupport, rights: Rights, words: readonly string[]) => {
  // Words are letters and digits: nothing in them means anything to LIKE.
  const fits = (eb: ExpressionBuilder<Database, 'albums'>) =>
    eb.and(words.map((word) => eb('name_words', 'like', isUnspaced(word) ? `%${word}%` : `% ${word}%`)))
  let query = db.selectFrom('albums').select(['id', 'name_words']).where(fits)
  if (!seesEverything(rights)) query = query.where('id', 'in', dialect.idList(visibleAlbumIds(rights)))
  return query
    .orderBy((eb) => eb.fn('length', ['name_words']))
    .orderBy('id')
    .limit(maxFound)
    .execute()
}
