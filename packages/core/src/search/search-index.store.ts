import { allEnded } from '../db/all-ended.ts'
import type { Writer } from '../db/database.ts'
import type { DialectSupport, PairGroup } from '../db/dialect.ts'
import { insertPairs } from '../db/insert-pairs.ts'
import { insertRows } from '../db/insert-rows.ts'
import { selectTexts } from '../fields/field.values.ts'
import { selectTagWords } from '../tags/tag.words.ts'
import { type SearchableText, toPhotoTerms, toPhotoText } from './searchable-text.ts'
import { segmentOf } from './segments.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'

const termsPerStatement = 1_000
const textsPerStatement = 500

const textColumns = [
  'photo_id',
  'title',
  'description',
  'file',
  'author',
  'tags',
  'place',
  'camera',
  'lens',
  'fields',
] as const

/**
 * Writes the words of photos that have none yet, in the order of their ids.
 *
 * @param options.areNew - The photos were written by this transaction.
 * @param options.vocabulary - What is known of their texts.
 */
export const indexTexts = async (
  db: Writer,
  dialect: DialectSupport,
  items: readonly SearchableText[],
  options: { areNew?: boolean; vocabulary?: Vocabulary } = {},
): Promise<void> => {
  const { areNew = false, vocabulary = createVocabulary() } = options
  const photosOf = new Map<string, number[]>()
  for (const item of items) {
    for (const term of toPhotoTerms(item, vocabulary)) {
      const photos = photosOf.get(term)
      if (photos) photos.push(item.photoId)
      else photosOf.set(term, [item.photoId])
    }
  }
  const idOf = await findOrCreateTerms(db, dialect, [...photosOf.keys()].sort())
  // In the order of the table, where neighbours share a page.
  const links = Array.from(photosOf, ([term, photos]) => [idOf.get(term) as number, photos] as const)
  links.sort((a, b) => a[0] - b[0])
  const writeLinks = async (): Promise<void> => {
    for (const [segment, own] of bySegment(links, items)) {
      await db.insertInto('text_segments').ignore().values({ segment }).execute()
      await insertPairs(db, dialect, 'photo_terms', ['term_id', 'photo_id'], own, {
        before: { column: 'segment', value: segment },
        // Words are never deleted.
        areKnown: areNew,
      })
    }
  }
  const writeTexts = async (): Promise<void> => {
    for (let start = 0; start < items.length; start += textsPerStatement) {
      const texts = items.slice(start, start + textsPerStatement).map((item) => toPhotoText(item, vocabulary))
      await insertRows(db, 'photo_texts', textColumns, texts)
    }
  }
  // The next texts are put together while a server is busy with links.
  await allEnded([writeLinks(), writeTexts()])
}

/** Nearly always one: photos that come together have ids beside each other. */
const bySegment = (
  links: readonly PairGroup[],
  items: readonly SearchableText[],
): Map<number, readonly PairGroup[]> => {
  const numbers = [...new Set(items.map(({ photoId }) => segmentOf(photoId)))].sort((a, b) => a - b)
  if (numbers.length < 2) return new Map(numbers.map((segment) => [segment, links]))
  return new Map(
    numbers.map((segment) => {
      const own = links.map(([term, photos]) => [term, photos.filter((id) => segmentOf(id) === segment)] as const)
      return [segment, own.filter(([, photos]) => photos.length > 0)]
    }),
  )
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
    .orderBy('id')
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
    dialect,
    photos.map(({ id, ...columns }) => ({
      photoId: id,
      columns,
      tags: namesOf.get(id) ?? [],
      fields: textsOf.get(id) ?? [],
    })),
  )
}

const findOrCreateTerms = async (
  db: Writer,
  dialect: DialectSupport,
  terms: readonly string[],
): Promise<Map<string, number>> => {
  const idOf = new Map<string, number>()
  const find = async (wanted: readonly string[]) => {
    if (wanted.length === 0) return
    const list = dialect.textList(wanted)
    for (const row of await db.selectFrom('search_terms').selectAll().where('term', 'in', list).execute())
      idOf.set(row.term, row.id)
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
