import type { Reader } from '../db/database.ts'
import type { CustomFieldRow } from './custom-field.table.ts'
import type { CustomField, FieldSubject } from './field.types.ts'

/** All custom fields of a gallery at one moment: kept in memory with the rights, whose version changes with them. */
export interface FieldDefinitions {
  /** In their order, photos' fields first. */
  readonly all: readonly CustomField[]
  readonly byId: ReadonlyMap<number, CustomField>
  readonly byKey: Readonly<Record<FieldSubject, ReadonlyMap<string, CustomField>>>
}

export const loadFields = async (db: Reader): Promise<FieldDefinitions> => toDefinitions(await selectFields(db))

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

const toDefinitions = (all: readonly CustomField[]): FieldDefinitions => {
  const byKey = (subject: FieldSubject) =>
    new Map(all.filter((field) => field.subject === subject).map((field) => [field.key, field] as const))
  return {
    all,
    byId: new Map(all.map((field) => [field.id, field])),
    byKey: { photo: byKey('photo'), album: byKey('album') },
  }
}
