import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'
import { type Issue, inputInvalid } from '../errors/vitrine-error.ts'
import type { Unit } from '../transaction.ts'
import { type FieldDefinitions, loadFields } from './field.definitions.ts'
import type { CustomField, FieldSubject, FieldValue, FieldValues } from './field.types.ts'
import { fromStored, toFieldValue, toStored } from './field-value.ts'

/** A value that was checked against its field; `null` takes it away. */
export interface CheckedValue {
  readonly field: CustomField
  readonly value: FieldValue | null
}

/** @throws {VitrineError} `INPUT_INVALID` naming `fields.KEY`: there is no such field, or that is no value of it. */
export const checkValues = (
  { byKey }: FieldDefinitions,
  subject: FieldSubject,
  patch: Readonly<Record<string, unknown>>,
): CheckedValue[] => {
  const issues: Issue[] = []
  const values: CheckedValue[] = []
  for (const [key, given] of Object.entries(patch)) {
    const field = byKey[subject].get(key)
    const checked = field ? toFieldValue(field, given) : { message: 'There is no such field.' }
    if (field && 'value' in checked) values.push({ field, value: checked.value })
    else if ('message' in checked) issues.push({ path: `fields.${key}`, message: checked.message })
  }
  if (issues.length > 0) throw inputInvalid(issues)
  return values
}

/** Values of photos or albums by owner: one query for all of them, none where the gallery has no such fields. */
export const selectValues = async (
  db: Reader,
  dialect: DialectSupport,
  definitions: FieldDefinitions,
  owners: { readonly subject: FieldSubject; readonly ids: readonly number[] },
): Promise<Map<number, FieldValues>> => {
  const found = new Map<number, Record<string, FieldValue>>()
  if (definitions.byKey[owners.subject].size === 0 || owners.ids.length === 0) return found
  const list = dialect.idList(owners.ids)
  const rows =
    owners.subject === 'photo'
      ? await db
          .selectFrom('photo_fields')
          .select(['photo_id as owner_id', 'field_id', 'text_value', 'number_value'])
          .where('photo_id', 'in', list)
          .execute()
      : await db
          .selectFrom('album_fields')
          .select(['album_id as owner_id', 'field_id', 'text_value', 'number_value'])
          .where('album_id', 'in', list)
          .execute()
  const byOwner = new Map<number, typeof rows>()
  for (const row of rows) {
    const own = byOwner.get(row.owner_id)
    if (own) own.push(row)
    else byOwner.set(row.owner_id, [row])
  }
  for (const [id, own] of byOwner) {
    const values: Record<string, FieldValue> = {}
    // In the order of the fields, whatever the order of the rows.
    for (const field of definitions.byKey[owners.subject].values()) {
      const row = own.find((each) => each.field_id === field.id)
      if (row) values[field.key] = fromStored(field, row)
    }
    found.set(id, values)
  }
  return found
}

/** What a patch changed, by key; fields that stayed as they were are left out. */
export interface ValuesChange {
  readonly before: Readonly<Record<string, FieldValue | null>>
  readonly after: Readonly<Record<string, FieldValue | null>>
}

/**
 * Sets values of photos or albums, the same for all of them. Checked against the fields as the transaction sees them.
 *
 * @returns What changed, by photo or album; those that stay as they were are left out.
 */
export const writeValues = async (
  unit: Unit,
  owners: { readonly subject: FieldSubject; readonly ids: readonly number[] },
  patch: Readonly<Record<string, unknown>>,
): Promise<Map<number, ValuesChange>> => {
  const { db, dialect } = unit
  const definitions = await loadFields(db)
  const given = checkValues(definitions, owners.subject, patch)
  const changes = changesOfValues(owners.ids, given, await selectValues(db, dialect, definitions, owners))
  for (const { field, value } of given) {
    const ids = [...changes].flatMap(([id, { after }]) => (field.key in after ? [id] : []))
    if (ids.length === 0) continue
    const list = dialect.idValues(ids)
    const rows = ids.flatMap((id) => toRows([{ field, value }]).map((row) => ({ id, ...row })))
    if (owners.subject === 'photo') {
      await db.deleteFrom('photo_fields').where('photo_id', 'in', list).where('field_id', '=', field.id).execute()
      await insertValues(unit, rows)
    } else {
      await db.deleteFrom('album_fields').where('album_id', 'in', list).where('field_id', '=', field.id).execute()
      if (rows.length > 0)
        await db
          .insertInto('album_fields')
          .values(rows.map(({ id, ...row }) => ({ album_id: id, ...row })))
          .execute()
    }
  }
  return changes
}

/** What values that were checked change of photos or albums; those that stay as they were are left out. */
export const changesOfValues = (
  ids: readonly number[],
  given: readonly CheckedValue[],
  known: ReadonlyMap<number, FieldValues>,
): Map<number, ValuesChange> => {
  const changes = new Map<number, ValuesChange>()
  for (const id of ids) {
    const changed = given.filter(({ field, value }) => (known.get(id)?.[field.key] ?? null) !== value)
    if (changed.length > 0)
      changes.set(id, {
        before: Object.fromEntries(changed.map(({ field }) => [field.key, known.get(id)?.[field.key] ?? null])),
        after: Object.fromEntries(changed.map(({ field, value }) => [field.key, value])),
      })
  }
  return changes
}

/** Writes values of photos that have none yet. */
export const insertPhotoValues = (
  unit: Unit,
  photos: readonly { readonly photoId: number; readonly values: readonly CheckedValue[] }[],
): Promise<void> =>
  insertValues(
    unit,
    photos.flatMap(({ photoId, values }) => toRows(values).map((row) => ({ id: photoId, ...row }))),
  )

const insertValues = async (
  { db }: Unit,
  rows: readonly ({ readonly id: number } & ReturnType<typeof toRows>[number])[],
): Promise<void> => {
  for (let start = 0; start < rows.length; start += 500)
    await db
      .insertInto('photo_fields')
      .values(rows.slice(start, start + 500).map(({ id, ...row }) => ({ photo_id: id, ...row })))
      .execute()
}

/** Rows of the values that are set. */
const toRows = (values: readonly CheckedValue[]) =>
  values.flatMap(({ field, value }) => (value === null ? [] : [{ field_id: field.id, ...toStored(value) }]))

/** What of the values is found by words: texts and choices. */
export const toTexts = (values: readonly CheckedValue[]): string[] =>
  values.flatMap(({ field, value }) =>
    typeof value === 'string' && (field.type === 'text' || field.type === 'choice') ? [value] : [],
  )

/** The same of photos that are in the database. */
export const selectTexts = async (
  db: Reader,
  dialect: DialectSupport,
  photoIds: readonly number[],
): Promise<Map<number, string[]>> => {
  const rows = await db
    .selectFrom('photo_fields')
    .innerJoin('custom_fields', 'custom_fields.id', 'photo_fields.field_id')
    .select(['photo_fields.photo_id', 'photo_fields.text_value'])
    .where('photo_fields.photo_id', 'in', dialect.idList(photoIds))
    .where('custom_fields.type', 'in', ['text', 'choice'])
    .orderBy('custom_fields.position')
    .orderBy('custom_fields.id')
    .execute()
  const texts = new Map<number, string[]>()
  for (const { photo_id, text_value } of rows)
    if (text_value !== null) texts.set(photo_id, [...(texts.get(photo_id) ?? []), text_value])
  return texts
}
