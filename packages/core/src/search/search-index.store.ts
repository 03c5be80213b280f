import type { Writer } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { toTerms } from '../text/search-key.ts'

/** What can be searched of a photo. */
export interface SearchableText {
  readonly photoId: number
  readonly texts: readonly (string | null)[]
}

const termsPerStatement = 1_000
const linksPerStatement = 5_000

/** Writes the words of photos that have none yet. */
export const indexTexts = async (db: Writer, items: readonly SearchableText[]): Promise<void> => {
  const termsOf = new Map<number, string[]>()
  const all = new Set<string>()
  for (const { photoId, texts } of items) {
    const terms = toTerms(texts.filter((text) => text !== null).join('\n'))
    termsOf.set(photoId, terms)
    for (const term of terms) all.add(term)
  }
  const idOf = await findOrCreateTerms(db, [...all].sort())
  const links = [...termsOf].flatMap(([photo_id, terms]) =>
    terms.map((term) => ({ term_id: idOf.get(term) as number, photo_id })),
  )
  for (let start = 0; start < links.length; start += linksPerStatement) {
    await db
      .insertInto('photo_terms')
      .values(links.slice(start, start + linksPerStatement))
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
    .innerJoin('tags', 'tags.id', 'photo_tags.tag_id')
    .select(['photo_tags.photo_id', 'tags.name'])
    .where('photo_tags.photo_id', 'in', list)
    .execute()
  const namesOf = new Map<number, string[]>()
  for (const tag of tags) namesOf.set(tag.photo_id, [...(namesOf.get(tag.photo_id) ?? []), tag.name])
  await db.deleteFrom('photo_terms').where('photo_id', 'in', list).execute()
  await indexTexts(
    db,
    photos.map((row) => ({
      photoId: row.id,
      texts: [
        row.title,
        row.description,
        row.file_name,
        row.author,
        row.city,
        row.country,
        row.camera_make,
        row.camera_model,
        row.lens,
        ...(namesOf.get(row.id) ?? []),
      ],
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
