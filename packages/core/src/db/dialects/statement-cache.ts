import type BetterSqlite3 from 'better-sqlite3'
import type { SqliteDatabase } from 'kysely'
import { LRUCache } from 'lru-cache'

/**
 * Lets Kysely's driver reuse prepared statements: it prepares on each call, which costs more than most of our queries take.
 * Safe because the driver reads every result to its end before it hands the connection on.
 */
export const withStatementCache = (database: BetterSqlite3.Database, maxStatements = 300): SqliteDatabase => {
  const cache = new LRUCache<string, BetterSqlite3.Statement>({ max: maxStatements })
  return {
    close: () => {
      cache.clear()
      database.close()
    },
    prepare: (sql) => {
      const known = cache.get(sql)
      // A statement that is being iterated cannot be run a second time.
      if (known && !known.busy) return known as ReturnType<SqliteDatabase['prepare']>
      const statement = database.prepare(sql)
      cache.set(sql, statement)
      return statement as ReturnType<SqliteDatabase['prepare']>
    },
  }
}
