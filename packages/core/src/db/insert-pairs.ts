import { type Expression, sql } from 'kysely'
import type { Database, Writer } from './database.ts'
import type { DialectSupport, PairGroup } from './dialect.ts'

/** Rows of one statement: some 300 KB of text, far below what any server takes. */
const rowsPerStatement = 20_000

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

/** Cuts long groups, and puts short ones together. */
function* inParts(groups: readonly PairGroup[]): Generator<PairGroup[]> {
  let part: PairGroup[] = []
  let room = rowsPerStatement
  for (const [first, seconds] of groups) {
    if (!Number.isSafeInteger(first) || !seconds.every(Number.isSafeInteger))
      throw new TypeError('Only whole numbers may be written out.')
    for (let start = 0; start < seconds.length; ) {
      const taken = start === 0 && seconds.length <= room ? seconds : seconds.slice(start, start + room)
      part.push([first, taken])
      start += taken.length
      room -= taken.length
      if (room > 0) continue
      yield part
      part = []
      room = rowsPerStatement
    }
  }
  if (part.length > 0) yield part
}
