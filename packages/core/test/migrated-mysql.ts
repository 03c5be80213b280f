import { type Connection, escapeId, format, type RowDataPacket } from 'mysql2/promise'
import { mysql } from '../src/db/dialects/mysql.ts'
import { migrate } from '../src/db/migrate.ts'
import { createMysql, dropMysql, mysqlUri, onMysql } from './mysql-server.ts'

/**
 * Databases after all migrations. To go through these takes a server half a second, and to make the tables a fifth; there are more than a
 * thousand tests that begin with one. So a database that a suite has done with is made as it was, and lent again.
 */
export const migratedMysql = {
  /** @returns The name of a database that nobody else has. */
  take: async (server: string): Promise<string> => {
    const lent = idle.get(server)?.pop()
    if (lent !== undefined) return lent
    const { script } = await templateOf(server)
    const name = await createMysql(server)
    await onMysql(mysqlUri(server, name), (connection) => connection.query(script))
    return name
  },
  /** @param name - Of a database that nobody is connected to. */
  giveBack: async (server: string, name: string): Promise<void> => {
    const names = idle.get(server) ?? []
    idle.set(server, names)
    const template = await templateOf(server)
    const isAsItWas =
      names.length < maxIdle &&
      (await onMysql(mysqlUri(server, name), (connection) => restore(connection, template)).catch(() => false))
    if (isAsItWas) names.push(name)
    else await dropMysql(server, name)
  },
}

interface Template {
  /** Makes of an empty database a migrated one. */
  readonly script: string
  readonly tables: readonly TemplateTable[]
}

interface TemplateTable {
  readonly name: string
  /** What its next row would be numbered; `null` where it counts none. */
  readonly nextId: number | null
  /** Inserts the rows that a migrated database begins with. */
  readonly seed: string | null
}

/** Of a dozen megabytes each, in memory. */
const maxIdle = 30
const idle = new Map<string, string[]>()
const templates = new Map<string, Promise<Template>>()

const templateOf = (server: string): Promise<Template> => {
  const known = templates.get(server) ?? makeTemplate(server)
  templates.set(server, known)
  return known
}

const makeTemplate = async (server: string): Promise<Template> => {
  const name = await createMysql(server)
  const support = mysql({ uri: mysqlUri(server, name) })
  const connections = await support.open()
  await migrate(connections.write, support)
  await connections.close()
  const template = await onMysql(mysqlUri(server, name), async (connection) => {
    const tables: TemplateTable[] = []
    const statements = ['set foreign_key_checks = 0']
    for (const { table, nextId } of await nextIds(connection)) {
      const [made] = await select(connection, `show create table ${escapeId(table)}`)
      const rows = await select(connection, `select * from ${escapeId(table)}`)
      const seed = rows.length > 0 ? format(`insert into ${escapeId(table)} values ?`, [rows.map(Object.values)]) : null
      tables.push({ name: table, nextId, seed })
      statements.push(made?.['Create Table'] as string, ...(seed === null ? [] : [seed]))
    }
    return { script: [...statements, 'set foreign_key_checks = 1'].join(';\n'), tables }
  })
  await dropMysql(server, name)
  return template
}

/**
 * Empties what was written to, and writes what a migrated database begins with.
 * @returns `false` where it has other tables now.
 */
const restore = async (connection: Connection, { tables }: Template): Promise<boolean> => {
  // Whoever still has a table is a program that was killed: its database is not worth waiting for.
  await connection.query('set session lock_wait_timeout = 5, foreign_key_checks = 0')
  const found = await nextIds(connection)
  if (found.map(({ table }) => table).join() !== tables.map(({ name }) => name).join()) return false
  const filled = await select(
    connection,
    tables.map(({ name }) => `(select '${name}' as name from ${escapeId(name)} limit 1)`).join(' union all '),
  )
  const withRows = new Set(filled.map(({ name }) => name as string))
  const statements = tables.flatMap(({ name, nextId, seed }, index) => {
    const isTouched = seed !== null || withRows.has(name) || found[index]?.nextId !== nextId
    return isTouched ? [`truncate table ${escapeId(name)}`, ...(seed === null ? [] : [seed])] : []
  })
  await connection.query(statements.join(';\n'))
  return true
}

const nextIds = async (connection: Connection): Promise<{ table: string; nextId: number | null }[]> => {
  // MySQL remembers these figures for a day, and has to be told not to; MariaDB knows no such variable.
  await connection.query('set session information_schema_stats_expiry = 0').catch(() => {})
  const [{ name } = { name: null }] = await select(connection, 'select database() as name')
  // By its name: by a function of it, a server goes through all the databases that it has.
  const rows = await select(
    connection,
    format(
      'select table_name as `table`, auto_increment as nextId from information_schema.tables where table_schema = ? order by table_name',
      [name],
    ),
  )
  return rows.map((row) => ({ table: row.table as string, nextId: row.nextId as number | null }))
}

const select = async (connection: Connection, statement: string): Promise<RowDataPacket[]> =>
  (await connection.query<RowDataPacket[]>(statement))[0]
