import { CountDeltas } from '../albums/album-counts.store.ts'
import type { GalleryContext } from '../context.ts'
import { insertPhotoValues, toTexts } from '../fields/field.values.ts'
import { toBaseKey } from '../files/base-key.ts'
import type { PhotoSource } from '../hooks/payloads.ts'
import { toTitleKey } from '../photos/title-key.ts'
import { indexTexts } from '../search/search-index.store.ts'
import { findOrCreateTags } from '../tags/tag.find-or-create.ts'
import { toStoredKey } from '../tags/tag.key.ts'
import { selectTagWords } from '../tags/tag.words.ts'
import type { Unit } from '../transaction.ts'
import { type PhotoDraft, toHookDraft, withHookDraft } from './photo-draft.ts'

/** Rows of one statement: 50 columns each, below every engine's limit of bound values. */
const rowsPerStatement = 200

/**
 * Writes photos with their albums, tags, words and counters: a fixed number of statements for the whole batch.
 *
 * @returns The new ids, in the order of the drafts.
 */
export const recordPhotos = async (
  gallery: GalleryContext,
  unit: Unit,
  incoming: readonly PhotoDraft[],
  source: PhotoSource,
): Promise<number[]> => {
  const drafts = gallery.hooks.has('photo.adding') ? await filterDrafts(gallery, unit, incoming, source) : incoming
  const ids: number[] = []
  for (let start = 0; start < drafts.length; start += rowsPerStatement) {
    const rows = drafts.slice(start, start + rowsPerStatement).map(({ row }) => ({
      ...row,
      source_file_name: row.file_name,
      base_key: toBaseKey(row.file_name),
      title_key: toTitleKey(row),
      sort_at: row.taken_at ?? unit.at,
      added_at: unit.at,
      updated_at: unit.at,
    }))
    const result = await unit.db.insertInto('photos').values(rows).executeTakeFirstOrThrow()
    ids.push(...gallery.dialect.insertedIds(result, rows.length))
  }

  const links = drafts.flatMap(({ row, albumIds }, index) =>
    albumIds.map((album_id) => ({ album_id, photo_id: ids[index] as number, sort_at: row.taken_at ?? unit.at })),
  )
  for (let start = 0; start < links.length; start += 1_000) {
    await unit.db
      .insertInto('album_photos')
      .values(links.slice(start, start + 1_000))
      .execute()
  }
  const deltas = new CountDeltas()
  for (const { row, albumIds } of drafts) for (const id of albumIds) deltas.add(id, row.level, 1)
  await deltas.apply(unit.db)

  const { tagIds } = await linkTags(
    unit,
    drafts.map(({ tags }, index) => ({ photoId: ids[index] as number, tags })),
  )
  await insertPhotoValues(
    unit,
    drafts.map(({ values = [] }, index) => ({ photoId: ids[index] as number, values })),
  )
  const wordsOf = await selectTagWords(unit.db, gallery.dialect, tagIds.flat())
  await indexTexts(
    unit.db,
    drafts.map(({ row, values = [] }, index) => ({
      photoId: ids[index] as number,
      columns: row,
      tags: (tagIds[index] ?? []).flatMap((id) => wordsOf.get(id) ?? []),
      fields: toTexts(values),
    })),
  )

  for (const [index, id] of ids.entries())
    unit.record({
      subject: 'photo',
      id,
      action: 'added',
      after: {
        fileName: drafts[index]?.row.file_name,
        albumIds: drafts[index]?.albumIds,
        ...(drafts[index]?.written?.length ? { written: drafts[index].written } : {}),
      },
    })
  const albumIds = [...new Set(drafts.flatMap((draft) => draft.albumIds))]
  unit.after.defer(
    'photo.added',
    { photos: ids.map((id) => ({ id })), albumIds, source, batchId: null },
    { actor: unit.actor },
  )
  return ids
}

const filterDrafts = async (
  gallery: GalleryContext,
  unit: Unit,
  drafts: readonly PhotoDraft[],
  source: PhotoSource,
): Promise<PhotoDraft[]> => {
  const filtered: PhotoDraft[] = []
  for (const draft of drafts) {
    const { draft: changed } = await gallery.hooks.apply(
      'photo.adding',
      { draft: toHookDraft(draft), source },
      { actor: unit.actor },
    )
    filtered.push(withHookDraft(draft, changed))
  }
  return filtered
}

/**
 * Joins photos to tags by name; tags they have already stay.
 *
 * @returns How many links are new, and the tags of each item by its place.
 */
export const linkTags = async (
  unit: Unit,
  items: readonly { photoId: number; tags: readonly string[] }[],
): Promise<{ added: number; tagIds: number[][] }> => {
  const names = items.flatMap(({ tags }) => tags)
  if (names.length === 0) return { added: 0, tagIds: items.map(() => []) }
  let added = 0
  const idOf = await findOrCreateTags(unit, names)
  const tagIds = items.map(({ tags }) => [...new Set(tags.flatMap((name) => idOf.get(toStoredKey(name)) ?? []))])
  const rows = items.flatMap(({ photoId }, index) =>
    (tagIds[index] ?? []).map((tag_id) => ({ photo_id: photoId, tag_id })),
  )
  for (let start = 0; start < rows.length; start += 1_000) {
    const result = await unit.db
      .insertInto('photo_tags')
      .ignore()
      .values(rows.slice(start, start + 1_000))
      .executeTakeFirstOrThrow()
    added += Number(result.numInsertedOrUpdatedRows ?? 0n)
  }
  return { added, tagIds }
}
