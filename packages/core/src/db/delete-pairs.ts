import type { Database, Writer } from './database.ts'
import type { DialectSupport, PairGroup } from './dialect.ts'
import { inParts } from './pair-parts.ts'

/**
 * Deletes rows by the whole numbers of their key, which begins with the same one in all of them.
 *
 * @throws {TypeError} where a value is not a whole number.
 */
export const deletePairs = async <Table extends keyof Database & string>(
  db: Writer,
  dialect: DialectSupport,
  table: Table,
  columns: readonly [keyof Database[Table] & string, keyof Database[Table] & string],
  groups: readonly PairGroup[],
  before: { readonly column: keyof Database[Table] & string; readonly value: number },
): Promise<void> => {
  for (const part of inParts(groups)) await dialect.deletePairs({ table, columns, groups: part, before }).execute(db)
}
