import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, escapeId, format, type RowDataPacket } from 'mysql2/promise'
import type { DialectSupport } from '../src/db/dialect.ts'
import { mysql } from '../src/db/dialects/mysql.ts'
import { sqlite } from '../src/db/dialects/sqlite.ts'
import { migrate } from '../src/db/migrate.ts'

/**
 * What a database is after all its migrations, made once in each process: to go through them takes a server half a second, and there are
 * hundreds of tests that begin with it. Suites about migrations go through them.
 */

let sqliteFile: Promise<Buffer> | undefined
let mysqlScript: Promise<string> | undefined

/** The bytes of a migrated file. */
export const migratedSqlite = (): Promise<Buffer> => {
  sqliteFile ??= makeSqlite()
  return sqliteFile
}

/** Statements that make of an empty database a migrated one. */
export const migratedMysql = (server: Connection, uriOf: (database: string) => string): Promise<string> => {
  mysqlScript ??= makeMysql(server, uriOf)
  return mysqlScript
}

const migrateAll = async (support: DialectSupport): Promise<void> => {
  const connections = await support.open()
  await migrate(connections.write, support)
  await connections.close()
}

const makeSqlite = async (): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-migrated-'))
  const file = join(folder, 'gallery.db')
  await migrateAll(sqlite({ file }))
  const bytes = await readFile(file)
  await rm(folder, { recursive: true })
  return bytes
}

const makeMysql = async (server: Connection, uriOf: (database: string) => string): Promise<string> => {
  const database = `vitrine_migrated_${randomUUID().replaceAll('-', '')}`
  await server.query(`create database ${database}`)
  await migrateAll(mysql({ uri: uriOf(database) }))
  const select = async (statement: string) => (await server.query<RowDataPacket[]>(statement))[0]
  const statements = ['set foreign_key_checks = 0']
  for (const named of await select(`show tables from ${database}`)) {
    const [name] = Object.values(named) as [string]
    const table = `${database}.${escapeId(name)}`
    const [made] = await select(`show create table ${table}`)
    statements.push(made?.['Create Table'] as string)
    const rows = await select(`select * from ${table}`)
    if (rows.length > 0) statements.push(format(`insert into ${escapeId(name)} values ?`, [rows.map(Object.values)]))
  }
  await server.query(`drop database ${database}`)
  return [...statements, 'set foreign_key_checks = 1'].join(';\n')
}
