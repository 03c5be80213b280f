import type { Writer } from './database.ts'
import type { DialectSupport } from './dialect.ts'
import type { LockTable } from './state.table.ts'

/**
 * Waits until nobody else is at this kind of work, and keeps others from it until the transaction ends. Taken before any other lock:
 * who takes it late may wait for somebody who waits for it. SQLite's transactions take turns anyway.
 */
export const takeTurn = async (db: Writer, dialect: DialectSupport, name: LockTable['name']): Promise<void> => {
  if (!dialect.forUpdate) return
  await db.selectFrom('locks').select('name').where('name', '=', name).modifyEnd(dialect.forUpdate).execute()
}

/** Waits until nobody has such a turn, and keeps others from taking it until the transaction ends; those who share it need not wait. */
export const shareTurn = async (db: Writer, dialect: DialectSupport, name: LockTable['name']): Promise<void> => {
  if (!dialect.forShare) return
  await db.selectFrom('locks').select('name').where('name', '=', name).modifyEnd(dialect.forShare).execute()
}
