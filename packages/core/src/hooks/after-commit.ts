import type { ActionMap } from './catalogue.ts'
import type { ActionName, CallContext, Hooks } from './types.ts'

/**
 * Holds the actions of one transaction back until it has committed: a notification of something that was rolled back must be
 * impossible. One buffer serves one transaction, whose owner calls `flush` after the commit and `discard` after a rollback.
 */
export class AfterCommit {
  #queue: (() => void | Promise<void>)[] = []
  #settled = false
  readonly #hooks: Pick<Hooks, 'emit' | 'definition'>

  constructor(hooks: Pick<Hooks, 'emit' | 'definition'>) {
    this.#hooks = hooks
  }

  /** How many actions wait. */
  get size(): number {
    return this.#queue.length
  }

  /**
   * Remembers an action; its payload must not change any more.
   *
   * @throws {TypeError} the hook is not an action after commit.
   * @throws {Error} the transaction has already ended.
   */
  defer<N extends ActionName>(name: N, payload: ActionMap[N], context?: CallContext): void {
    if (this.#settled) throw new Error(`“${name}” was deferred after its transaction had ended.`)
    const kind = this.#hooks.definition(name)?.kind
    if (kind !== 'action-after-commit') throw new TypeError(`The hook “${name}” is not an action after commit.`)
    this.#queue.push(() => this.#hooks.emit(name, payload, context))
  }

  /** Delivers in the order deferred, one after another. Never rejects: the kernel logs what a handler does wrong. */
  async flush(): Promise<void> {
    for (const deliver of this.#end()) await deliver()
  }

  /** Forgets all, after a rollback. Returns how many actions that were. */
  discard(): number {
    return this.#end().length
  }

  #end(): (() => void | Promise<void>)[] {
    this.#settled = true
    return this.#queue.splice(0)
  }
}
