import { deletePhotoFiles, selectPhotoFiles } from '../files/photo-file.store.ts'
import { releaseOriginals } from '../files/released-originals.ts'
import type { Unit } from '../transaction.ts'

/** Takes the picture away that stands for a photo's file; whether there is another is the caller's to say. */
export const dropRepresentative = async (unit: Unit, photoId: number): Promise<void> => {
  const rows = await selectPhotoFiles(unit.db, photoId, 'representative')
  await deletePhotoFiles(
    unit.db,
    unit.dialect,
    rows.map(({ id }) => id),
  )
  await releaseOriginals(unit, rows)
  await unit.db
    .updateTable('photos')
    .set({ representative: null, placeholder: null, updated_at: unit.at })
    .where('id', '=', photoId)
    .execute()
}
