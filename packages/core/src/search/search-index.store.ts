import type { Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { insertPairs } from '../db/insert-pairs.ts'
import { selectTexts } from '../fields/field.values.ts'
import { selectTagWords } from '../tags/tag.words.ts'
import { type SearchableText, toPhotoTerms, toPhotoText } from './searchable-text.ts'

const termsPerStatement = 1_000
const textsPerStatement = 500

/** Writes the words of photos that have none yet. */
export const indexTexts = async (db: Writer, items: readonly SearchableText[]): Promise<void> => {
  const termsOf = new Map<number, string[]>()
  const all = new Set<string>()
  for (const item of items) {
    const terms = toPhotoTerms(item)
    termsOf.set(item.photoId, terms)
    for (const term of terms) all.add(term)
  }
  const idOf = await findOrCreateTerms(db, [...all].sort())
  // In the order of the table, where neighbours share a page.
  const links = [...termsOf]
    .flatMap(([photoId, terms]) => terms.map((term) => [idOf.get(term) as number, photoId] as const))
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
  await insertPairs(db, 'photo_terms', ['term_id', 'photo_id'], links)
  for (let start = 0; start < items.length; start += textsPerStatement) {
    await db
      .insertInto('photo_texts')
      .values(items.slice(start, start + textsPerStatement).map(toPhotoText))
      .execute()
  }
}

/** Reads the texts of photos again and writes their words anew. */
export const reindexPhotos = async (
  db: Writer,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<void> => {
  const list = dialect.idList(photoIds)
  const photos = await db
    .selectFrom('photos')
    .select([
      'id',
      'title',
      'description',
      'file_name',
      'author',
      'city',
      'country',
      'camera_make',
      'camera_model',
      'lens',
    ])
    .where('id', 'in', list)
    .execute()
  const tags = await db
    .selectFrom('photo_tags')
    .select(['photo_id', 'tag_id'])
    .where('photo_id', 'in', list)
    .orderBy('photo_id')
    .orderBy('tag_id')
    .execute()
  const wordsOf = await selectTagWords(
    db,
    dialect,
    tags.map((tag) => tag.tag_id),
  )
  const namesOf = new Map<number, string[]>()
  for (const { photo_id, tag_id } of tags)
    namesOf.set(photo_id, [...(namesOf.get(photo_id) ?? []), ...(wordsOf.get(tag_id) ?? [])])
  const textsOf = await selectTexts(db, dialect, photoIds)
  const gone = dialect.idValues(photoIds)
  await db.deleteFrom('photo_terms').where('photo_id', 'in', gone).execute()
  await db.deleteFrom('photo_texts').where('photo_id', 'in', gone).execute()
  await indexTexts(
    db,
    photos.map(({ id, ...columns }) => ({
      photoId: id,
      columns,
      tags: namesOf.get(id) ?? [],
      fields: textsOf.get(id) ?? [],
    })),
  )
}

const findOrCreateTerms = async (db: Writer, terms: readonly string[]): Promise<Map<string, number>> => {
  const idOf = new Map<string, number>()
  const find = async (wanted: readonly string[]) => {
    for (let start = 0; start < wanted.length; start += termsPerStatement) {
      const rows = await db
        .selectFrom('search_terms')
        .selectAll()
        .where('term', 'in', wanted.slice(start, start + termsPerStatement))
        .execute()
      for (const row of rows) idOf.set(row.term, row.id)
    }
  }
  await find(terms)
  const missing = terms.filter((term) => !idOf.has(term))
  for (let start = 0; start < missing.length; start += termsPerStatement) {
    await db
      .insertInto('search_terms')
      .ignore()
      .values(missing.slice(start, start + termsPerStatement).map((term) => ({ term })))
      .execute()
  }
  await find(missing)
  return idOf
}
