import { type KyselyPlugin, sql } from 'kysely'
import { createConnection } from 'mysql2/promise'
import { expect, inject, it } from 'vitest'
import { migrate } from '../src/db/migrate.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf } from './world.ts'

/** Lets so many statements through and fails from then on, as a process does that is killed. */
const failingAfter = (statements: number): KyselyPlugin & { seen(): number } => {
  let seen = 0
  return {
    seen: () => seen,
    transformQuery: ({ node }) => {
      // A process that is killed loses its lock; a connection that lives on must give it back.
      if (JSON.stringify(node).includes('release_lock')) return node
      seen += 1
      if (seen > statements) throw new Error('killed here')
      return node
    },
    transformResult: async ({ result }) => result,
  }
}

describeDialects('migrations', ({ name, freshDatabase, openTestGallery }) => {
  it('make a schema that a gallery can work with, once', async () => {
    const database = await freshDatabase()
    const { system, addAlbum } = await openTestGallery({ on: database })
    await addAlbum('Sea')
    const again = await openTestGallery({ on: database })
    expect((await again.system.albums.list({ parent: null })).items.map((album) => album.name)).toEqual(['Sea'])
    expect((await system.albums.list({ parent: null })).total).toBe(1)
    const { read } = await database.connect()
    const roles = await read.selectFrom('roles').select('role_key').orderBy('id').execute()
    expect(roles.map((role) => role.role_key)).toEqual(['webmaster', 'admin', 'user', 'generic', 'guest'])
  })

  it('run once where several start at the same moment', async () => {
    const database = await freshDatabase()
    const connections = await Promise.all(Array.from({ length: 4 }, () => database.connect()))
    await Promise.all(connections.map(({ write }) => migrate(write, database.support())))
    const { read } = await database.connect()
    expect(await read.selectFrom('roles').select('role_key').execute()).toHaveLength(5)
    expect(await read.selectFrom('gallery_state').selectAll().execute()).toHaveLength(1)
  })

  it('go on after they were interrupted anywhere', async () => {
    const whole = failingAfter(Number.POSITIVE_INFINITY)
    const first = await freshDatabase()
    await migrate((await first.connect()).write.withPlugin(whole), first.support())
    const statements = whole.seen()
    expect(statements).toBeGreaterThan(60)

    // One database, interrupted again and again: each run comes a few statements further than the one before.
    const database = await freshDatabase()
    const { write, read } = await database.connect()
    for (let after = 0; after < statements * 1.5; after += name === 'mysql' ? 9 : 4) {
      await migrate(write.withPlugin(failingAfter(after)), database.support()).catch((error: unknown) => error)
    }
    await migrate(write, database.support())
    expect(await read.selectFrom('roles').select('role_key').execute()).toHaveLength(5)
    const { gallery } = await openTestGallery({ on: database })
    await gallery.checkHealth()
  })

  it('lay the words of photos by segments, all of them, wherever that is interrupted', async () => {
    const database = await freshDatabase()
    const { system, addAlbum, addPhoto } = await openTestGallery({ on: database })
    const album = await addAlbum('Sea')
    for (const title of ['Lighthouse at dusk', 'Harbour at dusk', 'Gulls']) await addPhoto(album.id, { title })
    const { write } = await database.connect()
    // Ids of another segment, as galleries have that lived long.
    await sql`${name === 'mysql' ? sql`alter table photos auto_increment = 70000` : sql`update sqlite_sequence set seq = 70000 where name = 'photos'`}`.execute(
      write,
    )
    expect((await addPhoto(album.id, { title: 'Storm at dusk' })).id).toBeGreaterThanOrEqual(70_000)
    const wordsOf = async () =>
      (await write.selectFrom('photo_terms').select(['photo_id', 'term_id']).execute())
        .map(({ photo_id, term_id }) => `${photo_id} ${term_id}`)
        .sort()
    const before = await wordsOf()
    expect(before.length).toBeGreaterThan(10)

    await sql`create table words (term_id integer not null, photo_id integer not null, primary key (term_id, photo_id))`.execute(
      write,
    )
    await sql`insert into words select term_id, photo_id from photo_terms`.execute(write)
    for (const table of ['photo_terms', 'text_segments']) await sql`drop table ${sql.table(table)}`.execute(write)
    await sql`alter table words rename to photo_terms`.execute(write)
    await sql`delete from schema_steps where name >= '0009'`.execute(write)

    for (let after = 0; after < 40; after++)
      await migrate(write.withPlugin(failingAfter(after)), database.support()).catch(() => undefined)
    await migrate(write, database.support())
    expect(await wordsOf()).toEqual(before)
    expect((await system.photos.list({ q: 'dusk' })).total).toBe(3)
    await addPhoto(album.id, { title: 'Dusk again' })
    expect((await system.photos.list({ q: 'dusk' })).total).toBe(4)
  })

  it('refuse a database that a newer version made', async () => {
    const database = await freshDatabase()
    const { write } = await database.connect()
    await migrate(write, database.support())
    await sql`insert into schema_steps (name, timestamp) values ('9999-later', '2030')`.execute(write)
    await refusalOf(openTestGallery({ on: database }), 'DATABASE_TOO_NEW')
  })

  it('say which step failed', async () => {
    const database = await freshDatabase()
    const { write } = await database.connect()
    await sql`create table gallery_state (id integer primary key)`.execute(write)
    const error = await refusalOf(openTestGallery({ on: database }), 'MIGRATION_FAILED')
    expect(error.details).toEqual({ step: '0001-initial' })
    expect(error.cause).toBeInstanceOf(Error)
  })
})

describeDialects('settings of a connection', ({ name, freshDatabase, openTestGallery }) => {
  if (name === 'sqlite') {
    it('are those that durability needs', async () => {
      const { write, read } = await (await freshDatabase()).connect()
      for (const db of [write, read]) {
        const pragma = async (key: string) =>
          Object.values((await sql<Record<string, unknown>>`${sql.raw(`pragma ${key}`)}`.execute(db)).rows[0] ?? {})[0]
        expect(await pragma('synchronous')).toBe(2)
        expect(await pragma('journal_mode')).toBe('wal')
        expect(await pragma('foreign_keys')).toBe(1)
        expect(await pragma('trusted_schema')).toBe(0)
      }
      await expect(sql`create table x (id integer)`.execute(read)).rejects.toThrow('readonly')
    })
    return
  }

  it('IN-08: do not depend on the settings of the server', async () => {
    const admin = await createConnection({ uri: inject('mysqlUrl') ?? '' })
    const [[before]] = (await admin.query('select @@global.sql_mode as mode, @@global.tx_isolation as isolation')) as [
      { mode: string; isolation: string }[],
      unknown,
    ]
    await admin.query("set global sql_mode = 'NO_BACKSLASH_ESCAPES,ANSI_QUOTES'")
    await admin.query('set global transaction isolation level serializable')
    try {
      const world = await openTestGallery({ on: await freshDatabase() })
      const { read } = await world.database.connect()
      // Several at once, so that the pool has to open several.
      const sessions = await Promise.all(
        Array.from({ length: 5 }, async () => {
          const { rows } = await sql<Record<string, unknown>>`
            select @@session.sql_mode as mode, @@session.tx_isolation as isolation, @@session.time_zone as zone,
              @@session.collation_connection as collation, sleep(0.02)`.execute(read)
          return rows[0]
        }),
      )
      for (const session of sessions) {
        expect(session).toMatchObject({ isolation: 'READ-COMMITTED', zone: '+00:00', collation: 'utf8mb4_bin' })
        expect(session?.mode).toContain('STRICT_ALL_TABLES')
        expect(session?.mode).not.toMatch(/NO_BACKSLASH_ESCAPES|ANSI_QUOTES/)
      }
      const hostile = String.raw`\' or 1=1 -- "x" \\`
      const album = await world.addAlbum(hostile)
      expect(album.name).toBe(hostile)
      await refusalOf(world.gallery.sessions.signIn({ username: hostile, password: hostile }), 'CREDENTIALS_INVALID')
      expect((await world.system.photos.list({ q: hostile })).items).toEqual([])
    } finally {
      await admin.query(`set global sql_mode = '${before?.mode}'`)
      await admin.query(`set global transaction isolation level ${before?.isolation.replace('-', ' ')}`)
      await admin.end()
    }
  })
})
