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
  /** Nobody waits for this call any more; what it still brings is dropped. */
  abandoned = false
  #controller: AbortController | undefined
  #signal: AbortSignal | undefined

  readonly entry: Entry
  readonly parent: Invocation | undefined
  readonly depth: number
  readonly #call: CallContext | undefined
  readonly #hostLog: HookLog

  constructor(
    entry: Entry,
    parent: Invocation | undefined,
    depth: number,
    call: CallContext | undefined,
    hostLog: HookLog,
  ) {
    this.entry = entry
    this.parent = parent
    this.depth = depth
    this.#call = call
    this.#hostLog = hostLog
  }

  get actor(): HookActor | undefined {
    return this.#call?.actor
  }

  get requestId(): string | undefined {
    return this.#call?.requestId
  }

  /** Made when first asked for: a controller costs more than all the rest of a call. */
  get signal(): AbortSignal {
    if (this.#signal === undefined) {
      this.#controller = new AbortController()
      if (this.abandoned) this.#controller.abort(this.#reason())
      const outer = this.#call?.signal
      this.#signal = outer === undefined ? this.#controller.signal : AbortSignal.any([outer, this.#controller.signal])
    }
    return this.#signal
  }

  get log(): HookLog {
    const { entry, requestId } = this
    const hostLog = this.#hostLog
    const tags = { owner: entry.owner, hook: entry.hook.name, ...(requestId === undefined ? {} : { requestId }) }
    return {
      debug: (message, fields) => hostLog.debug(message, { ...fields, ...tags }),
      info: (message, fields) => hostLog.info(message, { ...fields, ...tags }),
      warn: (message, fields) => hostLog.warn(message, { ...fields, ...tags }),
      error: (message, fields) => hostLog.error(message, { ...fields, ...tags }),
    }
  }

  abandon(): void {
    this.abandoned = true
    this.#controller?.abort(this.#reason())
  }

  #reason(): DOMException {
    return new DOMException(`The handler of “${this.entry.hook.name}” took too long.`, 'TimeoutError')
  }
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
