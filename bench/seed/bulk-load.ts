import { CompiledQuery, type Kysely } from 'kysely'
import type { Database } from '../../packages/core/src/db/database.ts'
import type { Connections, DialectSupport } from '../../packages/core/src/db/dialect.ts'

interface LoadedIndex {
  readonly table: string
  readonly name: string
  readonly create: string
}

/** Tables with several rows for each photo: sorting an index once costs a tenth of keeping it sorted. */
const largeTables = ['photos', 'album_photos', 'photo_tags', 'photo_terms', 'changes'] as const

/**
 * Runs what fills an empty database, on one connection that takes every short cut: nothing is checked or flushed, and the indexes
 * of the large tables are laid afterwards. The database is worth nothing where it ends with an error.
 */
export const bulkLoad = async (
  { write }: Connections,
  { name }: DialectSupport,
  { photos }: { photos: number },
  run: (db: Kysely<Database>) => Promise<void>,
): Promise<void> => {
  await write.connection().execute(async (db) => {
    const raw = (text: string) => db.executeQuery(CompiledQuery.raw(text))
    for (const [setting] of settings[name]) await raw(setting)
    const isWorthIt = photos >= 50_000
    const indexes = !isWorthIt ? [] : name === 'sqlite' ? await sqliteIndexes(db) : await mysqlIndexes(db)
    for (const index of indexes)
      await raw(name === 'sqlite' ? `drop index ${index.name}` : `alter table ${index.table} drop index ${index.name}`)
    await run(db)
    for (const index of indexes) await raw(index.create)
    // SQLite keeps no statistics in a gallery either; the others gather theirs by themselves, only later.
    if (name === 'mysql') await raw('analyze table albums, album_grants, tags, search_terms, photo_texts')
    if (name === 'mysql') await raw(`analyze table ${largeTables.join(', ')}`)
    for (const [, usual] of settings[name]) await raw(usual)
  })
}

/** Each with what undoes it. */
const settings = {
  sqlite: [
    ['pragma synchronous = off', 'pragma synchronous = full'],
    ['pragma cache_size = -400000', 'pragma cache_size = -32000'],
    ['pragma foreign_keys = off', 'pragma foreign_keys = on'],
  ],
  mysql: [
    ['set unique_checks = 0', 'set unique_checks = 1'],
    ['set foreign_key_checks = 0', 'set foreign_key_checks = 1'],
  ],
} as const

const sqliteIndexes = async (db: Kysely<Database>): Promise<LoadedIndex[]> => {
  const { rows } = await db.executeQuery<{ table: string; name: string; create: string }>(
    CompiledQuery.raw(
      `select tbl_name as "table", name, sql as "create" from sqlite_master where type = 'index' and sql is not null`,
    ),
  )
  return rows.filter(({ table }) => (largeTables as readonly string[]).includes(table))
}

const mysqlIndexes = async (db: Kysely<Database>): Promise<LoadedIndex[]> => {
  const { rows } = await db.executeQuery<{ table: string; name: string; keys: string; is_unique: number }>(
    CompiledQuery.raw(
      `select table_name as \`table\`, index_name as name, min(1 - non_unique) as is_unique,
        group_concat(concat('\`', column_name, '\`', coalesce(concat('(', sub_part, ')'), '')) order by seq_in_index) as \`keys\`
        from information_schema.statistics
        where table_schema = database() and index_name <> 'PRIMARY' group by table_name, index_name`,
    ),
  )
  return rows
    .filter(({ table }) => (largeTables as readonly string[]).includes(table))
    .map(({ table, name, keys, is_unique }) => ({
      table,
      name,
      create: `alter table ${table} add ${Number(is_unique) === 1 ? 'unique ' : ''}index ${name} (${keys})`,
    }))
}
