/** A piece of background work, as it stands. */
export interface Job {
  readonly id: number
  readonly queue: string
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly attempts: number
  readonly progress: { readonly done: number; readonly total: number }
  readonly error: { readonly code: string; readonly message: string } | null
  readonly createdAt: string
  readonly finishedAt: string | null
}

export interface JobContext {
  /** Aborts when the gallery closes or the claim was lost: stop soon; the job will be run again. */
  readonly signal: AbortSignal
  /** Attempt, from 1. */
  readonly attempt: number
  /** Tells how far it is; written at most once a second. */
  progress(done: number, total: number): void
}

export type JobHandler = (payload: never, context: JobContext) => Promise<void>

export interface EnqueueOptions {
  /** At most one job with this key waits or runs; a second one is not added. */
  uniqueKey?: string
  /** Default 0. */
  delayMs?: number
  /** Default 5. */
  maxAttempts?: number
}

export interface DefineOptions {
  /** Takes minutes or hours: worked on beside all others, one at a time, so that nothing waits for it. Default `false`. */
  isLong?: boolean
  /** What a job was given names people: it is forgotten once the job ends, done or failed. Default `false`. */
  isPersonal?: boolean
}

export interface Jobs {
  /** Says who does the work of a queue. @throws {TypeError} where somebody does it already. */
  define(queue: string, handler: JobHandler, options?: DefineOptions): void
  /** @returns The job's id; `null` where one with the same unique key waits or runs. */
  enqueue(queue: string, payload: unknown, options?: EnqueueOptions): Promise<number | null>
  get(id: number): Promise<Job | undefined>
  /** The one with this key that waits or runs. */
  find(uniqueKey: string): Promise<Job | undefined>
  /** Newest first. */
  list(options?: { limit?: number; state?: Job['state']; beforeId?: number }): Promise<Job[]>
  /**
   * Lets a job that failed run again, as if it were new.
   *
   * @returns `false` where it did not fail, or what it was given is forgotten.
   */
  retry(id: number): Promise<boolean>
  /** Forgets a job that nobody works on. @returns `false` where there is none, or somebody does. */
  remove(id: number): Promise<boolean>
  /** Works until the gallery closes. Several processes may do so on one database. */
  start(options?: { concurrent?: number; pollMs?: number }): void
  /** Does one job that is due; `false` where there is none. */
  runNext(): Promise<boolean>
  close(): Promise<void>
}

export interface JobListOptions {
  readonly state?: Job['state'] | undefined
  /** 1 to 500. Default 50. */
  readonly limit?: number | undefined
  readonly cursor?: string | undefined
}

/** Background work, to watch over. Administrators only. */
export interface JobsService {
  /** Newest first. @throws `CURSOR_INVALID`, `INPUT_INVALID` */
  list(options?: JobListOptions): Promise<{ readonly items: readonly Job[]; readonly nextCursor: string | null }>
  /** @throws `JOB_NOT_FOUND` */
  get(id: number): Promise<Job>
  /** Lets a job that failed run again. @throws `JOB_NOT_FOUND`; `JOB_NOT_RETRYABLE` where it did not fail, or what it was given is forgotten */
  retry(id: number): Promise<Job>
  /** Forgets a job that waits, or has ended. @throws `JOB_NOT_FOUND`, `JOB_RUNNING` */
  remove(id: number): Promise<void>
}
