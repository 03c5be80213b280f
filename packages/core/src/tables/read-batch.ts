import * as v from 'valibot'
import { requireOwnLevel } from '../call.ts'
import type { CallContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { checkValues } from '../fields/field.values.ts'
import { toIssues } from '../input/validate.ts'
import { photoPatch } from '../photos/photo.schema.ts'
import { selectWholePhotos } from '../photos/photo.store.ts'
import type { PhotoRow } from '../photos/photo.table.ts'
import type { Photo, PhotoPatch } from '../photos/photo.types.ts'
import { requireAlbums } from '../photos/photo.update.ts'
import { toPhotos } from '../photos/photo.views.ts'
import { readCell } from './cell-values.ts'
import {
  type CellValue,
  columnValue,
  describeValue,
  fieldPrefix,
  isSameValue,
  toPatch,
  writtenColumns,
} from './columns.ts'
import { matchRows } from './match-rows.ts'
import type { TableChange, TableError } from './table.types.ts'
import type { TableRow } from './table-rows.ts'

/** What a row comes to: a photo and what changes on it, or what is wrong. */
export type ReadRow =
  | {
      readonly row: number
      readonly known: PhotoRow
      readonly patch: PhotoPatch
      readonly changes: readonly TableChange[]
    }
  | { readonly row: number; readonly errors: readonly TableError[] }

/** Compares a batch of rows with the photos they name, as they are now and as this actor may change them. */
export const readBatch = async (
  context: CallContext,
  rows: readonly TableRow[],
  options: { readonly clearEmpty: boolean },
): Promise<ReadRow[]> => {
  const { gallery, rights } = context
  const matches = await matchRows(context, rows)
  const ids = [...new Set(matches.flatMap((match) => ('photoId' in match ? [match.photoId] : [])))]
  const found = await selectWholePhotos(gallery.connections.read, gallery.dialect, rights, ids)
  const knownOf = new Map(found.map((row) => [row.id, row]))
  const photoOf = new Map((await toPhotos(context, found)).map((photo) => [photo.id, photo]))

  return rows.map((tableRow, index): ReadRow => {
    const { row } = tableRow
    const match = matches[index]
    const fail = (column: string | null, code: TableError['code'], message: string): ReadRow => ({
      row,
      errors: [{ row, column, code, message }],
    })
    if (!match || !('photoId' in match))
      return match ? fail(match.column, match.code, match.message) : fail(null, 'PHOTO_NOT_FOUND', '')
    const known = knownOf.get(match.photoId)
    const photo = photoOf.get(match.photoId)
    if (!known || !photo) return fail('id', 'PHOTO_NOT_FOUND', 'There is no such photo.')
    if (match.sha256 !== null && match.sha256 !== photo.sha256)
      return fail(
        'sha256',
        'CONFLICT',
        'The photo of this id has other bytes: the table is of another gallery, or the file was replaced.',
      )
    const { values, errors } = readValues(context, tableRow, photo, options)
    if (errors.length > 0) return { row, errors }
    const changes = [...values].map(([column, after]): TableChange => {
      const before = describeValue(columnValue(photo, column))
      return { row, photoId: photo.id, column, before, after: describeValue(after as CellValue) }
    })
    const needed = values.has('albumIds') ? (['edit', 'organise'] as const) : (['edit'] as const)
    if (changes.length > 0 && needed.some((capability) => !photo.capabilities.includes(capability)))
      return fail(null, 'FORBIDDEN', new VitrineError('FORBIDDEN').message)
    return { row, known, patch: toPatch(values), changes }
  })
}

/** The values of a row that are other than the photo's, checked. */
const readValues = (
  context: CallContext,
  { row, cells }: TableRow,
  photo: Photo,
  { clearEmpty }: { readonly clearEmpty: boolean },
) => {
  const { rights } = context
  const errors: TableError[] = []
  const given = new Map<string, unknown>()
  const wrong = (column: string, message: string) => void errors.push({ row, column, code: 'INPUT_INVALID', message })
  for (const [column, cell] of cells) {
    const key = column.startsWith(fieldPrefix) ? column.slice(fieldPrefix.length) : null
    if (key === null && !(writtenColumns as readonly string[]).includes(column)) continue
    const field = key === null ? undefined : rights.fields.byKey.photo.get(key)
    const read = readCell(column, cell, { field, clearEmpty })
    if (read === null) continue
    if ('message' in read) wrong(column, read.message)
    else given.set(column, read.value)
  }
  const checked = v.safeParse(photoPatch, toPatch(given), { abortPipeEarly: true })
  // `tags.3` is about the column of tags.
  for (const { path, message } of toIssues(checked.issues ?? [])) wrong(path.split('.')[0] ?? path, message)
  const fields = checkFields(rights, toPatch(given).fields ?? {}, wrong)
  if (!checked.success || errors.length > 0) return { values: new Map<string, unknown>(), errors }

  const { fields: _fields, ...plain } = checked.output
  const values = new Map<string, unknown>()
  for (const [column, value] of [...Object.entries(plain), ...fields])
    if (value !== undefined && !isSameValue(columnValue(photo, column), value as CellValue)) values.set(column, value)
  const { albumIds, level } = plain
  collect(() => values.has('albumIds') && requireAlbums(context, albumIds ?? []), wrong)
  collect(() => values.has('level') && requireOwnLevel(context, level ?? 0), wrong)
  return { values, errors }
}

const checkFields = (
  { fields }: CallContext['rights'],
  patch: Readonly<Record<string, unknown>>,
  wrong: (column: string, message: string) => void,
): [string, CellValue][] => {
  const values = collect(() => checkValues(fields, 'photo', patch), wrong) ?? []
  return values.map(({ field, value }) => [fieldPrefix + field.key, value])
}

/** What a check says is wrong is told, by column, and stops no other. */
const collect = <T>(check: () => T, wrong: (column: string, message: string) => void): T | undefined => {
  try {
    return check()
  } catch (error) {
    if (!VitrineError.has(error, 'INPUT_INVALID')) throw error
    // `albumIds.3` is about the column, `fields.licence` is one.
    for (const { path, message } of error.issues)
      wrong(path.startsWith(fieldPrefix) ? path : (path.split('.')[0] ?? path), message)
    return undefined
  }
}
