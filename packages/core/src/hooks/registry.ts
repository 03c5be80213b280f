import type { HookDefinition, HookKind } from './catalogue.ts'
import { RootFrames } from './frame.ts'
import type { HandlerInfo, HandlerOptions, HookContext, HookLog } from './types.ts'

/** A handler of any hook: the kernel hands it the payload of the hook it was registered for. */
export type AnyHandler = (payload: never, context: HookContext) => unknown

export type Family = 'action' | 'filter' | 'gate'

export const familyOf = (kind: HookKind): Family => (kind === 'action-after-commit' ? 'action' : kind)

/** One registration. The counters are for the inspector. */
export class Entry {
  calls = 0
  faults = 0

  readonly hook: Hook
  readonly handler: AnyHandler
  readonly owner: string
  readonly priority: number
  readonly frames: RootFrames<Entry>

  constructor(hook: Hook, handler: AnyHandler, owner: string, priority: number) {
    this.hook = hook
    this.handler = handler
    this.owner = owner
    this.priority = priority
    this.frames = new RootFrames(this)
  }

  info(): HandlerInfo {
    return { owner: this.owner, priority: this.priority, calls: this.calls, faults: this.faults }
  }
}

/** One hook of one gallery, with its handlers in the order they run. */
export class Hook {
  /** Replaced, never changed in place: a dispatch keeps the list it started with. */
  entries: readonly Entry[] = []
  dispatches = 0
  readonly name: string
  readonly definition: HookDefinition
  readonly family: Family
  /** How long a handler may take, in ms and in beats of the watchdog. */
  readonly timeoutMs: number
  readonly timeoutBeats: number
  readonly log: HookLog

  constructor(name: string, definition: HookDefinition, timeoutMs: number, timeoutBeats: number, log: HookLog) {
    this.log = log
    this.name = name
    this.definition = definition
    this.timeoutMs = timeoutMs
    this.timeoutBeats = timeoutBeats
    this.family = familyOf(definition.kind)
  }

  add(handler: AnyHandler, { priority = 10, owner = 'host' }: HandlerOptions): Entry {
    const entry = new Entry(this, handler, owner, priority)
    const after = this.entries.findIndex((other) => other.priority > priority)
    const at = after === -1 ? this.entries.length : after
    this.entries = [...this.entries.slice(0, at), entry, ...this.entries.slice(at)]
    return entry
  }

  remove(unwanted: (entry: Entry) => boolean): number {
    const kept = this.entries.filter((entry) => !unwanted(entry))
    const removed = this.entries.length - kept.length
    if (removed > 0) this.entries = kept
    return removed
  }
}

/** Refuses a registration that could only fail later, far from the line that is wrong. */
export const assertRegistration = (name: string, handler: unknown, { priority, owner }: HandlerOptions): void => {
  if (typeof handler !== 'function') {
    throw new TypeError(
      `The handler of “${name}” must be a function, but is ${handler === null ? 'null' : typeof handler}.`,
    )
  }
  if (priority !== undefined && !Number.isFinite(priority)) {
    throw new TypeError(`The priority of a handler of “${name}” must be a finite number, but is ${String(priority)}.`)
  }
  if (owner !== undefined && (typeof owner !== 'string' || owner === '')) {
    throw new TypeError(`The owner of a handler of “${name}” must be a non-empty string.`)
  }
}
