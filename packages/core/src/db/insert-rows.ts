import { type Expression, type Insertable, PrimitiveValueListNode, ValuesNode } from 'kysely'
import type { Database, Writer } from './database.ts'

/**
 * Writes rows that all have the same columns, in one statement. Kysely's own `values` looks at each value of each row to find out which
 * columns there are and whether one is an expression: for the many rows of an import that takes as long as sending them.
 *
 * @param columns - A value that a row does not have is `null`, whatever the default of its column.
 * @returns The id of the first row where the engine tells it.
 */
export const insertRows = async <Table extends keyof Database & string>(
  db: Writer,
  table: Table,
  columns: readonly (keyof Insertable<Database[Table]> & string)[],
  rows: readonly Insertable<Database[Table]>[],
): Promise<{ insertId?: bigint | undefined }> => {
  const lists = rows.map((row) => columns.map((column) => row[column] ?? null))
  return insertLists(db, table, columns, lists)
}

/** The same of the values alone, in the order of the columns. */
export const insertLists = async <Table extends keyof Database & string>(
  db: Writer,
  table: Table,
  columns: readonly (keyof Insertable<Database[Table]> & string)[],
  lists: readonly (readonly unknown[])[],
): Promise<{ insertId?: bigint | undefined }> => {
  const values = { toOperationNode: () => ValuesNode.create(lists.map((list) => PrimitiveValueListNode.create(list))) }
  // The types of Kysely know no table that is a parameter.
  return db
    .insertInto(table as 'photos')
    .columns(columns as never)
    .expression(values as unknown as Expression<Record<string, never>>)
    .executeTakeFirstOrThrow()
}
