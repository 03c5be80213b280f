import type { Entry } from './registry.ts'
import type { CallContext, HookActor, HookContext, HookLog } from './types.ts'

/**
 * One call of one handler: the context that the handler gets, and the frame by which the kernel knows what runs inside what.
 *
 * The frame travels in an AsyncLocalStorage, which also carries it into whatever the handler leaves behind: a timer that a handler
 * starts keeps it for ever. So a frame only counts while its handler has not settled.
 */
export class Invocation implements HookContext {
  active = true
  readonly entry: Entry
  readonly parent: Invocation | undefined
  private readonly call: CallContext | undefined
  private cancel: Cancel | undefined = undefined

  // Few fields, set in one order, and no `#private` ones: one of these is made per call of a handler, and their making is most
  // of what a synchronous dispatch costs.
  constructor(entry: Entry, parent: Invocation | undefined, call: CallContext | undefined) {
    this.entry = entry
    this.parent = parent
    this.call = call
  }

  get actor(): HookActor | undefined {
    return this.call?.actor
  }

  get requestId(): string | undefined {
    return this.call?.requestId
  }

  get signal(): AbortSignal {
    this.cancel ??= createCancel(this.call?.signal)
    return this.cancel.signal
  }

  get log(): HookLog {
    const { entry, requestId } = this
    const { log, name } = entry.hook
    const tags = { owner: entry.owner, hook: name, ...(requestId === undefined ? {} : { requestId }) }
    return {
      debug: (message, fields) => log.debug(message, { ...fields, ...tags }),
      info: (message, fields) => log.info(message, { ...fields, ...tags }),
      warn: (message, fields) => log.warn(message, { ...fields, ...tags }),
      error: (message, fields) => log.error(message, { ...fields, ...tags }),
    }
  }

  /** Nobody waits for this call any more. */
  abandon(): void {
    this.cancel ??= createCancel(this.call?.signal)
    const { name, timeoutMs } = this.entry.hook
    this.cancel.controller.abort(new DOMException(`“${name}” waited ${timeoutMs} ms for this handler.`, 'TimeoutError'))
  }
}

interface Cancel {
  readonly controller: AbortController
  readonly signal: AbortSignal
}

/** Made when first needed: a controller costs more than all the rest of a call. */
const createCancel = (outer: AbortSignal | undefined): Cancel => {
  const controller = new AbortController()
  return { controller, signal: outer === undefined ? controller.signal : AbortSignal.any([outer, controller.signal]) }
}

/** The innermost handler that has not settled yet. */
export const innermostActive = (frame: Invocation | undefined): Invocation | undefined => {
  let current = frame
  while (current !== undefined && !current.active) current = current.parent
  return current
}

/** `true` where an unsettled frame from here outwards fits. */
export const someActive = (frame: Invocation | undefined, fits: (frame: Invocation) => boolean): boolean => {
  for (let current = frame; current !== undefined; current = current.parent) {
    if (current.active && fits(current)) return true
  }
  return false
}

/** How many unsettled handlers are inside one another, from here outwards. */
export const activeDepth = (frame: Invocation | undefined): number => {
  let depth = 0
  for (let current = frame; current !== undefined; current = current.parent) if (current.active) depth++
  return depth
}
