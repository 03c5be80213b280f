/** Something that may take too long. */
export interface Watched {
  /** The beat at which it is too late. */
  deadline: number
  /** Called once the deadline has passed; must not throw. */
  expire(): void
}

/**
 * One timer for all handlers in flight, instead of one timer each: arming and clearing a timer costs more than a dispatch.
 *
 * Time is counted in beats, an eighth of the usual limit, so that no handler costs a reading of the clock either. A handler is
 * therefore cut off between 1 and 1.25 times its limit. A blocked event loop makes beats late, never early. The timer stops at
 * the first beat that finds nothing in flight.
 */
export class Watchdog {
  beat = 0
  readonly #beatMs: number
  readonly #watched = new Set<Watched>()
  #timer: NodeJS.Timeout | undefined
  #idle: (() => void)[] = []

  constructor(usualTimeoutMs: number) {
    this.#beatMs = Math.max(1, Math.ceil(usualTimeoutMs / 8))
  }

  /** One more than the whole beats, because the beat under way has already begun. */
  beatsFor(timeoutMs: number): number {
    return Math.ceil(timeoutMs / this.#beatMs) + 1
  }

  add(watched: Watched): void {
    this.#watched.add(watched)
    this.#timer ??= setInterval(() => this.#tick(), this.#beatMs)
  }

  remove(watched: Watched): void {
    this.#watched.delete(watched)
    if (this.#watched.size === 0 && this.#idle.length > 0) {
      for (const resolve of this.#idle.splice(0)) resolve()
    }
  }

  /** Resolves when nothing is in flight, and stops the timer. */
  async close(): Promise<void> {
    if (this.#watched.size > 0) await new Promise<void>((resolve) => this.#idle.push(resolve))
    this.#stop()
  }

  #tick(): void {
    this.beat++
    for (const watched of this.#watched) if (this.beat >= watched.deadline) watched.expire()
    if (this.#watched.size === 0) this.#stop()
  }

  #stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }
}
