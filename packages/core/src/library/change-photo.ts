import { columnsOfMedia } from '../ingest/photo-draft.ts'
import type { ReadMedia } from '../ingest/read-media.ts'
import { linkTags } from '../ingest/record-photos.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import { toTitleKey } from '../photos/title-key.ts'
import { reindexPhotos } from '../search/search-index.store.ts'
import { toDisplayName } from '../text/file-name.ts'
import type { Unit } from '../transaction.ts'
import { type BatchContext, fileColumns, noFault } from './batch.ts'
import { saveFiles } from './library.store.ts'
import type { Candidate } from './sync-state.ts'

/**
 * The file of a photo has other bytes, or its sidecar other words, or only another time. What people wrote in the gallery wins over
 * what the file says; what they put into the trash stays there.
 */
export const changePhoto = async (
  { gallery, unit }: Pick<BatchContext, 'gallery' | 'unit'>,
  candidate: Candidate,
  photoId: number,
  media: ReadMedia,
): Promise<'changed' | 'unchanged'> => {
  let select = unit.db.selectFrom('photos').selectAll().where('id', '=', photoId)
  if (unit.dialect.forUpdate) select = select.modifyEnd(unit.dialect.forUpdate)
  const before = await select.executeTakeFirstOrThrow()
  const columns = columnsOfMedia(media)
  const kept = await selectWritten(unit, photoId)
  const next = {
    ...columns,
    ...Object.fromEntries(kept.map((key) => [key, before[key]])),
    file_name: toDisplayName(candidate.entry.name),
  }
  const isSame = (Object.keys(next) as (keyof typeof next)[]).every(
    (key) => String(next[key] ?? null) === String(before[key] ?? null),
  )
  await saveFiles(
    unit.db,
    [{ id: candidate.fileId, ...fileColumns(candidate), ...noFault, photo_id: photoId }],
    unit.at,
  )
  const { added: newTags } = await linkTags(unit, [{ photoId, tags: media.metadata.keywords }])
  if (isSame && newTags === 0) return 'unchanged'

  const sortAt = next.taken_at ?? before.added_at
  await unit.db
    .updateTable('photos')
    .set({
      ...next,
      title_key: toTitleKey({ ...before, ...next }),
      sort_at: sortAt,
      updated_at: unit.at,
      ...(next.sha256 === before.sha256 ? {} : { placeholder: null }),
    })
    .where('id', '=', photoId)
    .execute()
  if (sortAt !== before.sort_at)
    await unit.db.updateTable('album_photos').set({ sort_at: sortAt }).where('photo_id', '=', photoId).execute()
  await reindexPhotos(unit.db, gallery.dialect, [photoId])
  const change = { before: { sha256: before.sha256 }, after: { sha256: media.sha256 } }
  unit.record({ subject: 'photo', id: photoId, action: 'file-changed', ...change })
  unit.after.defer('photo.updated', { changes: [{ id: photoId, ...change }] }, { actor: unit.actor })
  return 'changed'
}

/** Columns that only mean something together: who wrote one of them wrote them all. */
const together: readonly (readonly (keyof PhotoRow)[])[] = [
  ['taken_at', 'taken_at_local', 'taken_offset'],
  ['latitude', 'longitude', 'altitude'],
]
const single: readonly (keyof PhotoRow)[] = ['title', 'description', 'author', 'copyright', 'rating']

/** The columns of a photo that people wrote in the gallery. */
const selectWritten = async ({ db }: Unit, photoId: number): Promise<(keyof PhotoRow)[]> => {
  const rows = await db
    .selectFrom('changes')
    .select('after')
    .where('subject', '=', 'photo')
    .where('subject_id', '=', photoId)
    .where('action', '=', 'updated')
    .execute()
  const written = new Set(rows.flatMap(({ after }) => Object.keys(JSON.parse(after ?? '{}') as object)))
  return [
    ...single.filter((key) => written.has(key)),
    ...together.filter((keys) => keys.some((key) => written.has(key))).flat(),
  ]
}
