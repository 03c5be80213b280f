import type { Reader } from '../db/database.ts'
import { isPhotoSort, type PhotoSort } from '../photos/photo.sort.ts'
import type { Unit } from '../transaction.ts'
import type { PhotoSorts } from './settings.types.ts'

const keys = { photos: 'photos.defaultSort', albums: 'albums.defaultPhotoSort' } as const
const builtIn: PhotoSorts = Object.freeze({ photos: '-takenAt', albums: 'takenAt' })

/** Usual orders of lists, where nobody asks for another. */
export const readPhotoSorts = async (db: Reader): Promise<PhotoSorts> => {
  const rows = await db
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'in', Object.values(keys))
    .execute()
  const values = new Map(rows.map((row) => [row.key, JSON.parse(row.value) as unknown]))
  const sortOf = (name: keyof PhotoSorts): PhotoSort => {
    const value = values.get(keys[name])
    return isPhotoSort(value) ? value : builtIn[name]
  }
  return { photos: sortOf('photos'), albums: sortOf('albums') }
}

export const writePhotoSorts = async (unit: Unit, patch: Partial<PhotoSorts>): Promise<void> => {
  const before = await readPhotoSorts(unit.db)
  for (const name of ['photos', 'albums'] as const) {
    const sort = patch[name]
    if (sort === undefined || sort === before[name]) continue
    const [key, value] = [keys[name], JSON.stringify(sort)]
    const row = await unit.db.selectFrom('settings').select('key').where('key', '=', key).executeTakeFirst()
    if (row) await unit.db.updateTable('settings').set({ value, updated_at: unit.at }).where('key', '=', key).execute()
    else await unit.db.insertInto('settings').values({ key, value, updated_at: unit.at }).execute()
    unit.record({
      subject: 'setting',
      id: 0,
      action: 'updated',
      before: { [key]: before[name] },
      after: { [key]: sort },
    })
  }
}
