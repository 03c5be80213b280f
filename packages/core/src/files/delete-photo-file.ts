import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { transact } from '../transaction.ts'
import { liesInFolder } from './in-folder.ts'
import { deletePhotoFiles, lockPhoto, updateFormatCount } from './photo-file.store.ts'
import type { PhotoFileRow } from './photo-file.table.ts'
import { releaseOriginals } from './released-originals.ts'

/**
 * Takes a version or a format of a photo away for good; its bytes go once nothing names them.
 *
 * @throws {VitrineError} `PHOTO_READ_ONLY` where the file lies in a library root: it is there as long as it lies there.
 */
export const deletePhotoFile = async ({ gallery, actor }: CallContext, file: PhotoFileRow): Promise<void> => {
  if (liesInFolder(file)) throw new VitrineError('PHOTO_READ_ONLY')
  const { id, photo_id: photoId, role, file_name: fileName, sha256 } = file
  await transact(gallery, actor, async (unit) => {
    if (!(await lockPhoto(unit, photoId))) throw new VitrineError('PHOTO_NOT_FOUND')
    // Somebody else was faster: what was asked for has come about.
    if ((await deletePhotoFiles(unit.db, unit.dialect, [id])) === 0) return
    if (role === 'format') await updateFormatCount(unit.db, photoId, unit.at)
    await releaseOriginals(unit, [file])
    unit.record({ subject: 'photo', id: photoId, action: `${role}-deleted`, before: { id, fileName, sha256 } })
  })
}
