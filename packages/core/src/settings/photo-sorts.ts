import type { Unit } from '../transaction.ts'
import { photoSortKeys, readPhotoSorts } from './photo-sorts.store.ts'
import { saveSetting } from './setting.store.ts'
import type { PhotoSorts } from './settings.types.ts'

export const writePhotoSorts = async (unit: Unit, patch: Partial<PhotoSorts>): Promise<void> => {
  const before = await readPhotoSorts(unit.db)
  for (const name of ['photos', 'albums'] as const) {
    const sort = patch[name]
    if (sort === undefined || sort === before[name]) continue
    const [key, value] = [photoSortKeys[name], JSON.stringify(sort)]
    await saveSetting(unit, key, value)
    unit.record({
      subject: 'setting',
      id: 0,
      action: 'updated',
      before: { [key]: before[name] },
      after: { [key]: sort },
    })
  }
}
