import type { Entry } from './registry.ts'
import type { CallContext, HookActor, HookContext, HookLog } from './types.ts'

/**
 * The context that one call of one handler gets.
 *
 * Made for each call, so it is small and what few handlers ask for is made when they do.
 */
export class Invocation implements HookContext {
  readonly entry: Entry
  private readonly call: CallContext | undefined
  private cancel: Cancel | undefined = undefined

  constructor(entry: Entry, call: CallContext | undefined) {
    this.entry = entry
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
