import type { Reader } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

/** What questions to the database are asked with. */
export interface AskContext {
  readonly db: Reader
  readonly dialect: DialectSupport
  /** Lets others have their turn. */
  pause(): Promise<void>
}
