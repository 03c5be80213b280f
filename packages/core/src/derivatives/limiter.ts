import { VitrineError } from '../errors/vitrine-error.ts'

export type Priority = 'interactive' | 'background'

export interface LimiterOptions {
  /** How many pieces of work run at once. */
  readonly maxConcurrent: number
  /** Sum of the weights of the work that runs at once. Work heavier than this runs alone. */
  readonly maxWeight: number
  /** How many may wait; one more is refused. */
  readonly maxWaiting: number
}

export interface Limiter {
  /**
   * Runs the work once there is room for it. First come, first served within a priority, also for heavy work: light work does not
   * overtake it, so that it is not put off for ever. Background work starts only where nothing interactive waits.
   *
   * @throws {VitrineError} `DERIVATIVE_QUEUE_FULL`.
   */
  run<T>(weight: number, priority: Priority, work: () => Promise<T>): Promise<T>
  readonly active: number
  readonly waiting: number
}

interface Waiting {
  readonly weight: number
  readonly start: () => void
}

/** Bounds work by count and by weight at once, which is why none of the usual concurrency libraries fits. */
export const createLimiter = ({ maxConcurrent, maxWeight, maxWaiting }: LimiterOptions): Limiter => {
  const queues: Record<Priority, Waiting[]> = { interactive: [], background: [] }
  let active = 0
  let activeWeight = 0

  const fits = (weight: number) => active < maxConcurrent && (active === 0 || activeWeight + weight <= maxWeight)

  const startNext = (): void => {
    for (;;) {
      const queue = queues.interactive.length > 0 ? queues.interactive : queues.background
      const next = queue[0]
      if (next === undefined || !fits(next.weight)) return
      queue.shift()
      active += 1
      activeWeight += next.weight
      next.start()
    }
  }

  return {
    async run<T>(weight: number, priority: Priority, work: () => Promise<T>): Promise<T> {
      const queue = queues[priority]
      if (queue.length >= maxWaiting)
        throw new VitrineError('DERIVATIVE_QUEUE_FULL', { details: { retryAfterSeconds: 5 } })
      await new Promise<void>((start) => {
        queue.push({ weight, start })
        startNext()
      })
      try {
        return await work()
      } finally {
        active -= 1
        activeWeight -= weight
        startNext()
      }
    },
    get active() {
      return active
    },
    get waiting() {
      return queues.interactive.length + queues.background.length
    },
  }
}
