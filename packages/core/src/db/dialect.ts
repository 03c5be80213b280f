import type { Kysely, OperationNodeSource, RawBuilder, SqlBool } from 'kysely'
import type { Database } from './database.ts'

/**
 * Hexadecimal characters of a digest that its index holds. Digests come in no order, so that each new one is written to a page of its
 * own: with 32 bits instead of 256 there are a quarter of the pages, and two of a million photos share them about a hundred times.
 */
export const digestStart = 8

/** What differs between the engines, in one place: a store never asks for the dialect's name. */
export interface DialectSupport {
  readonly name: 'sqlite' | 'mysql'
  readonly columns: ColumnTypes
  /** Rows of one `INSERT` or values of one `IN`: below the engine's limit of bound values. */
  readonly maxBoundValues: number

  /** Opens the connections. */
  open(): Promise<Connections>
  /** Whether an error says that the whole transaction should be run once more. */
  isRetryable(error: unknown): boolean
  /** Whether an error says that a unique key is taken. */
  isDuplicate(error: unknown): boolean
  /** Whether an error says that a row points to one that is gone, or is pointed to by one that has come. */
  isDangling(error: unknown): boolean
  /** Whether an error says that the database cannot be reached, is full or busy; the code to answer with. */
  toUnavailable(error: unknown): 'DATABASE_UNAVAILABLE' | 'DATABASE_BUSY' | 'STORAGE_FULL' | 'STORAGE_READ_ONLY' | null
  /** Ids given to the rows of one `INSERT … VALUES (…), (…)`, in their order. */
  insertedIds(result: { insertId?: bigint | undefined }, rows: number): number[]
  /** A table of numbers, bound as one value: `id in (select …)`. For reading; where rows are changed, {@link idValues}. */
  idList(ids: Iterable<number>): RawBuilder<number>
  /** The same of texts, 255 characters each at most, compared byte by byte. */
  textList(texts: Iterable<string>): RawBuilder<string>
  /**
   * Numbers for the `id in …` of an `UPDATE` or a `DELETE`, a few thousand at most: MariaDB would read the whole table there and look
   * each row up in a subquery.
   */
  idValues(ids: Iterable<number>): RawBuilder<number>
  /**
   * What stands after the columns of an `INSERT` of two whole numbers to a row, a group of rows for each first number. Written out or
   * bound as one value: binding two for each row costs the drivers more than the engine needs to store them. `before`: a third number
   * that all rows begin with.
   */
  pairRows(groups: Iterable<PairGroup>, before?: number): RawBuilder<unknown>
  /**
   * An `INSERT` that need not look up the rows it refers to, where the engine can be told so. Only for rows that this transaction has
   * written, and such as are never deleted: nothing else may point to what is not there.
   */
  withKnownReferences(insert: OperationNodeSource): RawBuilder<unknown>
  /** The end of an `INSERT`: where a row is there by its key, the number is added to the one that it has. */
  addingTo(column: string, key: readonly string[]): RawBuilder<unknown>
  /** One statement that deletes rows by their key: a whole number that is the same in all of them, and a pair. */
  deletePairs(pairs: KeyPairs): RawBuilder<unknown>
  /** One statement that gives rows their places. */
  placeRows(places: RowPlaces): RawBuilder<unknown>
  /**
   * A column, `photos.deleted_at`, in a condition that is to be checked row by row: SQLite keeps no statistics, and would take an index
   * of it for a good one however many rows have the same value.
   */
  unindexed<T>(column: string): RawBuilder<T>
  /**
   * The name of a table in `from`, to be read along this index: MariaDB looks rows up by the first column of an index alone where the
   * rest would be a wide range, and then goes through all that come before the place where a page begins. `null`: the engine sees it.
   */
  alongIndex(table: string, index: string): RawBuilder<unknown> | null
  /** Between two tables of a `from`, with an `on`: reads the first of them first, whatever the engine expects of them. */
  readonly inOrder: RawBuilder<unknown>
  /** The week of ISO 8601 that a column of dates as text (`2019-07-04…`) lies in; `null` parts where it holds none. */
  isoWeek(column: RawBuilder<unknown>): Readonly<Record<'year' | 'week' | 'weekday', RawBuilder<number>>>
  /** Whether a column of digests holds one of these, found by an index of how they begin, see `digestStart`. */
  digestIn(column: string, digests: readonly string[]): RawBuilder<SqlBool>
  /** Whether a column of digests holds one that begins like this (hexadecimal, lower case), found by the same index. */
  digestBegins(column: string, start: string): RawBuilder<SqlBool>
  /** Names of a table's columns; none where there is no such table. Looks at that table alone: a server may hold thousands of others. */
  columnsOf(db: Kysely<Database>, table: string): Promise<string[]>
  /** Creates an index where it is missing. */
  ensureIndex(
    db: Kysely<Database>,
    index: { name: string; table: string; columns: string[]; unique?: boolean },
  ): Promise<void>
  /** Drops an index where it is. */
  dropIndex(db: Kysely<Database>, index: { name: string; table: string }): Promise<void>
  /** Takes all foreign keys from a table; `null` where a table has to be made anew for that. */
  readonly dropForeignKeys: ((db: Kysely<Database>, table: string) => Promise<void>) | null
  /** Creates an index of the first `digestStart` characters of a column where it is missing. */
  ensureDigestIndex(db: Kysely<Database>, index: { name: string; table: string; column: string }): Promise<void>
  /** Trailing clause of `CREATE TABLE`: storage engine and collation. */
  readonly tableOptions: RawBuilder<unknown> | null
  /** The same for a table that is all key, `photo_tags`: rows are kept in the order of the primary key, and nowhere else. */
  readonly keyTableOptions: RawBuilder<unknown> | null
  /** Locks the row until the end of the transaction where the engine needs it. */
  readonly forUpdate: RawBuilder<unknown> | null
  /** Keeps others from changing the row until the end of the transaction, where the engine needs it; others may do the same. */
  readonly forShare: RawBuilder<unknown> | null
}

/** Rows of two whole numbers that share the first. */
export type PairGroup = readonly [first: number, seconds: readonly number[]]

/** Rows of a table by a key of three whole numbers. */
export interface KeyPairs {
  readonly table: string
  readonly before: { readonly column: string; readonly value: number }
  readonly columns: readonly [string, string]
  readonly groups: readonly PairGroup[]
}

/** Rows of a table, by key, with the whole number that a column of theirs gets; rows that have it are not written. */
export interface RowPlaces {
  readonly table: string
  readonly key: string
  readonly column: string
  readonly places: readonly (readonly [key: number, place: number])[]
  /** Only rows with this value in another column. */
  readonly within?: { readonly column: string; readonly value: number }
}

/** Column types as written in `CREATE TABLE`. */
export interface ColumnTypes {
  readonly id: RawBuilder<unknown>
  readonly ref: RawBuilder<unknown>
  readonly integer: RawBuilder<unknown>
  readonly bigint: RawBuilder<unknown>
  readonly real: RawBuilder<unknown>
  readonly flag: RawBuilder<unknown>
  /** ISO 8601, UTC, with milliseconds: 24 characters, sorts as text. */
  readonly instant: RawBuilder<unknown>
  /** Compared byte by byte on both engines; what should compare otherwise has a key column of its own. */
  text(maxLength: number): RawBuilder<unknown>
  /** ASCII only: hashes, codes. */
  ascii(maxLength: number): RawBuilder<unknown>
  readonly longText: RawBuilder<unknown>
}

export interface Connections {
  /** Transactions. */
  readonly write: Kysely<Database>
  /** Everything else. Never waits for a transaction of this process. */
  readonly read: Kysely<Database>
  close(): Promise<void>
}
