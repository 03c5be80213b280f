import { createHash } from 'node:crypto'
import { VitrineError } from '../errors/vitrine-error.ts'

/** Where a page ended: the values that its order is made of, the last one an id. */
export type CursorKeys = readonly (string | number)[]

/** `instant`: ISO 8601, as the database keeps it. */
export type CursorKeyType = 'string' | 'number' | 'instant'

/**
 * A cursor holds where the last page ended and a mark of the list it belongs to: used with another list it is refused instead of
 * quietly giving wrong rows. It is no secret and grants nothing: rights are checked at every page.
 */
export const encodeCursor = (list: unknown, keys: CursorKeys): string =>
  Buffer.from(JSON.stringify([markOf(list), ...keys])).toString('base64url')

/** @throws {VitrineError} `CURSOR_INVALID` */
export const decodeCursor = (cursor: string, list: unknown, shape: readonly CursorKeyType[]): CursorKeys => {
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
  if (!keys.every((key, index) => fits(key, shape[index] as CursorKeyType))) throw invalid()
  return keys as CursorKeys
}

const fits = (key: unknown, type: CursorKeyType): boolean => {
  switch (type) {
    case 'number':
      return typeof key === 'number' && Number.isFinite(key)
    case 'string':
      return typeof key === 'string' && key.isWellFormed()
    case 'instant':
      return typeof key === 'string' && /^[\d:.TZ-]{24}$/.test(key)
  }
}

const markOf = (list: unknown): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('base64url').slice(0, 8)
