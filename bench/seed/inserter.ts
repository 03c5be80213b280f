import { CompiledQuery, type Kysely } from 'kysely'
import type { Database } from '../../packages/core/src/db/database.ts'

/** Values of one row, in the order of the columns. */
export type Row = readonly (string | number | null)[]

export interface Inserter {
  add(row: Row): void
  /** Writes what was added, in the transaction given. */
  flush(db: Kysely<Database>): Promise<void>
}

/** Bound values of one statement: below SQLite's limit, and short enough that MySQL parses it quickly. */
const maxValues = 8_000

/**
 * Rows for one table, written many at a time. The text of the statement is the same for each full one, so that the engine prepares it
 * once; building it through Kysely would take longer than running it.
 */
export const createInserter = (table: keyof Database, columns: readonly string[]): Inserter => {
  const rowsPerStatement = Math.floor(maxValues / columns.length)
  let rows: Row[] = []
  const textOf = (count: number) => {
    // Both engines take back quotes for names, and some columns are called like words of SQL.
    const names = columns.map((column) => `\`${column}\``).join(', ')
    const row = `(${columns.map(() => '?').join(', ')})`
    return `insert into \`${table}\` (${names}) values ${Array.from({ length: count }, () => row).join(', ')}`
  }
  const full = textOf(rowsPerStatement)
  return {
    add: (row) => void rows.push(row),
    flush: async (db) => {
      const pending = rows
      rows = []
      for (let start = 0; start < pending.length; start += rowsPerStatement) {
        const part = pending.slice(start, start + rowsPerStatement)
        const text = part.length === rowsPerStatement ? full : textOf(part.length)
        await db.executeQuery(CompiledQuery.raw(text, part.flat()))
      }
    },
  }
}
