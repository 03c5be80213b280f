import { VitrineError } from '../errors/vitrine-error.ts'
import type { DialectSupport } from './dialect.ts'

/** Gives a driver's error a code of ours where it tells of the database's state; anything else is a defect and stays as it is. */
export const toDatabaseError = (dialect: DialectSupport, error: unknown): unknown => {
  if (VitrineError.is(error)) return error
  const code = dialect.toUnavailable(error)
  return code ? new VitrineError(code, { cause: error }) : error
}
