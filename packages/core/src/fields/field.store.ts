import { sql } from 'kysely'
import type { Reader, Writer } from '../db/database.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import type { Unit } from '../transaction.ts'
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

const toField = (row: CustomFieldRow): CustomField => ({
  id: row.id,
  subject: row.subject,
  key: row.field_key,
  name: row.name,
  type: row.type,
  choices: row.choices === null ? null : (JSON.parse(row.choices) as string[]),
  position: row.position,
  createdAt: row.created_at,
})

/** One field, held still until the end of the transaction. @throws `FIELD_NOT_FOUND` */
export const lockField = async ({ db, dialect }: Unit, id: number): Promise<CustomField> => {
  let query = db.selectFrom('custom_fields').selectAll().where('id', '=', id)
  if (dialect.forUpdate) query = query.modifyEnd(dialect.forUpdate)
  const row = await query.executeTakeFirst()
  if (!row) throw new VitrineError('FIELD_NOT_FOUND')
  return toField(row)
}

export const insertField = async (
  { db, dialect, at }: Unit,
  { key, choices, ...field }: Omit<CustomField, 'id' | 'createdAt'>,
): Promise<number> => {
  const result = await db
    .insertInto('custom_fields')
    .values({ ...field, field_key: key, choices: choices && JSON.stringify(choices), created_at: at })
    .executeTakeFirstOrThrow()
  return dialect.insertedIds(result, 1)[0] as number
}

/** Gives fields their places, in one statement. */
export const setPositions = async (db: Writer, ids: readonly number[]): Promise<void> => {
  const cases = ids.map((id, position) => sql`when ${sql.lit(id)} then ${sql.lit(position)}`)
  await db
    .updateTable('custom_fields')
    .set({ position: sql<number>`case id ${sql.join(cases, sql` `)} end` })
    .where('id', 'in', [...ids])
    .execute()
}

/** Photos that have a value of a field; with `keys`, one of those. */
export const selectPhotosWith = async (db: Reader, fieldId: number, keys?: readonly string[]): Promise<number[]> => {
  let query = db.selectFrom('photo_fields').select('photo_id').where('field_id', '=', fieldId)
  if (keys) query = query.where('text_key', 'in', [...keys])
  return (await query.execute()).map((row) => row.photo_id)
}
