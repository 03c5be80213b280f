import { allEnded } from '../db/all-ended.ts'
import type { Writer } from '../db/database.ts'
import { deletePairs } from '../db/delete-pairs.ts'
import type { DialectSupport, PairGroup } from '../db/dialect.ts'
import { insertPairs } from '../db/insert-pairs.ts'
import { insertRows } from '../db/insert-rows.ts'
import { selectTexts } from '../fields/field.values.ts'
import { selectTagWords } from '../tags/tag.words.ts'
import type { PhotoTextTable } from './search.table.ts'
import { type SearchableText, toPhotoTerms, toPhotoText } from './searchable-text.ts'
import { createTermLinks } from './term-links.ts'
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
 * @param vocabulary - What is known of their texts.
 */
export const indexTexts = async (
  db: Writer,
  dialect: DialectSupport,
  items: readonly SearchableText[],
  vocabulary: Vocabulary = createVocabulary(),
): Promise<void> => {
  const texts = items.map((item) => toPhotoText(item, vocabulary))
  const links = createTermLinks()
  for (const text of texts) links.add(text.photo_id, toPhotoTerms(text, vocabulary))
  const idOf = await findOrCreateTerms(db, dialect, links.terms())
  // The next texts are put together while a server is busy with links.
  await allEnded([insertLinks(db, dialect, links.bySegment(idOf)), insertTexts(db, texts)])
}

const insertLinks = async (
  db: Writer,
  dialect: DialectSupport,
  segments: Iterable<readonly [number, readonly PairGroup[]]>,
): Promise<void> => {
  for (const [segment, links] of segments) {
    await db.insertInto('text_segments').ignore().values({ segment }).execute()
    await insertPairs(db, dialect, 'photo_terms', ['term_id', 'photo_id'], links, {
      before: { column: 'segment', value: segment },
      // A word that stands there although no text says so must not keep a photo from being changed.
      ignore: true,
    })
  }
}

const insertTexts = async (db: Writer, texts: readonly PhotoTextTable[]): Promise<void> => {
  for (let start = 0; start < texts.length; start += textsPerStatement)
    await insertRows(db, 'photo_texts', textColumns, texts.slice(start, start + textsPerStatement))
}

/**
 * Reads the texts of photos again, and writes what is different: the words that came and those that went. Those of the texts until now
 * follow from them; no index leads from a photo to its words, which would double what it costs to write them.
 */
export const reindexPhotos = async (
  db: Writer,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<void> => {
  const vocabulary = createVocabulary()
  let select = db.selectFrom('photo_texts').selectAll().where('photo_id', 'in', dialect.idValues(photoIds))
  if (dialect.forUpdate) select = select.modifyEnd(dialect.forUpdate)
  const oldTexts = new Map((await select.execute()).map((row) => [row.photo_id, row]))
  const texts = (await readSearchable(db, dialect, photoIds)).map((item) => toPhotoText(item, vocabulary))
  const changed = texts.filter((text) => {
    const old = oldTexts.get(text.photo_id)
    return textColumns.some((column) => old?.[column] !== text[column])
  })
  if (changed.length === 0) return

  const [come, gone] = [createTermLinks(), createTermLinks()]
  for (const text of changed) {
    const old = oldTexts.get(text.photo_id)
    const [before, after] = [old ? toPhotoTerms(old, vocabulary) : new Set<string>(), toPhotoTerms(text, vocabulary)]
    come.add(text.photo_id, without(after, before))
    gone.add(text.photo_id, without(before, after))
  }
  const idOf = await findOrCreateTerms(db, dialect, new Set([...come.terms(), ...gone.terms()]))
  for (const [segment, links] of gone.bySegment(idOf))
    await deletePairs(db, dialect, 'photo_terms', ['term_id', 'photo_id'], links, { column: 'segment', value: segment })
  await insertLinks(db, dialect, come.bySegment(idOf))
  const ids = changed.map((text) => text.photo_id)
  await db.deleteFrom('photo_texts').where('photo_id', 'in', dialect.idValues(ids)).execute()
  await insertTexts(db, changed)
}

const without = (terms: ReadonlySet<string>, others: ReadonlySet<string>): string[] =>
  [...terms].filter((term) => !others.has(term))

/** What can be searched of photos, as their rows have it. */
const readSearchable = async (
  db: Writer,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<SearchableText[]> => {
  const list = dialect.idList(photoIds)
  const photos = await db
    .selectFrom('photos')
    .select([
      'id',
      'title',
      'description',
      'translations',
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
  return photos.map(({ id, ...columns }) => ({
    photoId: id,
    columns,
    tags: namesOf.get(id) ?? [],
    fields: textsOf.get(id) ?? [],
  }))
}

const findOrCreateTerms = async (
  db: Writer,
  dialect: DialectSupport,
  words: Iterable<string>,
): Promise<Map<string, number>> => {
  const terms = [...words].sort()
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
