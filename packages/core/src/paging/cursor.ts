import { createHash } from 'node:crypto'
import { VitrineError } from '../errors/vitrine-error.ts'

/** Where a page ended: the values that its order is made of, the last one an id. */
export type CursorKeys = readonly (string | number)[]

/**
 * A cursor holds where the last page ended and a mark of the list it belongs to: used with another list it is refused instead of
 * quietly giving wrong rows. It is no secret and grants nothing: rights are checked at every page.
 */
export const encodeCursor = (list: unknown, keys: CursorKeys): string =>
  Buffer.from(JSON.stringify([markOf(list), ...keys])).toString('base64url')

/** @throws {VitrineError} `CURSOR_INVALID` */
export const decodeCursor = (cursor: string, list: unknown, shape: readonly ('string' | 'number')[]): CursorKeys => {
  const invalid = () =>
    new VitrineError('CURSOR_INVALID', { issues: [{ path: 'cursor', message: 'Is not a cursor of this list.' }] })
  if (cursor.length > 2_000) throw invalid()
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw invalid()
  }
  if (!Array.isArray(parsed) || parsed.length !== shape.length + 1 || parsed[0] !== markOf(list)) throw invalid()
  const keys: unknown[] = parsed.slice(1)
  const fits = keys.every(
    (key, index) => typeof key === shape[index] && (typeof key !== 'number' || Number.isFinite(key)),
  )
  if (!fits) throw invalid()
  return keys as CursorKeys
}

const markOf = (list: unknown): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 8)
