import { CountDeltas } from '../albums/album-counts.store.ts'
import type { GalleryContext } from '../context.ts'
import { allEnded } from '../db/all-ended.ts'
import { insertPairs } from '../db/insert-pairs.ts'
import { insertRows } from '../db/insert-rows.ts'
import { insertPhotoValues, toTexts } from '../fields/field.values.ts'
import type { PhotoSource } from '../hooks/payloads.ts'
import { indexTexts } from '../search/search-index.store.ts'
import { createVocabulary, type Vocabulary } from '../search/vocabulary.ts'
import { findOrPlaceTags } from '../tags/tag.find-or-place.ts'
import { toStoredKey } from '../tags/tag.key.ts'
import type { TagPath } from '../tags/tag.path-plan.ts'
import { selectTagWords } from '../tags/tag.words.ts'
import type { Unit } from '../transaction.ts'
import { insertDrafts } from './insert-drafts.ts'
import { type PhotoDraft, toHookDraft, withHookDraft } from './photo-draft.ts'
import { readAhead } from './read-ahead.ts'

const linksPerStatement = 1_000
const linkColumns = ['album_id', 'photo_id', 'sort_at'] as const

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
  const vocabulary = createVocabulary()
  const [ids] = await Promise.all([insertDrafts(gallery, unit, drafts), readAhead(drafts, vocabulary)])

  // What one puts together, it does while a server is busy with the other.
  await allEnded([linkAlbums(unit, drafts, ids), linkTagsAndWords(gallery, unit, drafts, ids, vocabulary)])

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
  const alive = drafts.filter(({ row }) => row.deleted_at === null)
  const albumIds = [...new Set(alive.flatMap((draft) => draft.albumIds))]
  const photos = ids.filter((_, index) => drafts[index]?.row.deleted_at === null).map((id) => ({ id }))
  if (photos.length > 0)
    unit.after.defer('photo.added', { photos, albumIds, source, batchId: null }, { actor: unit.actor })
  return ids
}

const linkAlbums = async (
  { db, dialect, at }: Unit,
  drafts: readonly PhotoDraft[],
  ids: readonly number[],
): Promise<void> => {
  const links = drafts.flatMap(({ row, albumIds }, index) =>
    albumIds.map((album_id) => ({ album_id, photo_id: ids[index] as number, sort_at: row.taken_at ?? at })),
  )
  for (let start = 0; start < links.length; start += linksPerStatement)
    await insertRows(db, 'album_photos', linkColumns, links.slice(start, start + linksPerStatement))
  const deltas = new CountDeltas()
  // What waits for its review is in no list, and counted in none.
  for (const { row, albumIds } of drafts)
    if (row.deleted_at === null) for (const id of albumIds) deltas.add(id, row.level, 1)
  await deltas.apply(db, dialect)
}

const linkTagsAndWords = async (
  gallery: GalleryContext,
  unit: Unit,
  drafts: readonly PhotoDraft[],
  ids: readonly number[],
  vocabulary: Vocabulary,
): Promise<void> => {
  const { tagIds } = await linkTags(
    unit,
    drafts.map(({ tags, tagPaths }, index) => ({ photoId: ids[index] as number, tags, tagPaths })),
    { areNew: true },
  )
  await insertPhotoValues(
    unit,
    drafts.map(({ values = [] }, index) => ({ photoId: ids[index] as number, values })),
  )
  const wordsOf = await selectTagWords(unit.db, gallery.dialect, tagIds.flat())
  await indexTexts(
    unit.db,
    gallery.dialect,
    drafts.map(({ row, values = [] }, index) => ({
      photoId: ids[index] as number,
      columns: row,
      tags: (tagIds[index] ?? []).flatMap((id) => wordsOf.get(id) ?? []),
      fields: toTexts(values),
    })),
    vocabulary,
  )
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
 * Joins photos to tags by name; tags they have already stay. Paths say where tags that nobody placed yet stand; those that lead to
 * none of the tags of their photo are left out.
 *
 * @param options.areNew - The photos were written by this transaction.
 * @returns How many links are new, and the tags of each item by its place.
 */
export const linkTags = async (
  unit: Unit,
  items: readonly { photoId: number; tags: readonly string[]; tagPaths?: readonly TagPath[] | undefined }[],
  { areNew = false }: { areNew?: boolean } = {},
): Promise<{ added: number; tagIds: number[][] }> => {
  const names = items.flatMap(({ tags }) => tags)
  if (names.length === 0) return { added: 0, tagIds: items.map(() => []) }
  const idOf = await findOrPlaceTags(unit, names, items.flatMap(pathsToTags))
  const tagIds = items.map(({ tags }) => [...new Set(tags.flatMap((name) => idOf.get(toStoredKey(name)) ?? []))])
  const added = await insertPairs(
    unit.db,
    unit.dialect,
    'photo_tags',
    ['photo_id', 'tag_id'],
    items.map(({ photoId }, index) => [photoId, tagIds[index] ?? []]),
    // The tags were found with a lock that keeps them.
    { ignore: true, areKnown: areNew },
  )
  return { added, tagIds }
}

/** A plugin may have taken a tag away since the file was read. */
const pathsToTags = ({
  tags,
  tagPaths = [],
}: {
  tags: readonly string[]
  tagPaths?: readonly TagPath[] | undefined
}) => {
  if (tagPaths.length === 0) return []
  const keys = new Set(tags.map(toStoredKey))
  return tagPaths.filter((path) => keys.has(toStoredKey(path.at(-1) ?? '')))
}
