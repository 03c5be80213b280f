import { VitrineError } from '../errors/vitrine-error.ts'
import type { Unit } from '../transaction.ts'
import { toField } from './field.store.ts'
import type { CustomField } from './field.types.ts'

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
export const setPositions = async ({ db, dialect }: Unit, ids: readonly number[]): Promise<void> => {
  const places = ids.map((id, place) => [id, place] as const)
  await dialect.placeRows({ table: 'custom_fields', key: 'id', column: 'position', places }).execute(db)
}
