import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
} from 'kysely'
import { VitrineError } from '../../errors/vitrine-error.ts'
import type { Database } from '../database.ts'
import type { Connections, DialectSupport } from '../dialect.ts'
import { withStatementCache } from './statement-cache.ts'

export interface SqliteOptions {
  /** Path of the database file, made with its folder where missing. */
  file: string
  /** How long a write waits for another process. Default 5,000. */
  busyTimeoutMs?: number
}

/**
 * SQLite through better-sqlite3: one connection for writing, one for reading.
 *
 * WAL, so that readers never wait for the writer; `synchronous=FULL`, so that what was acknowledged survives a power cut
 * (better-sqlite3 would otherwise run WAL databases at NORMAL).
 */
export const sqlite = (options: SqliteOptions): DialectSupport => ({
  name: 'sqlite',
  maxBoundValues: 30_000,
  columns: {
    id: sql`integer primary key autoincrement`,
    ref: sql`integer`,
    integer: sql`integer`,
    bigint: sql`integer`,
    real: sql`real`,
    flag: sql`integer`,
    instant: sql`text`,
    text: () => sql`text`,
    ascii: () => sql`text`,
    longText: sql`text`,
  },
  tableOptions: null,
  forUpdate: null,
  insertIgnoreKeyword: 'or ignore',
  open: async () => open(options),
  isRetryable: (error) => codeOf(error).startsWith('SQLITE_BUSY_SNAPSHOT'),
  isDuplicate: (error) => ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error)),
  toUnavailable: (error) => {
    const code = codeOf(error)
    if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') return 'DATABASE_BUSY'
    if (code === 'SQLITE_FULL') return 'STORAGE_FULL'
    if (code.startsWith('SQLITE_READONLY')) return 'STORAGE_READ_ONLY'
    if (code.startsWith('SQLITE_IOERR') || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_CORRUPT')
      return 'DATABASE_UNAVAILABLE'
    return null
  },
  insertedIds: ({ insertId }, rows) => {
    // With the database locked by this transaction, the rows of one statement get ids without gaps; SQLite reports the last.
    const last = Number(insertId ?? 0)
    return Array.from({ length: rows }, (_, index) => last - rows + 1 + index)
  },
  idList: (ids) => sql<number>`(select value from json_each(${JSON.stringify([...ids])}))`,
  ensureIndex: async (db, { name, table, columns, unique }) => {
    let builder = db.schema.createIndex(name).ifNotExists().on(table).columns(columns)
    if (unique) builder = builder.unique()
    await builder.execute()
  },
  greatest: (a, b) => sql<number>`max(${a}, ${b})`,
})

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

const open = (options: SqliteOptions): Connections => {
  if (options.file === ':memory:') {
    throw new VitrineError('OPTIONS_INVALID', {
      issues: [
        { path: 'database.file', message: 'Give a file: a database in memory cannot be shared by two connections.' },
      ],
    })
  }
  mkdirSync(dirname(options.file), { recursive: true })
  const writer = connect(options, false)
  const reader = connect(options, true)
  const write = new Kysely<Database>({ dialect: new WritingSqliteDialect({ database: withStatementCache(writer) }) })
  const read = new Kysely<Database>({ dialect: new SqliteDialect({ database: withStatementCache(reader) }) })
  return {
    write,
    read,
    close: async () => {
      await read.destroy()
      await write.destroy()
    },
  }
}

const connect = (options: SqliteOptions, readOnly: boolean): BetterSqlite3.Database => {
  const database = new BetterSqlite3(options.file, { timeout: options.busyTimeoutMs ?? 5_000 })
  database.pragma('journal_mode = WAL')
  for (const setting of [
    'synchronous = FULL',
    'foreign_keys = ON',
    'trusted_schema = OFF',
    'cell_size_check = ON',
    'temp_store = MEMORY',
    'cache_size = -32000',
  ]) {
    database.pragma(setting)
  }
  if (readOnly) database.pragma('query_only = ON')
  const isSafe =
    database.pragma('synchronous', { simple: true }) === 2 &&
    database.pragma('foreign_keys', { simple: true }) === 1 &&
    database.pragma('journal_mode', { simple: true }) === 'wal'
  if (!isSafe) {
    database.close()
    throw new VitrineError('DATABASE_UNAVAILABLE', {
      cause: new Error('SQLite did not take the settings that durability needs'),
    })
  }
  return database
}

/** `BEGIN IMMEDIATE`: a transaction that will write takes its turn at once, instead of failing half-way when another process wrote first. */
class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class WritingSqliteDialect extends SqliteDialect {
  readonly #settings: SqliteDialectConfig
  constructor(settings: SqliteDialectConfig) {
    super(settings)
    this.#settings = settings
  }
  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#settings)
  }
}
