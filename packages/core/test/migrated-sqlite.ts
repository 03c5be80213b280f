import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sqlite } from '../src/db/dialects/sqlite.ts'
import { migrate } from '../src/db/migrate.ts'

let bytes: Promise<Buffer> | undefined

/** A database file after all migrations, made once in each process. Suites about migrations go through them. */
export const migratedSqlite = (): Promise<Buffer> => {
  bytes ??= make()
  return bytes
}

const make = async (): Promise<Buffer> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-migrated-'))
  const file = join(folder, 'gallery.db')
  const support = sqlite({ file })
  const connections = await support.open()
  await migrate(connections.write, support)
  await connections.close()
  const migrated = await readFile(file)
  await rm(folder, { recursive: true })
  return migrated
}
