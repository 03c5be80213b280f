import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { exclusively } from '../../src/jobs/lease.ts'
import { silentLogger as log } from '../../src/log.ts'
import { contentKey } from '../../src/storage/keys.ts'
import type { Storage } from '../../src/storage/types.ts'
import type { StorageFinding } from '../../src/storage-check/storage-check.types.ts'
import { createTestClock } from '../../src/testing/test-gallery.ts'
import type { DialectContext } from '../dialects.ts'
import { openLibrary } from '../library/library-world.ts'
import { pictureOf, recount, refusalOf } from '../world.ts'

/** Opens an empty storage of the kind that is tested; `undefined`: that of test galleries, on the disk. */
export type OpenStorage = () => Storage | undefined

const dayMs = 24 * 3_600_000
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const bytesAt = async (storage: Storage, key: string): Promise<Buffer> => buffer((await storage.get(key)).stream)

const keysOf = async (storage: Storage): Promise<string[]> => {
  const keys: string[] = []
  for await (const { key } of storage.list()) keys.push(key)
  return keys
}

/** `kind what`, sorted; `+` before what was repaired. */
const lines = (findings: readonly StorageFinding[]): string[] =>
  findings.map(({ kind, what, isRepaired }) => `${isRepaired ? '+' : ''}${kind} ${what}`).sort()

/** A gallery with six photos, and the clock a week after they came in. */
const openWorld = async (dialect: DialectContext, openStorage: OpenStorage) => {
  const clock = createTestClock(new Date().toISOString())
  const storage = openStorage()
  const world = await openLibrary(dialect, { clock, ...(storage ? { storage } : {}) })
  const album = (await world.addAlbum('Checked')).id
  const pictures: { id: number; key: string; bytes: Buffer }[] = []
  for (let number = 0; number < 6; number++) {
    const bytes = await pictureOf(`checked ${number}`)
    const photo = await world.system.photos.add({ content: Readable.from([bytes]), fileName: `${number}.jpg`, album })
    pictures.push({ id: photo.photo.id, key: contentKey(sha256(bytes), 'jpg'), bytes })
  }
  clock.advance(7 * dayMs)
  const { fsStorage } = await import('../../src/storage/fs-storage.ts')
  const at = (number: number) => pictures[number] as (typeof pictures)[number]
  return { world, clock, album, at, storage: storage ?? fsStorage({ root: join(world.folder, 'originals') }) }
}

/** Plants every damage, finds it, repairs what can be: the same on every storage and every engine. */
export const itFindsDamage = (dialect: DialectContext, openStorage: OpenStorage): void => {
  it('finds nothing wrong in a gallery that is well', async () => {
    const { world, at } = await openWorld(dialect, openStorage)
    await world.put('in/place.jpg')
    await world.sync()
    const progress: string[] = []
    const check = await world.system.storage.check({ depth: 'deep', onProgress: ({ phase }) => progress.push(phase) })
    expect(check).toMatchObject({ state: 'done', outcome: 'well', findings: [], counts: {}, objects: 6, hashed: 6 })
    expect(check).toMatchObject({ libraryFiles: 1, quarantined: 0, options: { repair: false, purgeAfterDays: null } })
    expect(check.bytes).toBe([0, 1, 2, 3, 4, 5].reduce((sum, number) => sum + at(number).bytes.length, 0))
    expect([...new Set(progress)]).toEqual(['leftovers', 'originals', 'library', 'database', 'end'])
    expect(await world.system.storage.latest()).toEqual(check)
  })

  it('finds every damage without touching anything, and repairs what can be', async () => {
    const { world, album, at, storage } = await openWorld(dialect, openStorage)
    const damaged = Buffer.from(at(2).bytes)
    damaged[damaged.length >> 1] = (damaged[damaged.length >> 1] ?? 0) ^ 0xff
    const orphan = randomBytes(500)
    const orphanKey = contentKey(sha256(orphan), 'jpg')
    const stale = join(world.folder, 'incoming', 'incoming-stale')

    // Missing: nowhere else, and in a library folder.
    await storage.delete(at(0).key)
    await storage.delete(at(1).key)
    await world.putBytes('twin.jpg', at(1).bytes)
    // Changed: a copy in quarantine, and none. Cut short.
    await storage.put(at(2).key, damaged)
    await storage.put(`quarantine/${at(2).key}`, at(2).bytes)
    await storage.put(at(3).key, Buffer.alloc(at(3).bytes.length))
    await storage.put(at(4).key, at(4).bytes.subarray(0, 100))
    await storage.put(orphanKey, orphan)
    await storage.put('notes/readme.txt', Buffer.from('not ours'))
    await storage.put('checks/left', Buffer.from('x'))
    await mkdir(join(world.folder, 'incoming'), { recursive: true })
    await writeFile(stale, 'half')
    // In the library: gone, changed, and another content at the same size and time.
    for (const name of ['gone.jpg', 'changed.jpg', 'rotten.jpg']) await world.put(name)
    await world.sync()
    await rm(world.at('gone.jpg'))
    await world.put('changed.jpg', 'another picture')
    const before = await stat(world.at('rotten.jpg'))
    const rotten = await readFile(world.at('rotten.jpg'))
    rotten[100] = (rotten[100] ?? 0) ^ 1
    await writeFile(world.at('rotten.jpg'), rotten)
    await utimes(world.at('rotten.jpg'), before.atime, before.mtime)
    const isSameTime = (await stat(world.at('rotten.jpg'), { bigint: true })).mtimeNs % 1_000_000n === 0n
    await world.db.write.updateTable('album_counts').set({ photos: 99 }).where('album_id', '=', album).execute()

    const keys = await keysOf(storage)
    const found = await world.system.storage.check({ depth: 'deep' })
    const expected = [
      `missing ${at(0).key}`,
      `missing ${at(1).key}`,
      `changed ${at(2).key}`,
      `changed ${at(3).key}`,
      `wrong-size ${at(4).key}`,
      `orphan ${orphanKey}`,
      'unknown notes/readme.txt',
      'leftover checks/left',
      `leftover ${stale}`,
      `library-missing ${world.at('gone.jpg')}`,
      `library-changed ${world.at('changed.jpg')}`,
      'database albums.counts',
    ]
    // Times are set to the microsecond only: where the picture's own was finer, its file counts as changed.
    const rottenKind = lines(found.findings).find((line) => line.endsWith('rotten.jpg'))
    expect(rottenKind).toMatch(isSameTime ? /^library-(damaged|changed)/ : /^library-changed/)
    expect(lines(found.findings).filter((line) => !line.endsWith('rotten.jpg'))).toEqual(expected.sort())
    expect(found.outcome).toBe('damaged')
    expect(found.findings.find(({ what }) => what === at(0).key)?.photoIds).toEqual([at(0).id])
    expect(await keysOf(storage), 'nothing was touched').toEqual(keys)
    expect(await readFile(stale, 'utf8')).toBe('half')

    const repaired = await world.system.storage.check({ repair: true })
    expect(lines(repaired.findings).filter((line) => line.startsWith('+'))).toEqual(
      [
        `+missing ${at(1).key}`,
        `+changed ${at(2).key}`,
        `+orphan ${orphanKey}`,
        '+leftover checks/left',
        `+leftover ${stale}`,
        '+database albums.counts',
      ].sort(),
    )
    expect(repaired.counts.missing).toEqual({ found: 2, repaired: 1 })
    expect(await bytesAt(storage, at(1).key)).toEqual(at(1).bytes)
    expect(await bytesAt(storage, at(2).key)).toEqual(at(2).bytes)
    expect(await bytesAt(storage, `quarantine/damaged/${at(2).key}`)).toEqual(damaged)
    expect(await bytesAt(storage, `quarantine/${orphanKey}`)).toEqual(orphan)
    expect(await storage.stat(orphanKey)).toBeUndefined()
    expect((await bytesAt(storage, 'notes/readme.txt')).toString()).toBe('not ours')
    await expect(stat(stale)).rejects.toMatchObject({ code: 'ENOENT' })
    expect(await recount(world.db)).toEqual([])
    expect((await world.system.albums.get(album)).counts.photos).toBe(6)

    const again = await world.system.storage.check({ repair: true, storageOnly: true })
    expect(lines(again.findings)).toEqual(
      [`missing ${at(0).key}`, `changed ${at(3).key}`, `wrong-size ${at(4).key}`, 'unknown notes/readme.txt'].sort(),
    )
    expect(again.quarantined).toBe(3)
  })

  it('spares what is young, and lets go of what has been in quarantine long enough', async () => {
    const { world, clock, storage } = await openWorld(dialect, openStorage)
    const bytes = randomBytes(300)
    const key = contentKey(sha256(bytes), 'jpg')
    await storage.put(key, bytes)
    clock.advance(-7 * dayMs)
    expect(await world.system.storage.check({ repair: true })).toMatchObject({ outcome: 'well', counts: {} })
    expect(await storage.stat(key)).toBeDefined()
    clock.advance(7 * dayMs)
    expect((await world.system.storage.check({ repair: true })).counts).toEqual({ orphan: { found: 1, repaired: 1 } })
    expect(await keysOf(storage)).toContain(`quarantine/${key}`)
    expect((await world.system.storage.check({ repair: true, purgeAfterDays: 30 })).quarantined).toBe(1)
    expect((await world.system.storage.check({ purgeAfterDays: 0 })).quarantined).toBe(1)
    expect((await world.system.storage.check({ repair: true, purgeAfterDays: 3 })).quarantined).toBe(0)
    expect(await keysOf(storage)).not.toContain(`quarantine/${key}`)
  })

  it('keeps an orphan that an upload takes up again, whole; a quick look misses what is gone', async () => {
    const { world, album, at, storage } = await openWorld(dialect, openStorage)
    const bytes = await pictureOf('left behind by a crash')
    const key = contentKey(sha256(bytes), 'jpg')
    await storage.put(key, Buffer.from('half of it'))
    await world.system.photos.add({ content: Readable.from([bytes]), fileName: 'again.jpg', album })
    expect(await bytesAt(storage, key)).toEqual(bytes)
    await storage.delete(at(0).key)
    expect((await world.system.storage.check({ depth: 'quick' })).counts).toEqual({
      missing: { found: 1, repaired: 0 },
    })
  })

  it('goes on after an interruption, without leaving out or telling anything twice', async () => {
    const { world, at, storage } = await openWorld(dialect, openStorage)
    for (const number of [0, 1, 2, 3]) await storage.delete(at(number).key)
    const stopping = new AbortController()
    const stopped = world.system.storage.check({
      signal: stopping.signal,
      onProgress: ({ phase, done }) => phase === 'originals' && done === 128 && stopping.abort(new Error('enough')),
    })
    await expect(stopped).rejects.toThrow('enough')
    const halfway = await world.system.storage.latest()
    expect(halfway?.state).toBe('running')
    const steps: number[] = []
    const done = await world.system.storage.check({
      onProgress: (now) => now.phase === 'originals' && steps.push(now.done),
    })
    expect(steps[0]).toBeGreaterThanOrEqual(128)
    expect(done.id).toBe(halfway?.id)
    expect(lines(done.findings)).toEqual([0, 1, 2, 3].map((number) => `missing ${at(number).key}`).sort())
    expect(done.objects).toBe(2)

    const fresh = await world.system.storage.check({ restart: true })
    expect(fresh.id).toBeGreaterThan(done.id)
    expect(fresh.counts).toEqual(done.counts)
  })

  it('is for administrators, one at a time, and runs as a job', async () => {
    const { world, clock } = await openWorld(dialect, openStorage)
    const somebody = await world.addUser('somebody')
    for (const actor of [world.gallery.as({ kind: 'guest' }), somebody.as]) {
      const code = actor === somebody.as ? 'FORBIDDEN' : 'UNAUTHENTICATED'
      await refusalOf(actor.storage.check(), code)
      await refusalOf(actor.storage.enqueue(), code)
      await refusalOf(actor.storage.latest(), code)
    }
    await refusalOf(world.system.storage.check({ orphanAgeHours: 0 }), 'INPUT_INVALID')
    const elsewhere = { connections: await world.database.connect(), dialect: world.database.support(), clock, log }
    await exclusively(elsewhere, 'storage.check.lease', () => refusalOf(world.system.storage.check(), 'CONFLICT'))
    const { jobs } = world.gallery
    const id = await world.system.storage.enqueue({ depth: 'quick' })
    expect(await world.system.storage.enqueue({ depth: 'quick' })).toBeNull()
    while (await jobs.runNext());
    expect((await jobs.get(id as number))?.state).toBe('done')
    expect(await world.system.storage.latest()).toMatchObject({ state: 'done', options: { depth: 'quick' }, hashed: 0 })
  })
}
