import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { GalleryContext } from '../src/context.ts'
import { VitrineError } from '../src/errors/vitrine-error.ts'
import { exclusively, type LeaseParts, leaseMs } from '../src/jobs/lease.ts'
import { silentLogger } from '../src/log.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf } from './world.ts'

describeDialects('jobs', ({ migratedDatabase, openTestGallery }) => {
  it('are tried again after a while, longer each time, and given up in the end', async () => {
    const { gallery, clock } = await openTestGallery()
    const { jobs } = gallery
    const attempts: number[] = []
    jobs.define('fail', async (_payload, { attempt }) => {
      attempts.push(attempt)
      throw attempt === 1 ? new VitrineError('MEDIA_EMPTY') : new Error('secret detail')
    })
    const id = await jobs.enqueue('fail', { a: 1 }, { maxAttempts: 3, uniqueKey: 'once' })
    expect(await jobs.runNext()).toBe(true)
    expect(await jobs.get(id ?? 0)).toMatchObject({ state: 'waiting', attempts: 1, error: { code: 'MEDIA_EMPTY' } })
    expect(await jobs.runNext()).toBe(false)
    clock.advance(1_000)
    expect(await jobs.runNext()).toBe(true)
    clock.advance(3_999)
    expect(await jobs.runNext()).toBe(false)
    expect(await jobs.enqueue('fail', {}, { uniqueKey: 'once' })).toBeNull()
    clock.advance(1)
    expect(await jobs.runNext()).toBe(true)
    const job = await jobs.get(id ?? 0)
    expect(job).toMatchObject({ state: 'failed', attempts: 3, error: { code: 'INTERNAL' } })
    expect(JSON.stringify(job)).not.toContain('secret detail')
    clock.advance(3_600_000)
    expect(await jobs.runNext()).toBe(false)
    expect(attempts).toEqual([1, 2, 3])
    expect(await jobs.enqueue('fail', {}, { uniqueKey: 'once' })).not.toBeNull()
  })

  it('run when they are due, in their order, with what was given', async () => {
    const { gallery, clock } = await openTestGallery()
    const { jobs } = gallery
    const done: unknown[] = []
    jobs.define('note', async (payload) => void done.push(payload))
    expect(() => jobs.define('note', async () => {})).toThrow(TypeError)
    await jobs.enqueue('note', { text: 'later ⏰' }, { delayMs: 60_000 })
    await jobs.enqueue('note', ['now'])
    await jobs.enqueue('nobody', {})
    await jobs.enqueue('note', undefined)
    while (await jobs.runNext()) {}
    expect(done).toEqual([['now'], null])
    clock.advance(60_000)
    while (await jobs.runNext()) {}
    expect(done).toEqual([['now'], null, { text: 'later ⏰' }])
    expect((await jobs.list()).map((job) => job.state).sort()).toEqual(['done', 'done', 'done', 'waiting'])
    expect(await jobs.list({ state: 'waiting' })).toHaveLength(1)
  })

  it('forget what names people once they end, where that is asked for', async () => {
    const { gallery, db } = await openTestGallery()
    const { jobs } = gallery
    jobs.define('plain', async () => {})
    jobs.define(
      'personal',
      async ({ fails }: { fails: boolean }) => {
        if (fails) throw new Error('no')
      },
      { isPersonal: true },
    )
    await jobs.enqueue('plain', 1)
    for (const fails of [true, false]) await jobs.enqueue('personal', { fails }, { maxAttempts: 1 })
    while (await jobs.runNext()) {}
    expect(await db.read.selectFrom('jobs').select(['state', 'payload']).orderBy('id').execute()).toEqual([
      { state: 'done', payload: '1' },
      { state: 'failed', payload: 'null' },
      { state: 'done', payload: 'null' },
    ])
  })

  it('are done once, however many work', async () => {
    const database = await migratedDatabase()
    const workers = [
      await openTestGallery({ on: database }),
      await openTestGallery({ on: database }),
      await openTestGallery({ on: database }),
    ]
    const done: number[] = []
    for (const { gallery } of workers) {
      gallery.jobs.define('count', async (payload: { n: number }) => {
        done.push(payload.n)
        await sleep(2)
      })
      gallery.jobs.start({ concurrent: 2, pollMs: 10 })
    }
    for (let n = 0; n < 40; n++) await workers[0]?.gallery.jobs.enqueue('count', { n })
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => workers[1]?.gallery.jobs.enqueue('count', { n: 40 }, { uniqueKey: 'same' })),
    )
    expect(outcomes.filter((id) => id !== null).length).toBeGreaterThanOrEqual(1)
    await expect
      .poll(async () => (await workers[2]?.gallery.jobs.list({ state: 'waiting' }))?.length, { timeout: 20_000 })
      .toBe(0)
    for (const { gallery } of workers) await gallery.close()
    expect(done.filter((n) => n < 40).sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, n) => n))
  })

  it('are taken over from a worker that died, and given up where they kill every worker', async () => {
    const { gallery, db, clock } = await openTestGallery()
    const { jobs } = gallery
    let runs = 0
    jobs.define('work', async () => {
      runs += 1
    })
    const [live, deadly] = [await jobs.enqueue('work', {}), await jobs.enqueue('work', {}, { maxAttempts: 2 })]
    const until = new Date(clock().getTime() + leaseMs).toISOString()
    const taken = { state: 'running', lease_owner: 'dead', lease_until: until } as const
    await db.write
      .updateTable('jobs')
      .set({ ...taken, attempts: 1 })
      .where('id', '=', live ?? 0)
      .execute()
    await db.write
      .updateTable('jobs')
      .set({ ...taken, attempts: 2 })
      .where('id', '=', deadly ?? 0)
      .execute()
    expect(await jobs.runNext()).toBe(false)
    clock.advance(leaseMs + 1)
    while (await jobs.runNext()) {}
    expect(runs).toBe(1)
    expect(await jobs.get(live ?? 0)).toMatchObject({ state: 'done', attempts: 2 })
    expect(await jobs.get(deadly ?? 0)).toMatchObject({ state: 'failed', error: { code: 'INTERNAL' } })
  })

  it('are handed back when the gallery closes, and tell how far they are', async () => {
    const world = await openTestGallery()
    const { jobs } = world.gallery
    let hasStarted = () => {}
    const started = new Promise<void>((resolve) => {
      hasStarted = resolve
    })
    jobs.define('long', async (_payload, { signal, progress }) => {
      progress(3, 10)
      hasStarted()
      await sleep(60_000, undefined, { signal })
    })
    const id = (await jobs.enqueue('long', {})) ?? 0
    const running = jobs.runNext()
    await started
    await expect.poll(async () => (await jobs.get(id))?.progress).toEqual({ done: 3, total: 10 })
    await world.gallery.close()
    await running
    const again = await openTestGallery({ on: world.database })
    expect(await again.gallery.jobs.get(id)).toMatchObject({ state: 'waiting', attempts: 0 })
    again.gallery.jobs.define('long', async (_payload, { progress }) => {
      for (let done = 0; done <= 10; done++) progress(done, 10)
    })
    await again.gallery.jobs.runNext()
    expect(await again.gallery.jobs.get(id)).toMatchObject({ state: 'done', progress: { done: 10, total: 10 } })
  })
})

describeDialects('work for one process at a time', ({ migratedDatabase, openTestGallery }) => {
  it('is done by one, and free again after it ended or died', async () => {
    const database = await migratedDatabase()
    const { clock } = await openTestGallery({ on: database })
    const partsOf = async (): Promise<LeaseParts> => ({
      connections: await database.connect(),
      dialect: database.support(),
      clock,
      log: silentLogger,
    })
    const processes = [await partsOf(), await partsOf(), await partsOf()]
    let inside = 0
    const outcomes = await Promise.all(
      processes.map((parts) =>
        exclusively(parts, 'sync', async () => {
          inside += 1
          await sleep(100)
          return inside
        }),
      ),
    )
    expect(outcomes.filter((outcome) => outcome !== null)).toEqual([{ value: 1 }])
    await expect(exclusively(processes[0] as LeaseParts, 'sync', () => Promise.reject(new Error('x')))).rejects.toThrow(
      'x',
    )
    expect(await exclusively(processes[1] as LeaseParts, 'sync', async () => 'free')).toEqual({ value: 'free' })

    // One that never comes back holds it as long as its lease, and no longer.
    const connections = processes[0]?.connections as GalleryContext['connections']
    void exclusively(processes[0] as LeaseParts, 'sync', () => new Promise(() => {}))
    await expect.poll(async () => (await connections.read.selectFrom('jobs').selectAll().execute()).length).toBe(1)
    expect(await exclusively(processes[1] as LeaseParts, 'sync', async () => 1)).toBeNull()
    clock.advance(leaseMs + 1)
    const taken = await Promise.all(
      [1, 2].map((n) => exclusively(processes[n] as LeaseParts, 'sync', () => sleep(50, n))),
    )
    expect(taken.filter((outcome) => outcome !== null)).toHaveLength(1)
  })

  it('are watched over by administrators: what failed runs again, what waits or ended can be forgotten', async () => {
    const { gallery, addUser } = await openTestGallery()
    const { jobs } = gallery
    const [admin, member] = [await addUser('admin', { role: 'admin' }), await addUser('member')]
    let isBroken = true
    jobs.define('fragile', async () => {
      if (isBroken) throw new VitrineError('STORAGE_FULL')
    })
    jobs.define('letters', () => Promise.reject(new Error('no')), { isPersonal: true })
    const id = (await jobs.enqueue('fragile', { a: 1 }, { maxAttempts: 1 })) ?? 0
    const letter = (await jobs.enqueue('letters', { to: 'ann' }, { maxAttempts: 1 })) ?? 0
    await refusalOf(member.as.jobs.list(), 'FORBIDDEN')
    await refusalOf(admin.as.jobs.retry(id), 'JOB_NOT_RETRYABLE')
    while (await jobs.runNext());
    const failed = await admin.as.jobs.list({ state: 'failed', limit: 1 })
    expect(failed.items).toMatchObject([{ id: letter, state: 'failed' }])
    const rest = await admin.as.jobs.list({ state: 'failed', limit: 1, cursor: failed.nextCursor ?? '' })
    expect(rest).toMatchObject({ items: [{ id, error: { code: 'STORAGE_FULL' } }], nextCursor: null })

    isBroken = false
    expect(await admin.as.jobs.retry(id)).toMatchObject({ state: 'waiting', attempts: 0 })
    while (await jobs.runNext());
    expect(await admin.as.jobs.get(id)).toMatchObject({ state: 'done', error: null })
    // To whom it went is forgotten.
    await refusalOf(admin.as.jobs.retry(letter), 'JOB_NOT_RETRYABLE')
    await admin.as.jobs.remove(letter)
    await refusalOf(admin.as.jobs.get(letter), 'JOB_NOT_FOUND')
    const preview = admin.as.viewAs({ user: admin.id })
    await refusalOf(preview.jobs.remove(id), 'PREVIEW_READ_ONLY')
  })

  it('that are worked on, and claims of other work, are left alone', async () => {
    const { gallery, addUser, ...parts } = await openTestGallery()
    const admin = await addUser('admin', { role: 'admin' })
    const [begins, ends] = [new EventEmitter(), new EventEmitter()]
    const begun = once(begins, 'begun')
    gallery.jobs.define('slow', async () => {
      begins.emit('begun')
      await once(ends, 'ended')
    })
    const id = (await gallery.jobs.enqueue('slow', null)) ?? 0
    const running = gallery.jobs.runNext()
    await begun
    await refusalOf(admin.as.jobs.remove(id), 'JOB_RUNNING')
    ends.emit('ended')
    await running
    const connections = parts.db
    const lease = { connections, dialect: parts.database.support(), clock: parts.clock, log: silentLogger }
    await exclusively(lease, 'one at a time', async () => {
      const row = await connections.read
        .selectFrom('jobs')
        .select('id')
        .where('unique_key', '=', 'one at a time')
        .executeTakeFirstOrThrow()
      await refusalOf(admin.as.jobs.get(row.id), 'JOB_NOT_FOUND')
      await refusalOf(admin.as.jobs.remove(row.id), 'JOB_NOT_FOUND')
    })
  })
})
