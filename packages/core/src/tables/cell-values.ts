import type { CustomField } from '../fields/field.types.ts'
import { toFlag } from '../fields/field-value.ts'
import { splitCell } from './cells.ts'
import { fieldPrefix, isNumberColumn } from './columns.ts'

/** What a cell says: a value to be checked, nothing, or something that is no value of its column. */
export type ReadCell = { readonly value: unknown } | { readonly message: string } | null

/**
 * @param cell - Text from CSV, any value from JSON.
 * @param field - The custom field of the column, where it is one.
 */
export const readCell = (
  column: string,
  cell: unknown,
  { field, clearEmpty }: { field: CustomField | undefined; clearEmpty: boolean },
): ReadCell => {
  if (cell === undefined || cell === null || cell === '') return clearEmpty ? emptyOf(column) : null
  if (column.startsWith(fieldPrefix)) return typeof cell === 'string' ? ofField(cell, field) : { value: cell }
  if (typeof cell !== 'string') return { value: cell }
  if (column === 'tags') return { value: splitCell(cell) }
  if (column === 'albumIds') return ofNumbers(splitCell(cell))
  return isNumberColumn(column) ? ofNumber(cell) : { value: cell }
}

/** A photo has a level and is in its albums: an empty cell takes neither away. */
const emptyOf = (column: string): ReadCell => {
  if (column === 'level' || column === 'albumIds') return null
  return { value: column === 'tags' ? [] : null }
}

const ofField = (cell: string, field: CustomField | undefined): ReadCell => {
  if (field?.type === 'number') return ofNumber(cell)
  if (field?.type !== 'boolean') return { value: cell }
  const flag = toFlag(cell.trim())
  return flag === null ? { message: 'Must be yes or no.' } : { value: flag }
}

const notNumber = { message: 'Must be a number.' }

/** With a point or, as some spreadsheets write it, a comma. */
const ofNumber = (cell: string): ReadCell => {
  const text = cell.trim().replace(/^(-?\d+),(\d+)$/, '$1.$2')
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? { value: Number(text) } : notNumber
}

const ofNumbers = (cells: readonly string[]): ReadCell =>
  cells.every((cell) => /^\d{1,15}$/.test(cell)) ? { value: cells.map(Number) } : { message: 'Must be ids of albums.' }
