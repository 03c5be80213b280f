import type { Reader } from '../db/database.ts'
import { selectFields } from './field.store.ts'
import type { CustomField, FieldSubject } from './field.types.ts'

/** All custom fields of a gallery at one moment: kept in memory with the rights, whose version changes with them. */
export interface FieldDefinitions {
  /** In their order, photos' fields first. */
  readonly all: readonly CustomField[]
  readonly byId: ReadonlyMap<number, CustomField>
  readonly byKey: Readonly<Record<FieldSubject, ReadonlyMap<string, CustomField>>>
}

export const loadFields = async (db: Reader): Promise<FieldDefinitions> => toDefinitions(await selectFields(db))

export const toDefinitions = (all: readonly CustomField[]): FieldDefinitions => {
  const byKey = (subject: FieldSubject) =>
    new Map(all.filter((field) => field.subject === subject).map((field) => [field.key, field] as const))
  return {
    all,
    byId: new Map(all.map((field) => [field.id, field])),
    byKey: { photo: byKey('photo'), album: byKey('album') },
  }
}
