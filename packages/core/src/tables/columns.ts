import type { FieldValue } from '../fields/field.types.ts'
import type { Photo, PhotoPatch } from '../photos/photo.types.ts'

/** Columns that name the photo of a row. */
export const keyColumns = ['id', 'sha256', 'fileName', 'albums'] as const

const texts = ['title', 'description', 'author', 'copyright', 'takenAt'] as const
const numbers = ['rating', 'level', 'latitude', 'longitude', 'altitude'] as const

/** Columns that are written to photos, in the order of an export. */
export const writtenColumns = [
  'albumIds',
  ...texts.slice(0, 4),
  'rating',
  'level',
  'takenAt',
  ...numbers.slice(2),
  'tags',
] as const

export const fieldPrefix = 'fields.'

export const isColumn = (name: string): boolean =>
  (keyColumns as readonly string[]).includes(name) ||
  (writtenColumns as readonly string[]).includes(name) ||
  name.startsWith(fieldPrefix)

export const isNumberColumn = (name: string): boolean => (numbers as readonly string[]).includes(name)

/** What stands in a cell, whatever the format. */
export type CellValue = FieldValue | readonly string[] | readonly number[] | null

/** What a photo has in a column now. */
export const columnValue = (photo: Photo, column: string): CellValue => {
  if (column.startsWith(fieldPrefix)) return photo.fields[column.slice(fieldPrefix.length)] ?? null
  if (column === 'tags') return photo.tags.map(({ name }) => name)
  if (column === 'albumIds') return [...photo.albumIds].sort((a, b) => a - b)
  return photo[column as keyof Photo] as FieldValue | null
}

/** For people: a value in a list of changes. */
export const describeValue = (value: CellValue): string | null =>
  value === null ? null : Array.isArray(value) ? value.join('; ') : String(value)

/** `true` where writing the one over the other changes nothing. */
export const isSameValue = (a: CellValue, b: CellValue): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return toSet(a) === toSet(b)
  return a === b
}

const toSet = (values: readonly (string | number)[]): string => JSON.stringify([...new Set(values.map(String))].sort())

/** The patch that sets these columns. */
export const toPatch = (values: ReadonlyMap<string, unknown>): PhotoPatch => {
  const patch: Record<string, unknown> = {}
  const fields: Record<string, unknown> = {}
  for (const [column, value] of values) {
    if (column.startsWith(fieldPrefix)) fields[column.slice(fieldPrefix.length)] = value
    else patch[column] = value
  }
  return {
    ...patch,
    ...(Object.keys(fields).length > 0 ? { fields: fields as NonNullable<PhotoPatch['fields']> } : {}),
  }
}
