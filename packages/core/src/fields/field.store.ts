import type { Reader } from '../db/database.ts'
import type { CustomFieldRow } from './custom-field.table.ts'
import type { CustomField } from './field.types.ts'

/** All of them, in their order, photos' fields first. */
export const selectFields = async (db: Reader): Promise<CustomField[]> => {
  const rows = await db
    .selectFrom('custom_fields')
    .selectAll()
    .orderBy('subject', 'desc')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(toField)
}

export const toField = (row: CustomFieldRow): CustomField => ({
  id: row.id,
  subject: row.subject,
  key: row.field_key,
  name: row.name,
  type: row.type,
  choices: row.choices === null ? null : (JSON.parse(row.choices) as string[]),
  position: row.position,
  createdAt: row.created_at,
})

/** Photos that have a value of a field; with `keys`, one of those. */
export const selectPhotosWith = async (db: Reader, fieldId: number, keys?: readonly string[]): Promise<number[]> => {
  let query = db.selectFrom('photo_fields').select('photo_id').where('field_id', '=', fieldId)
  if (keys) query = query.where('text_key', 'in', [...keys])
  return (await query.execute()).map((row) => row.photo_id)
}
