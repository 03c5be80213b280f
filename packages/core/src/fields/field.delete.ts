import { indexLater } from '../tags/tag.index.ts'
import type { Unit } from '../transaction.ts'
import { selectPhotosWith } from './field.store.ts'
import { lockField } from './field.write.ts'

/** Deletes a field with all of its values; the words of the photos that had one follow. */
export const deleteField = async (unit: Unit, id: number): Promise<void> => {
  const field = await lockField(unit, id)
  const hasWords = field.subject === 'photo' && (field.type === 'text' || field.type === 'choice')
  const photoIds = hasWords ? await selectPhotosWith(unit.db, id) : []
  await unit.db.deleteFrom('custom_fields').where('id', '=', id).execute()
  unit.record({ subject: 'setting', id, action: 'field-deleted', before: { ...field } })
  unit.rightsChanged('people')
  await indexLater(unit, photoIds)
}
