import type { ActionMap, FilterMap, GateMap, HookDefinition } from './catalogue.ts'
import type { OwnedRejection, Rejection } from './rejection.ts'

/** Where the kernel writes. The gallery's logger fits. */
export interface HookLog {
  debug(message: string, fields?: Readonly<Record<string, unknown>>): void
  info(message: string, fields?: Readonly<Record<string, unknown>>): void
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void
  error(message: string, fields?: Readonly<Record<string, unknown>>): void
}

/** Who asks, as far as a handler needs to know. */
export interface HookActor {
  readonly kind: string
  readonly userId?: number | null | undefined
}

/** What the operation that dispatches knows about itself. */
export interface CallContext {
  readonly actor?: HookActor | undefined
  readonly requestId?: string | undefined
  /** Aborts when the operation is not wanted any more; handlers see it through `context.signal`. */
  readonly signal?: AbortSignal | undefined
}

/** What a handler gets beside the payload. */
export interface HookContext {
  readonly actor: HookActor | undefined
  readonly requestId: string | undefined
  /** Aborts when the handler has taken too long and nobody waits for it any more, or when the operation is not wanted any more. */
  readonly signal: AbortSignal
  /** Writes with the owner and the hook attached. */
  readonly log: HookLog
}

export type ActionName = keyof ActionMap
export type FilterName = keyof FilterMap
export type GateName = keyof GateMap
export type HookName = ActionName | FilterName | GateName

/** What an action returns is ignored; a promise is awaited. */
export type ActionHandler<N extends ActionName> = (payload: ActionMap[N], context: HookContext) => unknown
/** A filter returns the payload, the same object or a new one: nothing is a fault. */
export type FilterHandler<N extends FilterName> = (
  payload: FilterMap[N],
  context: HookContext,
) => FilterMap[N] | PromiseLike<FilterMap[N]>
/** A gate returns nothing, or a rejection. */
export type GateHandler<N extends GateName> = (
  payload: GateMap[N],
  context: HookContext,
  // biome-ignore lint/suspicious/noConfusingVoidType: a handler without any `return` must fit, one that returns a boolean must not
) => Rejection | undefined | void | PromiseLike<Rejection | undefined | void>

export interface HandlerOptions {
  /** Lower runs first; ties run as added. Any finite number. Default 10. */
  readonly priority?: number | undefined
  /** Who the handler belongs to, such as a plugin's id. Default `host`. */
  readonly owner?: string | undefined
}

/** Removes one registration. `true` where there was something to remove. */
export type Disposer = () => boolean

export type FaultReason = 'threw' | 'timed-out' | 'bad-return' | 're-entered' | 'too-deep'

/** One time that a handler did not do what it should. */
export interface HookFault {
  readonly hook: string
  readonly owner: string
  readonly reason: FaultReason
  readonly error: unknown
}

/** One line of a hook's resolved list, for an inspector. */
export interface HandlerInfo {
  readonly owner: string
  readonly priority: number
  readonly calls: number
  readonly faults: number
}

export interface HookOptions {
  readonly log: HookLog
  /** How long a handler of a filter, a gate or an inline action may take, in ms. Default 2,000. */
  readonly timeoutMs?: number | undefined
  /** The same for actions after commit, which no transaction waits for. Default 5 × `timeoutMs`. */
  readonly afterCommitTimeoutMs?: number | undefined
  /** Told of every fault, after it was logged: room for counting and quarantine. */
  readonly onFault?: ((fault: HookFault) => void) | undefined
}

/** The hooks of one gallery. Nothing is shared between two of them. */
export interface Hooks {
  /** @throws {TypeError} the name is unknown or not an action's, or the handler is not a function. */
  on<N extends ActionName>(name: N, handler: ActionHandler<N>, options?: HandlerOptions): Disposer
  /** @throws {TypeError} the name is unknown or not a filter's, or the handler is not a function. */
  filter<N extends FilterName>(name: N, handler: FilterHandler<N>, options?: HandlerOptions): Disposer
  /** @throws {TypeError} the name is unknown or not a gate's, or the handler is not a function. */
  gate<N extends GateName>(name: N, handler: GateHandler<N>, options?: HandlerOptions): Disposer

  /**
   * Tells. Handlers run one after another; a failing one is logged and the rest run.
   *
   * @throws {VitrineError} `PLUGIN_FILTER_FAILED` where the hook's policy is `abort`; thrown or, once a handler was asynchronous, rejected.
   */
  emit<N extends ActionName>(name: N, payload: ActionMap[N], context?: CallContext): void | Promise<void>
  /**
   * Changes a value in turn.
   *
   * @throws {VitrineError} `PLUGIN_FILTER_FAILED` where the hook's policy is `abort`; `GALLERY_CLOSED`.
   */
  apply<N extends FilterName>(
    name: N,
    payload: FilterMap[N],
    context?: CallContext,
  ): FilterMap[N] | Promise<FilterMap[N]>
  /**
   * Asks, and collects every no. Empty where nobody objects. A handler that throws or hangs has said no.
   *
   * @throws {VitrineError} `GALLERY_CLOSED`
   */
  check<N extends GateName>(
    name: N,
    payload: GateMap[N],
    context?: CallContext,
  ): readonly OwnedRejection[] | Promise<readonly OwnedRejection[]>
  /**
   * As `check`, for callers that have no use for the list.
   *
   * @throws {VitrineError} `HOOK_REJECTED`, with one issue per rejection; `GALLERY_CLOSED`
   */
  enforce<N extends GateName>(name: N, payload: GateMap[N], context?: CallContext): void | Promise<void>

  /** `true` where somebody listens: guard the making of a costly payload with it. */
  has(name: HookName): boolean
  /** Of all hooks that there are, in no order. */
  names(): readonly HookName[]
  /** The handlers as they would run. */
  list(name: HookName): readonly HandlerInfo[]
  /** How often the hook was dispatched, counted at the start, whether somebody listened or not. */
  did(name: HookName): number
  /** `true` inside a handler of this hook and in whatever it calls and awaits, until the handler has settled. */
  doing(name: HookName): boolean
  /** `undefined` where there is no such hook. */
  definition(name: string): HookDefinition | undefined

  /**
   * Adds a hook to this gallery, such as a plugin's `pluginId:name`.
   *
   * @throws {TypeError} the name is taken.
   */
  define(name: HookName, definition: HookDefinition): void
  /**
   * Renames a hook kindly: handlers of the old name are attached to the new one, with one warning per owner.
   *
   * @throws {TypeError} the new name is unknown, or the old one is still a hook.
   */
  deprecate(oldName: string, replacement: { readonly to: HookName }): void
  /** Removes all that belongs to an owner; dispatches under way keep their list. Returns how many handlers went. */
  removeOwner(owner: string): number
  /**
   * Waits for the dispatches under way, each bounded by its time-outs, and lets everything go. From then on actions reach nobody
   * and filters and gates throw, because an empty list must not pass for consent.
   */
  close(): Promise<void>
}
