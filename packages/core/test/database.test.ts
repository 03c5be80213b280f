import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createAccessIndex } from '../src/access/access-index.ts'
import { systemActor } from '../src/access/actor.ts'
import type { GalleryContext } from '../src/context.ts'
import { migrate } from '../src/db/migrate.ts'
import { createCommitBell } from '../src/events/commit-bell.ts'
import { createHooks } from '../src/hooks/kernel.ts'
import { silentLogger } from '../src/log.ts'
import { transact } from '../src/transaction.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf, type TestDatabase } from './world.ts'

const contextOn = async (database: TestDatabase): Promise<GalleryContext> => {
  const connections = await database.connect()
  await migrate(connections.write, database.support())
  const access = createAccessIndex({ reader: connections.read })
  const parts = {
    dialect: database.support(),
    connections,
    access,
    bell: createCommitBell({ access, log: silentLogger, signal: new AbortController().signal }),
    hooks: createHooks({ log: silentLogger }),
    clock: () => new Date(),
    log: silentLogger,
  }
  // A transaction needs these parts of a gallery, and no more.
  return parts as unknown as GalleryContext
}

const actor = systemActor('test')
const setting = (key: string, value: string) => ({ key, value, updated_at: '2024-01-01T12:00:00.000Z' })

describeDialects('the database', ({ name, freshDatabase, openTestGallery }) => {
  it('takes lists of any length, and none', async () => {
    const context = await contextOn(await freshDatabase())
    const { dialect } = context
    const { write, read } = context.connections
    await write.insertInto('settings').values(setting('a', '"1"')).execute()
    const count = async (ids: Iterable<number>) =>
      (await read.selectFrom('roles').select('id').where('id', 'in', dialect.idList(ids)).execute()).length
    expect(await count([])).toBe(0)
    expect(await count([1, 2, 2, 99])).toBe(2)
    expect(await count(Array.from({ length: 50_000 }, (_, index) => index + 1))).toBe(5)
    const others = await read.selectFrom('roles').select('id').where('id', 'not in', dialect.idList([])).execute()
    expect(others).toHaveLength(5)
  })

  it('leaves nothing of a transaction that a deadlock took back, also of statements that were waiting', async () => {
    const context = await contextOn(await freshDatabase())
    const { write, read } = context.connections
    await write
      .insertInto('settings')
      .values([setting('a', '1'), setting('b', '1')])
      .execute()
    const change = async (first: string, second: string, mark: string) =>
      write.transaction().execute(async (db) => {
        const set = (key: string) =>
          db.updateTable('settings').set({ value: mark }).where('key', '=', key).executeTakeFirst()
        await set(first)
        await sleep(100)
        const outcomes = await Promise.allSettled([
          set(second),
          ...[1, 2, 3].map((at) =>
            db
              .insertInto('settings')
              .values(setting(`${mark}${at}`, '1'))
              .execute(),
          ),
        ])
        for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
      })
    for (let round = 0; round < 3; round++) {
      const marks = [`"x${round}"`, `"y${round}"`] as const
      const [one, other] = await Promise.allSettled([change('a', 'b', marks[0]), change('b', 'a', marks[1])])
      const written = async (mark: string) =>
        (await read.selectFrom('settings').select('key').where('key', 'like', `${mark}_`).execute()).length
      expect(await written(marks[0])).toBe(one?.status === 'fulfilled' ? 3 : 0)
      expect(await written(marks[1])).toBe(other?.status === 'fulfilled' ? 3 : 0)
      // SQLite lets one write after the other.
      if (name === 'mysql') expect([one?.status, other?.status].sort()).toEqual(['fulfilled', 'rejected'])
    }
  })

  it('tells the ids of many rows in their order, also of several statements at once', async () => {
    const context = await contextOn(await freshDatabase())
    const { write, read } = context.connections
    const insert = (prefix: string) =>
      write.transaction().execute(async (db) => {
        const rows = Array.from({ length: 40 }, (_, index) => ({ term: `${prefix}${index}` }))
        const result = await db.insertInto('search_terms').values(rows).executeTakeFirstOrThrow()
        return context.dialect.insertedIds(result, rows.length)
      })
    const prefixes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const all = await Promise.all(prefixes.map(insert))
    const termOf = new Map(
      (await read.selectFrom('search_terms').selectAll().execute()).map((row) => [row.id, row.term]),
    )
    for (const [index, ids] of all.entries())
      expect(ids.map((id) => termOf.get(id))).toEqual(Array.from({ length: 40 }, (_, n) => `${prefixes[index]}${n}`))
  })

  it('gives numbers as numbers', async () => {
    const { db, addAlbum, addPhoto } = await openTestGallery()
    const album = await addAlbum('Album')
    const photo = await addPhoto(album.id)
    await db.write
      .updateTable('photos')
      .set({ bytes: 9_007_199_254_740_991, latitude: -48.12345678901234, exposure_seconds: 1 / 8000 })
      .where('id', '=', photo.id)
      .execute()
    const row = await db.read.selectFrom('photos').selectAll().executeTakeFirstOrThrow()
    expect(row).toMatchObject({ latitude: -48.12345678901234, exposure_seconds: 1 / 8000, level: 0, views: 0 })
    expect(Number(row.bytes)).toBe(9_007_199_254_740_991)
    const sums = await db.read
      .selectFrom('album_counts')
      .select((eb) => [eb.fn.sum<number>('photos').as('sum'), eb.fn.countAll<number>().as('count')])
      .executeTakeFirstOrThrow()
    expect(sums).toEqual({ sum: 1, count: 1 })
  })

  it('keeps text exactly: emoji, compositions, blanks at the end, case', async () => {
    const context = await contextOn(await freshDatabase())
    const { write, read } = context.connections
    const texts = ['🌊', 'e\u0301', 'é', 'E', 'e', 'שלום', '\\\' %_"', '\u{10ffff}', 'x'.repeat(60_000)]
    for (const [index, text] of texts.entries())
      await write
        .insertInto('settings')
        .values(setting(`k${index}`, text))
        .execute()
    const rows = await read.selectFrom('settings').select(['key', 'value']).orderBy('key').execute()
    expect(rows.map((row) => row.value)).toEqual(texts)
    const found = await read.selectFrom('settings').select('key').where('value', '=', 'é').execute()
    expect(found).toEqual([{ key: 'k2' }])
  })

  it('runs a transaction again, whole, where it met another', async () => {
    const database = await freshDatabase()
    const context = await contextOn(database)
    const { write, read } = context.connections
    await write
      .insertInto('settings')
      .values([setting('a', '0'), setting('b', '0')])
      .execute()
    let runs = 0
    const add = async (first: string, second: string) =>
      transact(context, actor, async ({ db, record }) => {
        runs += 1
        const bump = (key: string) =>
          db
            .updateTable('settings')
            .set((eb) => ({ value: sql<string>`${eb.ref('value')} + 1` }))
            .where('key', '=', key)
            .execute()
        await bump(first)
        await sleep(50)
        await bump(second)
        record({ subject: 'setting', id: 1, action: 'bumped' })
      })
    await Promise.all([add('a', 'b'), add('b', 'a'), add('a', 'b')])
    const rows = await read.selectFrom('settings').select('value').execute()
    expect(rows.map((row) => Number(row.value))).toEqual([3, 3])
    expect(await read.selectFrom('changes').select('id').execute()).toHaveLength(3)
    // InnoDB gives one of the two up; SQLite lets one writer in at a time.
    if (name === 'mysql') expect(runs).toBeGreaterThan(3)
    else expect(runs).toBe(3)
  })

  it('tells of rows that are gone as of a conflict', async () => {
    const context = await contextOn(await freshDatabase())
    const attempt = transact(context, actor, async ({ db }) => {
      await db.insertInto('album_counts').values({ album_id: 4_711, level: 0, photos: 1 }).execute()
    })
    const error = await refusalOf(attempt, 'CONFLICT')
    expect(error.cause).toBeInstanceOf(Error)
  })
})

describeDialects('a database that fails', ({ name, freshDatabase, openTestGallery }) => {
  if (name === 'mysql') {
    it('is told of, and is used again once it is back', async () => {
      const database = await freshDatabase()
      const { system, addAlbum, gallery } = await openTestGallery({ on: database })
      await addAlbum('Before')
      const { write } = await database.connect()
      const killAll = async () => {
        const { rows } = await sql<{ id: number }>`
          select id from information_schema.processlist where db = database() and id <> connection_id()`.execute(write)
        for (const { id } of rows)
          await sql
            .raw(`kill ${Number(id)}`)
            .execute(write)
            .catch(() => {})
      }
      gallery.hooks.filter('album.creating', async (payload) => {
        await killAll()
        return payload
      })
      await refusalOf(addAlbum('Lost'), 'DATABASE_UNAVAILABLE')
      gallery.hooks.removeOwner('host')
      await expect
        .poll(() => system.albums.list({ parent: null }).catch(() => null), { timeout: 5_000 })
        .toMatchObject({ total: 1 })
      expect((await addAlbum('After')).name).toBe('After')
    })
    it('is told of where it cannot be reached at all', async () => {
      const { mysql } = await import('../src/db/dialects/mysql.ts')
      await refusalOf(
        openTestGallery({ database: mysql({ uri: 'mysql://nobody:secret@127.0.0.1:1/none' }) }),
        'DATABASE_UNAVAILABLE',
      )
    })
    return
  }
  it('is waited for, and told of as busy', async () => {
    const { sqlite } = await import('../src/db/dialects/sqlite.ts')
    const database = await freshDatabase()
    const { write } = await database.connect()
    const [{ file } = { file: '' }] = (await sql<{ file: string }>`pragma database_list`.execute(write)).rows
    const { addAlbum, system } = await openTestGallery({
      on: database,
      database: sqlite({ file, busyTimeoutMs: 1_000 }),
    })
    let free = () => {}
    const held = write.transaction().execute(async (db) => {
      await db.updateTable('gallery_state').set({ tree_version: 1 }).execute()
      await new Promise<void>((resolve) => {
        free = resolve
      })
    })
    await sleep(20)
    let ticks = 0
    const ticking = setInterval(() => {
      ticks += 1
    }, 5)
    await refusalOf(addAlbum('Busy'), 'DATABASE_BUSY')
    clearInterval(ticking)
    // The wait leaves the process free for everybody else, and readers do not wait at all.
    expect(ticks).toBeGreaterThan(10)
    expect((await system.albums.list({ parent: null })).total).toBe(0)
    const waiting = addAlbum('Soon')
    await sleep(50)
    free()
    await held
    expect((await waiting).name).toBe('Soon')
  })
})
