import type { AsyncLocalStorage } from 'node:async_hooks'
import { VitrineError } from '../errors/vitrine-error.ts'
import { Flight, type Flown } from './flight.ts'
import { Frame, someActive } from './frame.ts'
import { Invocation } from './invocation.ts'
import { isThenable } from './is-promise.ts'
import type { Entry, Hook } from './registry.ts'
import { isRejection, type OwnedRejection, ownedBy, reject } from './rejection.ts'
import type { CallContext, FaultReason } from './types.ts'
import type { Watchdog } from './watchdog.ts'

/** What the dispatches of one gallery share. */
export interface Machinery {
  readonly frames: AsyncLocalStorage<Frame<Entry> | undefined>
  readonly watchdog: Watchdog
  report(run: Run, entry: Entry, reason: FaultReason, error: unknown): void
}

/** How many handlers may run inside one another. */
export const maxDepth = 8

export const nobodyObjects: readonly OwnedRejection[] = Object.freeze([])

const isInside = (entry: Entry, frame: Frame<Entry>): boolean => someActive(frame, (other) => other.entry === entry)

/**
 * One dispatch of one hook to the handlers it had at the start, one after another.
 *
 * It stays synchronous until a handler returns a thenable; from then on a {@link Flight} carries it. Like {@link Invocation} it is
 * made for speed: no `#private` fields, and what only some dispatches need is elsewhere.
 */
export class Run implements Flown {
  readonly machinery: Machinery
  readonly hook: Hook
  readonly call: CallContext | undefined
  private readonly parent: Frame<Entry> | undefined
  private readonly entries: readonly Entry[]
  /** The payload; a filter's handlers replace it. */
  value: object
  private next = 0
  private rejections: OwnedRejection[] | undefined = undefined

  constructor(
    machinery: Machinery,
    hook: Hook,
    value: object,
    call: CallContext | undefined,
    parent: Frame<Entry> | undefined,
  ) {
    this.machinery = machinery
    this.hook = hook
    this.call = call
    this.parent = parent
    this.entries = hook.entries
    this.value = value
  }

  /**
   * The outcome, or a promise of it; throws where the hook's policy is `abort` and a handler failed at once.
   *
   * @param before - The frame that the caller is in, whether active or not.
   */
  start(before: Frame<Entry> | undefined): unknown {
    const flight = this.advance(before, undefined)
    return flight === undefined ? this.outcome() : flight.promise
  }

  outcome(): unknown {
    const { family } = this.hook
    if (family === 'filter') return this.value
    return family === 'gate' ? (this.rejections ?? nobodyObjects) : undefined
  }

  /**
   * Calls handlers until one is asynchronous, which takes off or goes on flying, or none is left.
   *
   * Enters each handler's frame and restores the one before at the end: entering is most of what a handler costs (about 10 ns), so
   * leaving each one as well would double it.
   */
  advance(before: Frame<Entry> | undefined, flight: Flight | undefined): Flight | undefined {
    const { machinery, parent, entries, call } = this
    const { frames } = machinery
    const plain = this.hook.family !== 'filter'
    let invocation: Invocation | undefined
    let frame: Frame<Entry> | undefined
    let thenable: PromiseLike<unknown> | undefined
    try {
      let at = this.next
      while (at < entries.length) {
        const entry = entries[at++] as Entry
        if (parent !== undefined && isInside(entry, parent)) {
          this.reenter(entry)
          continue
        }
        const { handler } = entry
        invocation = new Invocation(entry, call)
        frame = parent === undefined ? entry.frames.take() : new Frame(entry, parent)
        entry.calls++
        frames.enterWith(frame)
        let result: unknown
        try {
          result = handler(this.value as never, invocation)
          if (result === undefined) {
            if (plain) {
              frame.active = false
              continue
            }
          } else if (result !== this.value && isThenable(result)) {
            if (parent === undefined) entry.frames.giveAway()
            thenable = result
            break
          }
        } catch (error) {
          frame.active = false
          this.fault(entry, 'threw', error)
          continue
        }
        frame.active = false
        if (plain || result !== this.value) this.accept(entry, result)
      }
      this.next = at
    } finally {
      frames.enterWith(before)
    }
    if (thenable === undefined || invocation === undefined || frame === undefined) return flight
    const carrying = flight ?? new Flight(this)
    carrying.wait(invocation, frame, thenable)
    return carrying
  }

  /** Takes what a handler brought; throws as `fault` does. */
  accept(entry: Entry, result: unknown): void {
    const { family } = this.hook
    if (family === 'action') return
    if (family === 'filter') {
      if (typeof result === 'object' && result !== null) this.value = result
      else this.fault(entry, 'bad-return', new TypeError('A filter must return the payload.'))
      return
    }
    if (result === undefined) return
    if (isRejection(result)) this.object(ownedBy(entry.owner, result))
    else this.fault(entry, 'bad-return', new TypeError('A gate must return nothing or a rejection.'))
  }

  /** Counts and reports a fault, and does what the hook's policy says about the effect that is missing. */
  fault(entry: Entry, reason: FaultReason, error: unknown): void {
    entry.faults++
    this.machinery.report(this, entry, reason, error)
    this.goWithout(entry.owner, error)
  }

  /** The outcome where no handler may run because too many already run inside one another. */
  tooDeep(innermost: Entry): unknown {
    const error = new Error(`Hooks may run ${maxDepth} deep inside one another.`)
    this.machinery.report(this, innermost, 'too-deep', error)
    this.goWithout(innermost.owner, error)
    return this.outcome()
  }

  private goWithout(owner: string, cause: unknown): void {
    const { policy } = this.hook.definition
    if (policy === 'deny') this.refuse(owner)
    else if (policy === 'abort') {
      throw new VitrineError('PLUGIN_FILTER_FAILED', { details: { hook: this.hook.name, owner }, cause })
    }
  }

  /** Skipping is safe for an action or a filter, which only does without itself; a gate that cannot be asked has not agreed. */
  private reenter(entry: Entry): void {
    this.machinery.report(this, entry, 're-entered', undefined)
    if (this.hook.family === 'gate') this.refuse(entry.owner)
  }

  private refuse(owner: string): void {
    const { message } = new VitrineError('HOOK_REJECTED', { details: { hook: this.hook.name } })
    this.object(ownedBy(owner, reject('HOOK_REJECTED', message)))
  }

  private object(rejection: OwnedRejection): void {
    this.rejections ??= []
    this.rejections.push(rejection)
  }
}
