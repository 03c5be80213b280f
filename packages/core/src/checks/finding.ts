import type { Reader } from '../db/database.ts'
import type { Finding } from './check.types.ts'

/** Looks at one thing in the database; `null` where it is well. */
export type Check = (db: Reader) => Promise<Finding | null>

const maxExamples = 10

export const toFinding = (id: string, message: string, ids: readonly number[]): Finding | null =>
  ids.length === 0 ? null : { id, message, count: ids.length, examples: ids.slice(0, maxExamples) }
