import { randomInt } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDialectConfig,
  SqliteDriver,
  sql,
} from 'kysely'
import { VitrineError } from '../../errors/vitrine-error.ts'
import type { Database } from '../database.ts'
import { type Connections, type DialectSupport, digestStart } from '../dialect.ts'
import { withStatementCache } from './statement-cache.ts'

export interface SqliteOptions {
  /** Path of the database file, made with its folder where missing. */
  file: string
  /** How long a write waits for another process. Default 5,000. */
  busyTimeoutMs?: number
}

const defaultBusyTimeoutMs = 5_000

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
  keyTableOptions: sql`without rowid`,
  forUpdate: null,
  forShare: null,
  open: async () => open(options),
  isRetryable: (error) => codeOf(error).startsWith('SQLITE_BUSY_SNAPSHOT'),
  isDangling: (error) => codeOf(error) === 'SQLITE_CONSTRAINT_FOREIGNKEY',
  isDuplicate: (error) => ['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error)),
  toUnavailable: (error) => {
    const code = codeOf(error)
    if (code.startsWith('SQLITE_BUSY') || code === 'SQLITE_LOCKED') return 'DATABASE_BUSY'
    if (code === 'SQLITE_FULL') return 'STORAGE_FULL'
    if (code.startsWith('SQLITE_READONLY')) return 'STORAGE_READ_ONLY'
    const broken = ['SQLITE_IOERR', 'SQLITE_CANTOPEN', 'SQLITE_CORRUPT', 'SQLITE_NOTADB']
    return broken.some((prefix) => code.startsWith(prefix)) ? 'DATABASE_UNAVAILABLE' : null
  },
  insertedIds: ({ insertId }, rows) => {
    // With the database locked by this transaction, the rows of one statement get ids without gaps; SQLite reports the last.
    const last = Number(insertId ?? 0)
    return Array.from({ length: rows }, (_, index) => last - rows + 1 + index)
  },
  idList: listOf<number>,
  textList: listOf<string>,
  idValues: listOf<number>,
  // Not written out: a program of its own for each such text would be compiled, and kept among the prepared statements.
  pairRows,
  addingTo: (column, key) =>
    sql`on conflict (${sql.join(key.map((name) => sql.ref(name)))}) do update set ${sql.ref(column)} = ${sql.ref(column)} + ${sql.ref(`excluded.${column}`)}`,
  deletePairs: ({ table, before, columns, groups }) =>
    sql`delete from ${sql.table(table)} where (${sql.join([before.column, ...columns].map((column) => sql.ref(column)))}) in (${pairRows(groups, before.value)})`,
  // Cannot be told within a transaction.
  withKnownReferences: (insert) => sql`${insert}`,
  placeRows: ({ table, key, column, places, within }) => {
    const [row, place] = [sql.ref(`${table}.${key}`), sql.ref(`${table}.${column}`)]
    const scope = within ? sql` and ${sql.ref(`${table}.${within.column}`)} = ${within.value}` : sql``
    return sql`update ${sql.table(table)} set ${sql.ref(column)} = listed.place from (select json_extract(value, '$[0]') as id, json_extract(value, '$[1]') as place from json_each(${JSON.stringify(places)})) as listed where ${row} = listed.id and ${place} <> listed.place${scope}`
  },
  isoWeek: (column) => {
    // The Thursday of the week tells its year, and how many weeks of it have passed.
    const thursday = sql`date(substr(${column}, 1, 10), '-3 days', 'weekday 4')`
    return {
      year: sql`cast(strftime('%Y', ${thursday}) as integer)`,
      week: sql`(cast(strftime('%j', ${thursday}) as integer) + 6) / 7`,
      weekday: sql`(cast(strftime('%w', substr(${column}, 1, 10)) as integer) + 6) % 7 + 1`,
    }
  },
  digestIn: (column, digests) => {
    const whole = sql.ref(column)
    const starts = digests.map((digest) => digest.slice(0, digestStart))
    return sql`(substr(${whole}, 1, ${sql.lit(digestStart)}) in (${sql.join(starts)}) and ${whole} in (${sql.join(digests)}))`
  },
  digestBegins: (column, start) => {
    const whole = sql.ref(column)
    const first = start.slice(0, digestStart)
    // `g` comes after every hexadecimal digit.
    return sql`(substr(${whole}, 1, ${sql.lit(digestStart)}) >= ${first} and substr(${whole}, 1, ${sql.lit(digestStart)}) < ${`${first}g`} and ${whole} >= ${start} and ${whole} < ${`${start}g`})`
  },
  unindexed: (column) => sql`+${sql.ref(column)}`,
  alongIndex: () => null,
  inOrder: sql`cross join`,
  columnsOf: async (db, table) => {
    const { rows } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(db)
    return rows.map(({ name }) => name)
  },
  ensureIndex: async (db, { name, table, columns, unique }) => {
    let builder = db.schema.createIndex(name).ifNotExists().on(table).columns(columns)
    if (unique) builder = builder.unique()
    await builder.execute()
  },
  dropIndex: async (db, { name }) => {
    await db.schema.dropIndex(name).ifExists().execute()
  },
  dropForeignKeys: null,
  ensureDigestIndex: async (db, { name, table, column }) => {
    const start = sql`substr(${sql.ref(column)}, 1, ${sql.lit(digestStart)})`
    await sql`create index if not exists ${sql.id(name)} on ${sql.table(table)} (${start})`.execute(db)
  },
})

const pairRows: DialectSupport['pairRows'] = (groups, before) => {
  const lists = Array.from(groups, ([first, seconds]) => `"${first}":[${seconds.join(',')}]`)
  const first = before === undefined ? sql`` : sql`${before}, `
  return sql`select ${first}cast(firsts.key as integer), seconds.value from json_each(${`{${lists.join(',')}}`}) as firsts, json_each(firsts.value) as seconds`
}

const listOf = <T>(values: Iterable<T>) => sql<T>`(select value from json_each(${JSON.stringify([...values])}))`

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
  let reader: BetterSqlite3.Database
  try {
    reader = connect(options, true)
  } catch (error) {
    writer.close()
    throw error
  }
  const write = new Kysely<Database>({
    dialect: new WritingSqliteDialect(
      { database: withStatementCache(writer) },
      options.busyTimeoutMs ?? defaultBusyTimeoutMs,
    ),
  })
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
  const database = new BetterSqlite3(options.file, { timeout: options.busyTimeoutMs ?? defaultBusyTimeoutMs })
  try {
    secure(database, readOnly)
  } catch (error) {
    database.close()
    throw error
  }
  return database
}

const secure = (database: BetterSqlite3.Database, readOnly: boolean): void => {
  for (const setting of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'trusted_schema = OFF',
    'cell_size_check = ON',
    'temp_store = MEMORY',
    'cache_size = -32000',
    // 32 MB of log: pages that are written by one transaction after the other go into the database once.
    'wal_autocheckpoint = 8000',
    // Only opening the file waits inside SQLite; from here on the driver waits, see `patient`.
    'busy_timeout = 10',
  ]) {
    database.pragma(setting)
  }
  if (readOnly) database.pragma('query_only = ON')
  const isSafe =
    database.pragma('synchronous', { simple: true }) === 2 &&
    database.pragma('foreign_keys', { simple: true }) === 1 &&
    database.pragma('journal_mode', { simple: true }) === 'wal'
  if (!isSafe) {
    throw new VitrineError('DATABASE_UNAVAILABLE', {
      cause: new Error('SQLite did not take the settings that durability needs'),
    })
  }
}

/**
 * Waits for another writer without holding up this process: SQLite's own wait would block it, and with it a transaction of another
 * gallery in the same process, which could then never end.
 */
const patient = (connection: DatabaseConnection, busyTimeoutMs: number): DatabaseConnection => ({
  executeQuery: async (query) => {
    const deadline = performance.now() + busyTimeoutMs
    for (;;) {
      try {
        return await connection.executeQuery(query)
      } catch (error) {
        if (codeOf(error) !== 'SQLITE_BUSY' || performance.now() > deadline) throw error
        await sleep(randomInt(1, 15))
      }
    }
  },
  streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
})

/** `BEGIN IMMEDIATE`: a transaction that will write takes its turn at once, instead of failing half-way when another process wrote first. */
class ImmediateSqliteDriver extends SqliteDriver {
  readonly #busyTimeoutMs: number
  constructor(settings: SqliteDialectConfig, busyTimeoutMs: number) {
    super(settings)
    this.#busyTimeoutMs = busyTimeoutMs
  }
  override async acquireConnection(): Promise<DatabaseConnection> {
    return patient(await super.acquireConnection(), this.#busyTimeoutMs)
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

/**
 * Kysely leaves SQLite's schema changes outside a transaction, with nothing that keeps a second process out. Inside one, both hold:
 * `BEGIN IMMEDIATE` lets one process migrate while the others wait, and a migration that is cut short leaves nothing behind.
 */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

class WritingSqliteDialect extends SqliteDialect {
  readonly #settings: SqliteDialectConfig
  readonly #busyTimeoutMs: number
  constructor(settings: SqliteDialectConfig, busyTimeoutMs: number) {
    super(settings)
    this.#settings = settings
    this.#busyTimeoutMs = busyTimeoutMs
  }
  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#settings, this.#busyTimeoutMs)
  }
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter()
  }
}
