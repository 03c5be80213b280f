import {
  CompiledQuery,
  type DatabaseConnection,
  Kysely,
  MysqlDialect,
  type MysqlPool,
  type MysqlPoolConnection,
  sql,
} from 'kysely'
import type { Pool, PoolConnection } from 'mysql2'
import { VitrineError } from '../../errors/vitrine-error.ts'
import type { Database } from '../database.ts'
import { type Connections, type DialectSupport, digestStart } from '../dialect.ts'
import { type Done, inTurn } from './in-turn.ts'

export interface MysqlOptions {
  /** `mysql://user:password@host:port/database`. MySQL 8 or MariaDB 10.11 and later. */
  uri: string
  /** Default 10. */
  maxConnections?: number
}

/**
 * The session is pinned on every connection. Most of all `sql_mode`: under NO_BACKSLASH_ESCAPES a driver that escapes by
 * backslash can be injected into, and without STRICT values are cut silently.
 */
const sqlMode = 'STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'
const sessionSettings = [
  // Left alone, the optimizer tries every order of the tables of a query: a search for twenty words is planned for minutes.
  `set names utf8mb4 collate utf8mb4_bin`,
  `set session sql_mode = '${sqlMode}', time_zone = '+00:00', innodb_lock_wait_timeout = 5, optimizer_search_depth = 4`,
  `set session transaction isolation level read committed`,
]

/** @throws {VitrineError} `DATABASE_UNAVAILABLE` where the server did not take them: such a connection is not safe to use. */
const pinSession = async (connection: DatabaseConnection): Promise<void> => {
  for (const setting of sessionSettings) await connection.executeQuery(CompiledQuery.raw(setting))
  const { rows } = await connection.executeQuery<{ mode: string }>(
    CompiledQuery.raw('select @@session.sql_mode as mode'),
  )
  const taken = new Set(rows[0]?.mode.split(','))
  if (!sqlMode.split(',').every((mode) => taken.has(mode)) || taken.has('NO_BACKSLASH_ESCAPES')) {
    throw new VitrineError('DATABASE_UNAVAILABLE', { cause: new Error('The server did not take the SQL mode') })
  }
}

export const mysql = (options: MysqlOptions): DialectSupport => ({
  name: 'mysql',
  // 65,535 by the protocol; long statements cost more than they save.
  maxBoundValues: 30_000,
  columns: {
    id: sql`integer not null auto_increment primary key`,
    ref: sql`integer`,
    integer: sql`integer`,
    bigint: sql`bigint`,
    real: sql`double`,
    flag: sql`tinyint`,
    instant: sql`char(24) character set ascii collate ascii_bin`,
    text: (maxLength) => sql`varchar(${sql.lit(maxLength)})`,
    ascii: (maxLength) => sql`varchar(${sql.lit(maxLength)}) character set ascii collate ascii_bin`,
    longText: sql`mediumtext`,
  },
  tableOptions,
  // InnoDB keeps the rows of every table so.
  keyTableOptions: tableOptions,
  forUpdate: sql`for update`,
  // Not `for share`, which MariaDB does not know.
  forShare: sql`lock in share mode`,
  open: () => open(options),
  isRetryable,
  isDangling: (error) => ['ER_NO_REFERENCED_ROW_2', 'ER_ROW_IS_REFERENCED_2'].includes(codeOf(error)),
  isDuplicate: (error) => codeOf(error) === 'ER_DUP_ENTRY',
  toUnavailable: (error) => {
    const code = codeOf(error)
    if (['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CON_COUNT_ERROR'].includes(code)) return 'DATABASE_BUSY'
    if (code === 'ER_DISK_FULL' || code === 'ER_RECORD_FILE_FULL') return 'STORAGE_FULL'
    if (code === 'ER_OPTION_PREVENTS_STATEMENT') return 'STORAGE_READ_ONLY'
    const gone = [
      'ECONNREFUSED',
      'ECONNRESET',
      'ETIMEDOUT',
      'ENOTFOUND',
      'EPIPE',
      'PROTOCOL_CONNECTION_LOST',
      'ER_SERVER_SHUTDOWN',
      'ER_ACCESS_DENIED_ERROR',
      'ER_BAD_DB_ERROR',
    ]
    return gone.includes(code) || isFatal(error) ? 'DATABASE_UNAVAILABLE' : null
  },
  insertedIds: ({ insertId }, rows) => {
    // The number of rows is known in advance, so InnoDB hands out the ids of one statement in a row and reports the first.
    const first = Number(insertId ?? 0)
    return Array.from({ length: rows }, (_, index) => first + index)
  },
  idList: (ids) =>
    sql<number>`(select id from json_table(${JSON.stringify([...ids])}, '$[*]' columns (id int path '$')) as listed)`,
  textList: (texts) =>
    sql<string>`(select text from json_table(${JSON.stringify([...texts])}, '$[*]' columns (text varchar(255) character set utf8mb4 collate utf8mb4_bin path '$')) as listed)`,
  // Written out: a prepared statement for each length would drive the others from the server's cache.
  idValues: (ids) => sql<number>`(${sql.join([null, ...ids].map((id) => sql.lit(id === null ? id : toWhole(id))))})`,
  pairRows: (groups, before) => {
    const begin = before === undefined ? '' : `${toWhole(before)},`
    const rows: string[] = []
    for (const [first, seconds] of groups)
      for (const second of seconds) rows.push(`(${begin}${toWhole(first)},${toWhole(second)})`)
    return sql`values ${sql.raw(rows.join(','))}`
  },
  // A comment to MySQL, which goes on looking them up: a third of what it takes to write them.
  withKnownReferences: (insert) => sql`/*M!100100 set statement foreign_key_checks = 0 for */ ${insert}`,
  addingTo: (column) =>
    sql`on duplicate key update ${sql.ref(column)} = ${sql.ref(column)} + values(${sql.ref(column)})`,
  deletePairs: ({ table, before, columns, groups }) => {
    const pairs = groups.flatMap(([first, seconds]) => seconds.map((second) => [first, second]))
    const [own, one, other] = [before.column, ...columns].map((column) => sql.ref(`${table}.${column}`))
    return sql`delete ${sql.table(table)} from (select one, other from json_table(${JSON.stringify(pairs)}, '$[*]' columns (one int path '$[0]', other int path '$[1]')) as items) as listed straight_join ${sql.table(table)} on ${own} = ${before.value} and ${one} = listed.one and ${other} = listed.other`
  },
  placeRows: ({ table, key, column, places, within }) => {
    const [row, place] = [sql.ref(`${table}.${key}`), sql.ref(`${table}.${column}`)]
    const scope = within ? sql` and ${sql.ref(`${table}.${within.column}`)} = ${within.value}` : sql``
    // The list first, then each row by its key: nothing but those rows is read or locked.
    return sql`update (select id, place from json_table(${JSON.stringify(places)}, '$[*]' columns (id int path '$[0]', place int path '$[1]')) as items) as listed straight_join ${sql.table(table)} on ${row} = listed.id set ${place} = listed.place where ${place} <> listed.place${scope}`
  },
  unindexed: (column) => sql`${sql.ref(column)}`,
  alongIndex: (table, index) => sql`${sql.id(table)} force index (${sql.id(index)})`,
  inOrder: sql`straight_join`,
  columnsOf: async (db, table) => {
    try {
      const { rows } = await sql<{ Field: string }>`show columns from ${sql.table(table)}`.execute(db)
      return rows.map(({ Field }) => Field)
    } catch (error) {
      if (codeOf(error) === 'ER_NO_SUCH_TABLE') return []
      throw error
    }
  },
  ensureIndex: async (db, { name, table, columns, unique }) => {
    let builder = db.schema.createIndex(name).on(table).columns(columns)
    if (unique) builder = builder.unique()
    await unlessDone(builder.execute(), 'ER_DUP_KEYNAME')
  },
  dropIndex: async (db, { name, table }) => {
    await unlessDone(db.schema.dropIndex(name).on(table).execute(), 'ER_CANT_DROP_FIELD_OR_KEY')
  },
  dropForeignKeys: async (db, table) => {
    const { rows: here } = await sql<{ name: string }>`select database() as name`.execute(db)
    // Both written out: by a function or a value that comes later, a server goes through all that it holds.
    const [schema, name] = [sql.lit(here[0]?.name), sql.lit(table)]
    const { rows } = await sql<{ name: string }>`
      select constraint_name as name from information_schema.table_constraints
      where table_schema = ${schema} and table_name = ${name} and constraint_type = 'FOREIGN KEY'`.execute(db)
    for (const { name } of rows) await db.schema.alterTable(table).dropConstraint(name).execute()
  },
  isoWeek: (column) => ({
    year: sql`yearweek(left(${column}, 10), 3) div 100`,
    week: sql`week(left(${column}, 10), 3)`,
    weekday: sql`weekday(left(${column}, 10)) + 1`,
  }),
  digestIn: (column, digests) => sql`${sql.ref(column)} in (${sql.join(digests)})`,
  // `g` comes after every hexadecimal digit.
  digestBegins: (column, start) => sql`(${sql.ref(column)} >= ${start} and ${sql.ref(column)} < ${`${start}g`})`,
  ensureDigestIndex: async (db, { name, table, column }) => {
    const start = sql`${sql.ref(column)}(${sql.lit(digestStart)})`
    await unlessDone(sql`create index ${sql.id(name)} on ${sql.table(table)} (${start})`.execute(db), 'ER_DUP_KEYNAME')
  },
})

const tableOptions = sql`engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin row_format=dynamic`

/** An earlier attempt that was interrupted may have made or dropped an index: DDL commits by itself. */
const unlessDone = async (statement: Promise<unknown>, code: string): Promise<void> => {
  try {
    await statement
  } catch (error) {
    if (codeOf(error) !== code) throw error
  }
}

/** What is written into the text of a statement must be a number, whatever the types say. */
const toWhole = (id: number): number => {
  if (!Number.isSafeInteger(id)) throw new TypeError('An id must be a whole number.')
  return id
}

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What sets a whole transaction at naught, or may: for a lock that did not come it is a setting of the server. */
const isRetryable = (error: unknown): boolean =>
  ['ER_LOCK_DEADLOCK', 'ER_LOCK_WAIT_TIMEOUT', 'ER_CHECKREAD'].includes(codeOf(error))

/** Set by the driver where the connection itself is at its end. */
const isFatal = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'fatal' in error && error.fatal === true

const open = async (options: MysqlOptions): Promise<Connections> => {
  // Loaded only where it is used: SQLite galleries start faster without it.
  const { createPool } = await import('mysql2')
  const pool = createPool({
    uri: options.uri,
    connectionLimit: options.maxConnections ?? 10,
    charset: 'utf8mb4_bin',
    timezone: 'Z',
    dateStrings: true,
    supportBigNumbers: true,
    decimalNumbers: true,
    multipleStatements: false,
    maxPreparedStatements: 500,
  })
  const db = new Kysely<Database>({
    dialect: new MysqlDialect({ pool: preparing(pool), onCreateConnection: pinSession }),
  })
  return { write: db, read: db, close: () => db.destroy() }
}

/** Kysely's driver calls `query`, which puts values into the text; ours sends them apart, in prepared statements. */
const preparing = (pool: Pool): MysqlPool => {
  // The same wrapper each time: Kysely tells by it whether it has met a connection before.
  const wrappers = new WeakMap<PoolConnection, MysqlPoolConnection>()
  const wrap = (connection: PoolConnection): MysqlPoolConnection => {
    const known = wrappers.get(connection) ?? preparingConnection(connection)
    wrappers.set(connection, known)
    return known
  }
  return {
    end: (done) => pool.end(done),
    getConnection: (done) =>
      pool.getConnection((error, connection) =>
        error ? done(error, undefined as never) : done(null, wrap(connection)),
      ),
  }
}

const preparingConnection = (connection: PoolConnection): MysqlPoolConnection => {
  const send = (text: string, values: readonly unknown[], done: Done): void => {
    // Transaction control and DDL are not worth a prepared statement, and some of it cannot be prepared.
    if (values.length === 0) connection.query(text, (error: unknown, result: unknown) => done(error, result))
    else
      connection.execute(text, values.map(toPrepared) as never[], (error: unknown, result: unknown) =>
        done(error, result),
      )
  }
  const sendInTurn = inTurn(send, { takesBack: isRetryable })
  return {
    release: () => connection.release(),
    query: ((text: string, values: readonly unknown[], done?: Done) =>
      done === undefined
        ? connection.query(text, [...values])
        : sendInTurn(text, values, done)) as MysqlPoolConnection['query'],
  }
}

/** Whole numbers travel as text: sent as a double, `LIMIT ?` would be refused. */
const toPrepared = (value: unknown): unknown =>
  typeof value === 'number' && Number.isInteger(value) ? String(value) : value
