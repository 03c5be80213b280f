import type { Kysely } from 'kysely'
import type { Database } from '../../packages/core/src/db/database.ts'
import type { Connections, DialectSupport } from '../../packages/core/src/db/dialect.ts'
import { migrate } from '../../packages/core/src/db/migrate.ts'
import { createRandom } from '../kernel/random.ts'
import { bulkLoad } from './bulk-load.ts'
import type { Inserter } from './inserter.ts'
import { seedAlbums } from './seed-albums.ts'
import { seedPeople } from './seed-people.ts'
import { createPhotoSeeder } from './seed-photos.ts'
import { seedTags } from './seed-tags.ts'

export interface SeedOptions {
  readonly photos: number
  /** At least 1. */
  readonly albums: number
  readonly users: number
  /** Default one for twenty users. */
  readonly groups?: number
  /** Default one for fifty photos, 20,000 at most. */
  readonly tags?: number
  /** The same rows for the same seed. Default 1. */
  readonly seed?: number
  onProgress?(photos: number): void
}

/** When all of it happened. */
const at = '2024-01-01T00:00:00.000Z'
const photosPerTransaction = 5_000

/**
 * Fills an empty database with a made-up gallery: a tree of albums eight deep, three in ten private; a fifth of the photos in one
 * album at the root, a fifth of them in two albums; five tags to a photo, a few of them on most. It is made by bulk inserts into the real schema, the same for the same seed. Ids count from 1.
 * The originals do not exist; `user1` is an administrator, and everybody has the password `seededPassword`.
 *
 * @throws {Error} the database holds users, albums or photos.
 */
export const seedDatabase = async (dialect: DialectSupport, options: SeedOptions): Promise<void> => {
  const { photos, albums, users, seed = 1 } = options
  if (!(albums >= 1)) throw new RangeError('Photos need an album.')
  const connections = await dialect.open()
  try {
    await migrate(connections.write, dialect)
    await requireEmpty(connections)
    const random = createRandom(seed)
    const roles = await connections.read.selectFrom('roles').select(['id', 'role_key']).execute()
    const roleIds = new Map(roles.flatMap(({ id, role_key }) => (role_key === null ? [] : [[role_key, id] as const])))
    const { groups = Math.ceil(users / 20), tags = Math.min(20_000, 50 + Math.floor(photos / 50)) } = options
    const { people, inserters: peopleRows } = seedPeople(random, { users, groups }, { at, roleIds })
    const albumRows = seedAlbums(random, albums, { at, people })
    const { names: tagNames, inserter: tagRows } = seedTags(tags, { at })
    await bulkLoad(connections, dialect, { photos }, async (db) => {
      await write(db, [...peopleRows, ...albumRows, tagRows])
      const seeder = createPhotoSeeder(random, { at, photos, albums, tagNames })
      let commitSeq = 1
      for (let first = 1; first <= photos; first += photosPerTransaction) {
        commitSeq += 1
        const last = Math.min(photos, first + photosPerTransaction - 1)
        for (let id = first; id <= last; id++) seeder.add(id, commitSeq)
        await write(db, seeder.inserters)
        options.onProgress?.(last)
      }
      await seeder.writeTerms(db)
      await write(db, [seeder.countRows()])
      await db
        .updateTable('gallery_state')
        .set({ commit_seq: commitSeq, tree_version: 2 })
        .where('id', '=', 1)
        .execute()
    })
  } finally {
    await connections.close()
  }
}

const write = (db: Kysely<Database>, inserters: readonly Inserter[]): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    for (const inserter of inserters) await inserter.flush(transaction)
  })

const requireEmpty = async ({ read }: Connections): Promise<void> => {
  for (const table of ['users', 'albums', 'photos'] as const) {
    const row = await read.selectFrom(table).select('id').limit(1).executeTakeFirst()
    if (row) throw new Error(`The database is not empty: it has ${table}.`)
  }
}
