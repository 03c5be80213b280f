import { join } from 'node:path'
import type BetterSqlite3 from 'better-sqlite3'
import Sqlite from 'better-sqlite3'
import { systemActor } from '../packages/core/src/access/actor.ts'
import type { GalleryContext } from '../packages/core/src/context.ts'
import type { PhotoDraft } from '../packages/core/src/ingest/photo-draft.ts'
import { recordPhotos } from '../packages/core/src/ingest/record-photos.ts'
import { transact } from '../packages/core/src/transaction.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'
import { databaseIn, openRecording } from './kernel/open-gallery.ts'
import { createDrafts } from './seed/drafts.ts'
import { seedDatabase } from './seed/seed-database.ts'

/**
 * Photos recorded in batches through the core's import path without media work: rows, links, counters, tags, words, texts and change
 * log, on SQLite with `synchronous=FULL`. Against the same rows, known beforehand, by prepared statements of better-sqlite3.
 */
interface State {
  readonly context: GalleryContext
  readonly close: () => Promise<void>
  readonly bare: BetterSqlite3.Database
  readonly copy: (firstId: number) => void
  readonly draft: () => PhotoDraft
}

const batchSize = 200
const photosPerRound = 2_000
const albums = 20

const setup = async ({ folder, random }: BenchWorld): Promise<State> => {
  for (const name of ['subject', 'bare'])
    await seedDatabase(databaseIn(join(folder, name)), { photos: 1_000, albums, users: 5 })
  const { context, close } = await openRecording(databaseIn(join(folder, 'subject')))

  const draft = createDrafts(random, albums)
  const bare = new Sqlite(join(folder, 'bare', 'gallery.db'))
  bare.pragma('synchronous = FULL')
  bare.pragma('foreign_keys = ON')
  bare.pragma('cache_size = -32000')
  return { context, close, bare, copy: copier(bare), draft }
}

/** Rows to copy for each table that belongs to a photo: those of the seeded photos, under a new id. */
const copier = (bare: BetterSqlite3.Database) => {
  const tables = [
    ['photos', 'id'],
    ['album_photos', 'photo_id'],
    ['photo_tags', 'photo_id'],
    ['photo_terms', 'photo_id'],
    ['photo_texts', 'photo_id'],
    ['changes', 'subject_id'],
  ] as const
  const copies = tables.map(([table, key]) => {
    const own = table === 'changes' ? ` where subject = 'photo'` : ''
    const found = bare.prepare(`select * from ${table}${own}`).all() as Record<string, unknown>[]
    const columns = Object.keys(found[0]!).filter((column) => table !== 'changes' || column !== 'id')
    const names = columns.map((column) => `"${column}"`).join(', ')
    const insert = bare.prepare(`insert into ${table} (${names}) values (${columns.map(() => '?').join(', ')})`)
    const rowsOf = new Map<number, unknown[][]>()
    for (const row of found) {
      const id = Number(row[key])
      const values = columns.map((column) => row[column])
      rowsOf.set(id, [...(rowsOf.get(id) ?? []), values])
    }
    return { insert, rowsOf, at: columns.indexOf(key) }
  })
  // A new photo also brings a word of its own: its file name.
  const word = bare.prepare('insert into search_terms (term) values (?)')
  const count = bare.prepare('update album_counts set photos = photos + 1 where album_id = ?')
  return (firstId: number) => {
    for (let id = firstId; id < firstId + batchSize; id++) {
      word.run(`copy${id}`)
      for (const { insert, rowsOf, at } of copies)
        for (const values of rowsOf.get(1 + (id % 1_000)) ?? []) insert.run(values.with(at, id))
    }
    for (let album = 1; album <= albums; album++) count.run(album)
  }
}

const bench = (name: string, limits: { ratio?: number; value?: number }): Bench => {
  let nextId = 1_000_000
  return defineBench<State>({
    name: `bulk-insert.${name}`,
    unit: 'per-second',
    better: 'higher',
    limits,
    rounds: 9,
    warmUpRounds: 2,
    times: photosPerRound,
    setup,
    teardown: async ({ close, bare }) => {
      bare.close()
      await close()
    },
    baseline: ({ bare, copy }, times) => {
      for (let done = 0; done < times; done += batchSize) {
        bare.transaction(copy).immediate(nextId)
        nextId += batchSize
      }
    },
    subject: async ({ context, draft }, times) => {
      for (let done = 0; done < times; done += batchSize) {
        const drafts = Array.from({ length: batchSize }, draft)
        await transact(context, systemActor('bench'), (unit) => recordPhotos(context, unit, drafts, 'sync'))
      }
    },
  })
}

export const benches: readonly Bench[] = [bench('photos', { value: 5_000, ratio: 0.3 })]
