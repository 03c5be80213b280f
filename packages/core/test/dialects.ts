import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, it } from 'vitest'
import type { DialectSupport } from '../src/db/dialect.ts'
import { mysql } from '../src/db/dialects/mysql.ts'
import { sqlite } from '../src/db/dialects/sqlite.ts'
import { requireTool } from '../src/testing/environment.ts'
import { createTestGallery, type TestGallery, type TestGalleryOptions } from '../src/testing/test-gallery.ts'
import { migratedMysql } from './migrated-mysql.ts'
import { migratedSqlite } from './migrated-sqlite.ts'
import { createMysql, dropMysql, mysqlUri } from './mysql-server.ts'
import { type TestDatabase, type TestWorld, toWorld } from './world.ts'

export type { TestDatabase } from './world.ts'

export interface DialectContext {
  readonly name: 'sqlite' | 'mysql'
  /** An empty database, without a table, removed after the suite. */
  freshDatabase(): Promise<TestDatabase>
  /** A database after all migrations, of this suite alone. */
  migratedDatabase(): Promise<TestDatabase>
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
    migratedDatabase: () => newDatabase({ isMigrated: true }),
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
  const made: { name: string; isMigrated: boolean }[] = []
  return {
    make: async ({ isMigrated }) => {
      const name = isMigrated ? await migratedMysql.take(url) : await createMysql(url)
      made.push({ name, isMigrated })
      return () => mysql({ uri: mysqlUri(url, name), maxConnections: 8 })
    },
    dispose: async () => {
      for (const { name, isMigrated } of made) await (isMigrated ? migratedMysql.giveBack : dropMysql)(url, name)
    },
  }
}
