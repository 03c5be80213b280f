import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Rights } from '../access/rights.ts'
import type { Database } from '../db/database.ts'
import type { DialectSupport } from '../db/dialect.ts'

export type PhotosBuilder = ExpressionBuilder<Database, 'photos'>
export type Condition = Expression<SqlBool>

/** What a query needs to know of the gallery: albums are those that the actor sees. */
export interface QueryContext {
  readonly rights: Rights
  readonly dialect: DialectSupport
  /** The only photos that are asked about, where these are few: an index is then read for no others. */
  readonly among?: readonly number[]
}
