import type { ErrorCode } from '../errors/codes.ts'
import type { PhotoSort } from '../photos/photo.sort.ts'
import type { PhotoScope } from '../photos/photo.types.ts'

/** `csv`: RFC 4180; `json`: one array; `ndjson`: one object to a line. */
export type TableFormat = 'csv' | 'json' | 'ndjson'

export interface TableExportOptions extends PhotoScope {
  /** Default `csv`. */
  format?: TableFormat
  /** Begins CSV with the mark by which some spreadsheets know UTF-8. Default `false`. */
  bom?: boolean
  /** Default: that of lists. */
  sort?: PhotoSort | undefined
  signal?: AbortSignal
  onProgress?: (progress: TableProgress) => void
}

export interface TableProgress {
  readonly phase: 'exporting' | 'checking' | 'applying'
  readonly rowsDone: number
  /** `null` while it is not known. */
  readonly rowsTotal: number | null
}

export interface TableImportOptions {
  /** Default: `csv`, or what a first character of `[` or `{` tells. */
  format?: TableFormat
  /** Tells what would change and changes nothing. Default `false`. */
  dryRun?: boolean
  /** Empty cells take values away. Default `false`: they leave them as they are. */
  clearEmpty?: boolean
  /** Applies the rows that are right although others are wrong. Default `false`: with a wrong row, nothing is changed. */
  skipErrors?: boolean
  signal?: AbortSignal
  onProgress?: (progress: TableProgress) => void
}

/** A value that changes, or would. */
export interface TableChange {
  /** As spreadsheets count: the header is row 1. Of JSON, the first record is 1. */
  readonly row: number
  readonly photoId: number
  readonly column: string
  readonly before: string | null
  readonly after: string | null
}

export interface TableError {
  readonly row: number
  /** `null`: the row as a whole. */
  readonly column: string | null
  readonly code: ErrorCode
  readonly message: string
}

export interface TableImportReport {
  readonly isDryRun: boolean
  readonly rows: number
  /** Photos that change, or would. */
  readonly changed: number
  readonly unchanged: number
  /** Rows that were left out for what is wrong with them. */
  readonly failed: number
  /** How many photos change, by column. */
  readonly columns: Readonly<Record<string, number>>
  /** Columns of the table that mean nothing here. */
  readonly ignoredColumns: readonly string[]
  /** The first 100. */
  readonly changes: readonly TableChange[]
  /** The first 500. */
  readonly errors: readonly TableError[]
  /** Under which all changes stand in the change log; `null` where nothing was changed. */
  readonly batchId: string | null
  readonly durationMs: number
}

/** Metadata of photos as tables. */
export interface TablesService {
  /**
   * What people may write on photos, as the actor sees them, one row for each: `id`, `sha256`, `fileName`, `albums`, `albumIds`, `title`,
   * `description`, `author`, `copyright`, `rating`, `level`, `takenAt`, `latitude`, `longitude`, `altitude`, `tags` and `fields.KEY`.
   * Read page by page while it is taken; memory does not grow with it.
   */
  export(options?: TableExportOptions): AsyncGenerator<Uint8Array>
  /**
   * Writes on photos what a table says. Rows find their photo by `id`, else by `sha256`, else by `fileName` and, where several have it,
   * the first of `albums`. Everything is checked before the first photo is changed. Needs `edit` on each photo that changes.
   *
   * @throws `INPUT_INVALID` where it is no such table; `BODY_TOO_LARGE` beyond 1 GiB, or 64 MiB for a JSON array.
   */
  import(content: AsyncIterable<Uint8Array>, options?: TableImportOptions): Promise<TableImportReport>
}
