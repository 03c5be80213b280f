import type { Frame } from './frame.ts'
import type { Invocation } from './invocation.ts'
import type { Entry, Hook } from './registry.ts'
import type { FaultReason } from './types.ts'
import type { Watchdog, Watched } from './watchdog.ts'

/** The dispatch that a flight carries. */
export interface Flown {
  readonly hook: Hook
  readonly machinery: {
    readonly frames: { getStore(): Frame<Entry> | undefined }
    readonly watchdog: Watchdog
  }
  accept(entry: Entry, result: unknown): void
  fault(entry: Entry, reason: FaultReason, error: unknown): void
  /** Calls the handlers that are left, until one of them makes the flight wait again. */
  advance(before: Frame<Entry> | undefined, flight: Flight): unknown
  outcome(): unknown
}

/**
 * The asynchronous part of a dispatch: waits for one handler after the other.
 *
 * It has no `await` of its own. Each step hangs its continuation on the handler's thenable and only counts while it is the one
 * waited for, so a handler that never settles can be passed over and what it brings later is dropped.
 */
export class Flight implements Watched {
  readonly promise: Promise<unknown>
  deadline = 0
  private pending: Invocation | undefined = undefined
  private readonly run: Flown
  // The executor of a promise runs at once, so both are there after the constructor.
  private resolve!: (outcome: unknown) => void
  private reject!: (error: unknown) => void

  constructor(run: Flown) {
    this.run = run
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
    run.machinery.watchdog.add(this)
  }

  wait(invocation: Invocation, frame: Frame<Entry>, thenable: PromiseLike<unknown>): void {
    const { machinery, hook } = this.run
    this.pending = invocation
    this.deadline = machinery.watchdog.beat + hook.timeoutBeats
    try {
      thenable.then(
        (value) => this.settle(invocation, frame, undefined, value),
        (error: unknown) => this.settle(invocation, frame, 'threw', error),
      )
    } catch (error) {
      this.settle(invocation, frame, 'threw', error)
    }
  }

  expire(): void {
    const late = this.pending
    if (late === undefined) return
    this.pending = undefined
    late.abandon()
    const error = new Error(`The handler took longer than ${this.run.hook.timeoutMs} ms.`)
    this.resume(late.entry, 'timed-out', error)
  }

  /** A thenable may settle twice, or long after it was given up. */
  private settle(invocation: Invocation, frame: Frame<Entry>, reason: FaultReason | undefined, value: unknown): void {
    frame.active = false
    if (this.pending !== invocation) return
    this.pending = undefined
    this.resume(invocation.entry, reason, value)
  }

  private resume(entry: Entry, reason: FaultReason | undefined, value: unknown): void {
    const { run } = this
    const { frames, watchdog } = run.machinery
    try {
      if (reason === undefined) run.accept(entry, value)
      else run.fault(entry, reason, value)
      run.advance(frames.getStore(), this)
    } catch (error) {
      watchdog.remove(this)
      this.reject(error)
      return
    }
    if (this.pending !== undefined) return
    watchdog.remove(this)
    this.resolve(run.outcome())
  }
}
