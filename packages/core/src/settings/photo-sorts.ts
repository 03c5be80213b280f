import type { Unit } from '../transaction.ts'
import { photoSortKeys, readPhotoSorts } from './photo-sorts.store.ts'
import type { PhotoSorts } from './settings.types.ts'

export const writePhotoSorts = async (unit: Unit, patch: Partial<PhotoSorts>): Promise<void> => {
  const before = await readPhotoSorts(unit.db)
  for (const name of ['photos', 'albums'] as const) {
    const sort = patch[name]
    if (sort === undefined || sort === before[name]) continue
    const [key, value] = [photoSortKeys[name], JSON.stringify(sort)]
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
