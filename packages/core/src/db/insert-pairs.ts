import { sql } from 'kysely'
import type { Database, Writer } from './database.ts'

/** Rows of one statement: about 80 KB of text, far below what any server takes. */
const rowsPerStatement = 5_000

/**
 * Writes rows of two whole numbers, as the many links of a batch are. They are written out in the statement: binding two values per
 * row costs the drivers more than the server needs to store them.
 *
 * @throws {TypeError} where a value is not a whole number, whatever its type says: it would be part of the statement's text.
 */
export const insertPairs = async <Table extends keyof Database & string>(
  db: Writer,
  table: Table,
  columns: readonly [keyof Database[Table] & string, keyof Database[Table] & string],
  rows: readonly (readonly [number, number])[],
): Promise<void> => {
  const names = sql.join(columns.map((column) => sql.id(column)))
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    const values = rows
      .slice(start, start + rowsPerStatement)
      .map(toText)
      .join(',')
    await sql`insert into ${sql.table(table)} (${names}) values ${sql.raw(values)}`.execute(db)
  }
}

const toText = ([first, second]: readonly [number, number]): string => {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second))
    throw new TypeError('Only whole numbers may be written out.')
  return `(${first},${second})`
}
