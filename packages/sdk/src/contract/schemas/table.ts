import * as v from 'valibot'
import { Count, Id } from './fields.ts'
import { PhotoListQuery } from './photo.ts'

/** `csv`: RFC 4180; `json`: one array; `ndjson`: one object to a line. */
export const TableFormat = v.picklist(['csv', 'json', 'ndjson'])

const { limit: _limit, cursor: _cursor, ...scope } = PhotoListQuery.entries

/** Which photos, and how they are written. `bom`: CSV that some spreadsheets know for UTF-8. */
export const TableExportQuery = v.strictObject({
  ...scope,
  format: v.optional(TableFormat),
  bom: v.optional(v.boolean()),
})

/**
 * `dryRun`: tell what would change; `clearEmpty`: empty cells take values away; `skipErrors`: apply the rows that are right although
 * others are wrong.
 */
export const TableImportFields = v.strictObject({
  format: v.optional(TableFormat),
  dryRun: v.optional(v.boolean()),
  clearEmpty: v.optional(v.boolean()),
  skipErrors: v.optional(v.boolean()),
})
export type TableImportFields = v.InferOutput<typeof TableImportFields>

/** What became of a table, or would. */
export const TableImportReport = v.strictObject({
  isDryRun: v.boolean(),
  rows: Count,
  changed: Count,
  unchanged: Count,
  failed: Count,
  columns: v.record(v.string(), Count),
  ignoredColumns: v.array(v.string()),
  /** The first 100. */
  changes: v.array(
    v.strictObject({
      row: Count,
      photoId: Id,
      column: v.string(),
      before: v.nullable(v.string()),
      after: v.nullable(v.string()),
    }),
  ),
  /** The first 500. */
  errors: v.array(
    v.strictObject({ row: Count, column: v.nullable(v.string()), code: v.string(), message: v.string() }),
  ),
  /** Under which the changes stand in the change log. */
  batchId: v.nullable(v.string()),
  durationMs: v.pipe(v.number(), v.minValue(0)),
})
export type TableImportReport = v.InferOutput<typeof TableImportReport>
