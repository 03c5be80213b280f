import { createHash } from 'node:crypto'
import { constants, existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createConnection } from 'mysql2/promise'
import type { DialectSupport } from '../../packages/core/src/db/dialect.ts'
import { mysql } from '../../packages/core/src/db/dialects/mysql.ts'
import { sqlite } from '../../packages/core/src/db/dialects/sqlite.ts'
import { type KeptMariadb, startKeptMariadb } from '../kernel/kept-mariadb.ts'
import type { BenchDatabase, Scale } from '../kernel/scale.ts'
import { seedDatabase } from './seed-database.ts'

/** Seeded databases, made once for each version of the seed and of the schema, and kept among the temporary files. */
export interface KeptSeeds {
  /** A seeded database. In SQLite a copy of its own, in `folder`; on MariaDB the one that is kept: what is changed must be put back. */
  open(scale: Scale, folder: string): Promise<SeededDatabase>
  /** Says that a database was changed for good: on MariaDB it is seeded anew the next time. */
  spoil(scale: Scale): Promise<void>
  close(): Promise<void>
}

export interface SeededDatabase {
  support(): DialectSupport
  /** As `VITRINE_DATABASE_URL` takes it. */
  readonly url: string
}

const sources = ['./', '../../packages/core/src/db/migrations/', '../../packages/core/src/text/'] as const

const versionOf = async (): Promise<string> => {
  const hash = createHash('sha256')
  for (const source of sources) {
    const folder = fileURLToPath(new URL(source, import.meta.url))
    for (const name of (await readdir(folder)).sort())
      if (name.endsWith('.ts') && !name.includes('.test.')) hash.update(name).update(await readFile(join(folder, name)))
  }
  return hash.digest('hex').slice(0, 12)
}

export const openKeptSeeds = async (database: BenchDatabase): Promise<KeptSeeds> => {
  const root = join(tmpdir(), 'vitrine-bench-seeds')
  const version = await versionOf()
  const folder = join(root, `${version}-${database}`)
  await mkdir(folder, { recursive: true })
  // Those of earlier versions are of no use any more.
  for (const name of await readdir(root))
    if (!name.startsWith(version)) await rm(join(root, name), { recursive: true, force: true })
  return database === 'sqlite' ? sqliteSeeds(folder) : mysqlSeeds(folder)
}

const seed = async (support: DialectSupport, { name, photos, albums, users }: Scale): Promise<void> => {
  console.error(`# seeding ${photos} photos (${support.name})`)
  const startedAt = performance.now()
  await seedDatabase(support, { photos, albums, users })
  console.error(`# seeded ${name} in ${Math.round((performance.now() - startedAt) / 1_000)} s`)
}

const sqliteSeeds = (kept: string): KeptSeeds => ({
  open: async (scale, folder) => {
    const file = join(kept, `${scale.name}.db`)
    if (!existsSync(file)) {
      const part = `${file}.part`
      for (const suffix of ['', '-wal', '-shm']) await rm(`${part}${suffix}`, { force: true })
      await seed(sqlite({ file: part }), scale)
      await rename(part, file)
    }
    const copy = join(folder, `${scale.name}.db`)
    await copyFile(file, copy, constants.COPYFILE_FICLONE)
    return { support: () => sqlite({ file: copy }), url: `sqlite:${copy}` }
  },
  // Only a copy was.
  spoil: async () => {},
  close: async () => {},
})

const mysqlSeeds = (kept: string): KeptSeeds => {
  let starting: Promise<KeptMariadb> | undefined
  const markOf = ({ name }: Scale) => join(kept, `${name}.seeded`)
  return {
    open: async (scale) => {
      starting ??= startKeptMariadb(kept)
      const server = await starting
      const uri = new URL(server.url)
      uri.pathname = `/seed_${scale.name}`
      const support = () => mysql({ uri: uri.href })
      const mark = markOf(scale)
      if (!existsSync(mark)) {
        const connection = await createConnection({ uri: server.url })
        await connection.query(`drop database if exists seed_${scale.name}`)
        await connection.query(`create database seed_${scale.name}`)
        await connection.end()
        await seed(support(), scale)
        await writeFile(mark, '')
      }
      return { support, url: uri.href }
    },
    spoil: (scale) => rm(markOf(scale), { force: true }),
    close: async () => (await starting)?.stop(),
  }
}
