import { randomUUID } from 'node:crypto'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { claim, selectDue, toJob, updateClaimed } from './job.store.ts'
import type { JobRow } from './job.table.ts'
import type { JobHandler, Jobs } from './job.types.ts'
import { leaseMs, leaseQueue } from './lease.ts'

type Parts = Pick<GalleryContext, 'connections' | 'dialect' | 'clock' | 'log'>

const neverAborted = new AbortController().signal

/** Wait before another attempt: 1 s, 4 s, 16 s … at most 15 minutes. */
const backoffMs = (attempts: number): number => Math.min(1_000 * 4 ** (attempts - 1), 15 * 60_000)

/** A queue in the gallery's own database: nothing more has to be run, and a job is never lost. Work may be done twice after a crash. */
export const createJobs = ({ connections, dialect, clock, log }: Parts): Jobs => {
  const handlers = new Map<string, JobHandler>()
  const longQueues = new Set<string>()
  const personalQueues = new Set<string>()
  const closing = new AbortController()
  const active = new Set<Promise<unknown>>()
  const db = connections.write
  const at = (delayMs = 0) => new Date(clock().getTime() + delayMs).toISOString()

  /** Of a job that ends for good. */
  const ended = ({ queue }: JobRow) => ({
    unique_key: null,
    finished_at: at(),
    ...(personalQueues.has(queue) ? { payload: 'null' } : {}),
  })

  /** @param owner - Made for this one run, so that a run that lost its claim cannot pass for the one that has it. */
  const run = async (job: JobRow, owner: string): Promise<void> => {
    const handler = handlers.get(job.queue) as JobHandler
    const lost = new AbortController()
    const signal = AbortSignal.any([closing.signal, lost.signal])
    const renewing = setInterval(() => {
      updateClaimed(db, job.id, owner, { lease_until: at(leaseMs) }).then(
        (isOurs) => isOurs || lost.abort(),
        (error: unknown) => log.warn('A job could not be renewed', { jobId: job.id, error }),
      )
    }, leaseMs / 3)
    renewing.unref()
    let toldAt = Number.NEGATIVE_INFINITY
    let latest = {}
    try {
      await handler(JSON.parse(job.payload) as never, {
        signal,
        attempt: job.attempts + 1,
        progress: (done, total) => {
          latest = { progress_done: done, progress_total: total }
          if (performance.now() - toldAt < 1_000) return
          toldAt = performance.now()
          void updateClaimed(db, job.id, owner, latest).catch(() => {})
        },
      })
      await updateClaimed(db, job.id, owner, {
        ...latest,
        state: 'done',
        lease_owner: null,
        lease_until: null,
        error_code: null,
        error_message: null,
        ...ended(job),
      })
    } catch (error) {
      await settleFailure(job, owner, error, signal)
    } finally {
      clearInterval(renewing)
    }
  }

  const settleFailure = async (job: JobRow, owner: string, error: unknown, signal: AbortSignal): Promise<void> => {
    const attempts = job.attempts + 1
    if (signal.aborted) {
      // Not its fault: handed back as if it had never been tried.
      await updateClaimed(db, job.id, owner, {
        state: 'waiting',
        attempts: job.attempts,
        lease_owner: null,
        lease_until: null,
      })
      return
    }
    const isFinal = attempts >= job.max_attempts
    const { code, message } = VitrineError.is(error) ? error : new VitrineError('INTERNAL')
    log.warn('A job failed', { jobId: job.id, queue: job.queue, attempts, isFinal, error })
    await updateClaimed(db, job.id, owner, {
      state: isFinal ? 'failed' : 'waiting',
      run_at: at(backoffMs(attempts)),
      lease_owner: null,
      lease_until: null,
      error_code: code,
      error_message: message.slice(0, 500),
      ...(isFinal ? ended(job) : {}),
    })
  }

  const queuesOf = (kind: 'all' | 'long' | 'short'): string[] =>
    [...handlers.keys()].filter((queue) => kind === 'all' || longQueues.has(queue) === (kind === 'long'))

  const runNext = async (kind: 'all' | 'long' | 'short'): Promise<boolean> => {
    const queues = queuesOf(kind)
    if (queues.length === 0 || closing.signal.aborted) return false
    const job = await selectDue(db, queues, at())
    if (!job) return false
    const owner = randomUUID()
    if (!(await claim(db, job, { owner, until: at(leaseMs) }))) return true
    if (job.attempts < job.max_attempts) await run(job, owner)
    // Taken over from workers that never came back: a job that ends its process must not do so for ever.
    else await settleFailure(job, owner, new VitrineError('INTERNAL'), neverAborted)
    return true
  }

  /** Remembers work under way, so that closing waits for it. */
  const track = <T>(work: Promise<T>): Promise<T> => {
    active.add(work)
    const forget = () => void active.delete(work)
    work.then(forget, forget)
    return work
  }

  const work = async (pollMs: number, kind: 'long' | 'short'): Promise<void> => {
    while (!closing.signal.aborted) {
      const worked = await runNext(kind).catch((error: unknown) => {
        log.warn('The queue could not be read', { error })
        return false
      })
      if (worked) continue
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, pollMs).unref()
        function done() {
          closing.signal.removeEventListener('abort', done)
          clearTimeout(timer)
          resolve()
        }
        closing.signal.addEventListener('abort', done)
      })
    }
  }

  return {
    define: (queue, handler, { isLong = false, isPersonal = false } = {}) => {
      if (handlers.has(queue)) throw new TypeError(`The queue “${queue}” is already worked on.`)
      handlers.set(queue, handler)
      if (isLong) longQueues.add(queue)
      if (isPersonal) personalQueues.add(queue)
    },
    enqueue: async (queue, payload, { uniqueKey, delayMs = 0, maxAttempts = 5 } = {}) => {
      try {
        const { insertId } = await db
          .insertInto('jobs')
          .values({
            queue,
            payload: JSON.stringify(payload ?? null),
            state: 'waiting',
            unique_key: uniqueKey ?? null,
            run_at: at(delayMs),
            attempts: 0,
            max_attempts: maxAttempts,
            lease_owner: null,
            lease_until: null,
            progress_done: 0,
            progress_total: 0,
            error_code: null,
            error_message: null,
            created_at: at(),
            finished_at: null,
          })
          .executeTakeFirstOrThrow()
        return Number(insertId)
      } catch (error) {
        if (uniqueKey !== undefined && dialect.isDuplicate(error)) return null
        throw error
      }
    },
    get: async (id) => {
      const row = await connections.read.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst()
      return row ? toJob(row) : undefined
    },
    find: async (uniqueKey) => {
      const row = await connections.read
        .selectFrom('jobs')
        .selectAll()
        .where('unique_key', '=', uniqueKey)
        .executeTakeFirst()
      return row ? toJob(row) : undefined
    },
    list: async ({ limit = 50, state, beforeId } = {}) => {
      let query = connections.read
        .selectFrom('jobs')
        .selectAll()
        .where('queue', '!=', leaseQueue)
        .orderBy('id', 'desc')
        .limit(limit)
      if (state) query = query.where('state', '=', state)
      if (beforeId !== undefined) query = query.where('id', '<', beforeId)
      return (await query.execute()).map(toJob)
    },
    retry: async (id) => {
      let query = db
        .updateTable('jobs')
        .set({ state: 'waiting', attempts: 0, run_at: at(), finished_at: null })
        .where('id', '=', id)
        .where('state', '=', 'failed')
      // What those were given is forgotten when they end.
      if (personalQueues.size > 0) query = query.where('queue', 'not in', [...personalQueues])
      return (await query.executeTakeFirst()).numUpdatedRows > 0n
    },
    remove: async (id) => {
      const { numDeletedRows } = await db
        .deleteFrom('jobs')
        .where('id', '=', id)
        .where('queue', '!=', leaseQueue)
        .where('state', '!=', 'running')
        .executeTakeFirst()
      return numDeletedRows > 0n
    },
    start: ({ concurrent = 1, pollMs = 2_000 } = {}) => {
      for (let worker = 0; worker < concurrent; worker++) {
        void track(work(pollMs, 'short'))
      }
      void track(work(pollMs, 'long'))
    },
    runNext: () => track(runNext('all')),
    close: async () => {
      closing.abort()
      await Promise.allSettled(active)
    },
  }
}
