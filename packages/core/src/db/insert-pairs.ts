import { type Expression, sql } from 'kysely'
import type { Database, Writer } from './database.ts'
import type { DialectSupport, PairGroup } from './dialect.ts'
import { inParts } from './pair-parts.ts'

/**
 * Writes rows of two whole numbers, as the many links of a batch are.
 *
 * @param options.before - A third column, which comes first, and its value in all rows.
 * @param options.ignore - Leaves rows alone that are there.
 * @param options.areKnown - What they refer to was written by this transaction, or is never deleted.
 * @returns How many rows are new.
 * @throws {TypeError} where a value is not a whole number, whatever its type says: it may be part of the statement's text.
 */
export const insertPairs = async <Table extends keyof Database & string>(
  db: Writer,
  dialect: DialectSupport,
  table: Table,
  columns: readonly [keyof Database[Table] & string, keyof Database[Table] & string],
  groups: readonly PairGroup[],
  options: {
    before?: { readonly column: keyof Database[Table] & string; readonly value: number }
    ignore?: boolean
    areKnown?: boolean
  } = {},
): Promise<number> => {
  const { before } = options
  let added = 0
  for (const part of inParts(groups)) {
    // The types of Kysely know no table that is a parameter.
    const insert = db
      .insertInto(table as 'photo_terms')
      .columns([...(before ? [before.column] : []), ...columns] as never[])
      .expression(dialect.pairRows(part, before?.value) as unknown as Expression<{ term_id: number; photo_id: number }>)
    const statement = options.ignore ? insert.ignore() : insert
    const whole = options.areKnown ? dialect.withKnownReferences(statement) : sql`${statement}`
    added += Number((await whole.execute(db)).numAffectedRows ?? 0n)
  }
  return added
}
