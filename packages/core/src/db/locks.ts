import type { Writer } from './database.ts'
import type { DialectSupport } from './dialect.ts'
import type { DigestTurn, LockTable } from './state.table.ts'

export const digestTurns: readonly DigestTurn[] = Array.from(
  { length: 256 },
  (_, byte): DigestTurn => `digest-${byte.toString(16).padStart(2, '0')}`,
)

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

/**
 * Waits until nobody else records a file with these bytes (or, one time in 256, others), and keeps others from it until the transaction
 * ends. Taken after `originals`, and before any album is locked.
 */
export const takeTurnOfDigest = (db: Writer, dialect: DialectSupport, sha256: string): Promise<void> =>
  takeTurn(db, dialect, `digest-${sha256.slice(0, 2)}`)
