import type { Reader } from '../db/database.ts'
import { isPhotoSort, type PhotoSort } from '../photos/photo.sort.ts'
import type { PhotoSorts } from './settings.types.ts'

/** Their keys in the table of settings. */
export const photoSortKeys = { photos: 'photos.defaultSort', albums: 'albums.defaultPhotoSort' } as const
const builtIn: PhotoSorts = Object.freeze({ photos: '-takenAt', albums: 'takenAt' })

/** Usual orders of lists, where nobody asks for another. */
export const readPhotoSorts = async (db: Reader): Promise<PhotoSorts> => {
  const rows = await db
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'in', Object.values(photoSortKeys))
    .execute()
  const values = new Map(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]))
  const sortOf = (name: keyof PhotoSorts): PhotoSort => {
    const value = values.get(photoSortKeys[name])
    return isPhotoSort(value) ? value : builtIn[name]
  }
  return { photos: sortOf('photos'), albums: sortOf('albums') }
}
