import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, createConnection } from 'mysql2/promise'
import { afterAll, describe, it } from 'vitest'
import type { DialectSupport } from '../src/db/dialect.ts'
import { mysql } from '../src/db/dialects/mysql.ts'
import { sqlite } from '../src/db/dialects/sqlite.ts'
import { requireTool } from '../src/testing/environment.ts'
import { createTestGallery, type TestGallery, type TestGalleryOptions } from '../src/testing/test-gallery.ts'
import { migratedMysql, migratedSqlite } from './migrated.ts'
import { type TestDatabase, type TestWorld, toWorld } from './world.ts'

export type { TestDatabase } from './world.ts'

export interface DialectContext {
  readonly name: 'sqlite' | 'mysql'
  /** An empty database, removed after the suite. */
  freshDatabase(): Promise<TestDatabase>
  /** A gallery on a database of its own (or on the one given), with somebody to act in it. The suite closes it. */
  openTestGallery(options?: TestGalleryOptions & { on?: TestDatabase }): Promise<TestWorld & TestGallery>
}

/**
 * Runs a suite on every engine: SQLite in a temporary file, and MariaDB (or MySQL). Where no server can be reached the suite is
 * skipped and the reason stands in its title; where `CI=true` that is a failed test instead.
 */
export const describeDialects = (name: string, body: (context: DialectContext) => void): void => {
  describeSqlite(name, body)
  describeMysql(name, body)
}

/** One engine alone, for suites so long that each engine has a file, and a process, of its own. */
export const describeSqlite = (name: string, body: (context: DialectContext) => void): void => {
  describe(`${name} (sqlite)`, () => body(contextOf('sqlite', sqliteDatabases())))
}

export const describeMysql = (name: string, body: (context: DialectContext) => void): void => {
  const server = requireTool('mariadb')
  if (server.found) describe(`${name} (mysql)`, () => body(contextOf('mysql', mysqlDatabases(server.at))))
  else if (process.env.CI === 'true') {
    it(`${name} (mysql): has a server`, () => {
      throw new Error(server.reason)
    })
  } else describe.skip(`${name} (mysql) (${server.reason})`, () => body(contextOf('mysql', mysqlDatabases(''))))
}

interface Databases {
  make(options: { isMigrated: boolean }): Promise<() => DialectSupport>
  dispose(): Promise<void>
}

const contextOf = (name: DialectContext['name'], databases: Databases): DialectContext => {
  const open: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const close of open.reverse()) await close()
    await databases.dispose()
  })
  const newDatabase = async (options: { isMigrated: boolean }): Promise<TestDatabase> => {
    const support = await databases.make(options)
    return {
      support,
      connect: async () => {
        const connections = await support().open()
        open.push(() => connections.close())
        return connections
      },
    }
  }
  return {
    name,
    freshDatabase: () => newDatabase({ isMigrated: false }),
    openTestGallery: async ({ on, ...options } = {}) => {
      const database = on ?? (await newDatabase({ isMigrated: true }))
      const test = await createTestGallery({ database: database.support(), ...options })
      open.push(async () => test[Symbol.asyncDispose]())
      return { ...test, ...(await toWorld(test, database)) }
    },
  }
}

const sqliteDatabases = (): Databases => {
  let folder: Promise<string> | undefined
  return {
    make: async ({ isMigrated }) => {
      folder ??= mkdtemp(join(tmpdir(), 'vitrine-sqlite-'))
      const file = join(await folder, `${randomUUID()}.db`)
      if (isMigrated) await writeFile(file, await migratedSqlite())
      return () => sqlite({ file })
    },
    dispose: async () => {
      if (folder) await rm(await folder, { recursive: true, force: true })
    },
  }
}

const mysqlDatabases = (url: string): Databases => {
  const names: string[] = []
  const onServer = async (work: (connection: Connection) => Promise<unknown>): Promise<void> => {
    const connection = await createConnection({ uri: url, multipleStatements: true })
    // A suite of another process may be changing what the server takes, and how it quotes what it shows.
    await connection.query("set session sql_mode = ''")
    await work(connection)
    await connection.end()
  }
  const uriOf = (name: string): string => {
    const uri = new URL(url)
    uri.pathname = `/${name}`
    return uri.href
  }
  return {
    make: async ({ isMigrated }) => {
      const name = `vitrine_${randomUUID().replaceAll('-', '')}`
      await onServer(async (connection) => {
        await connection.query(`create database ${name}`)
        names.push(name)
        if (isMigrated) await connection.query(`use ${name};\n${await migratedMysql(connection, uriOf)}`)
      })
      return () => mysql({ uri: uriOf(name), maxConnections: 8 })
    },
    dispose: () =>
      onServer(async (connection) => {
        for (const name of names) await connection.query(`drop database if exists ${name}`)
      }),
  }
}
