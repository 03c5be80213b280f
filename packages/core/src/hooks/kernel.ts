import { AsyncLocalStorage } from 'node:async_hooks'
import { VitrineError } from '../errors/vitrine-error.ts'
import { type HookDefinition, hookDefinitions } from './catalogue.ts'
import { activeDepth, type Frame, innermostActive, someActive } from './frame.ts'
import { isPromise } from './is-promise.ts'
import { type AnyHandler, assertRegistration, type Entry, type Family, Hook } from './registry.ts'
import type { OwnedRejection } from './rejection.ts'
import { createReporter } from './report.ts'
import { type Machinery, maxDepth, nobodyObjects, Run } from './run.ts'
import type { CallContext, Disposer, HandlerOptions, HookName, HookOptions, Hooks } from './types.ts'
import { Watchdog } from './watchdog.ts'

/**
 * Makes the hooks of one gallery: typed actions, filters and gates with priorities, owners and removal.
 *
 * Of the options, `timeoutMs` says how long a handler may take, in ms, 1 or more; default 2,000.
 * @throws {TypeError} an option is not valid.
 * @example
 * const hooks = createHooks({ log })
 * const dispose = hooks.on('photo.added', ({ photos }) => index.add(photos), { owner: 'search' })
 */
export const createHooks = ({
  log,
  timeoutMs = 2000,
  afterCommitTimeoutMs = 5 * timeoutMs,
  onFault,
}: HookOptions): Hooks => {
  for (const [name, value] of Object.entries({ timeoutMs, afterCommitTimeoutMs })) {
    if (!(Number.isFinite(value) && value >= 1))
      throw new TypeError(`${name} must be a number of 1 or more, but is ${value}.`)
  }
  const frames = new AsyncLocalStorage<Frame<Entry> | undefined>()
  const watchdog = new Watchdog(timeoutMs)
  const machinery: Machinery = { frames, watchdog, report: createReporter(log, onFault) }
  const byName = new Map<string, Hook>()
  // One map per family: a name of the wrong kind is not found, which makes the check free where it matters.
  const families = { action: new Map<string, Hook>(), filter: new Map<string, Hook>(), gate: new Map<string, Hook>() }
  const oldNames = new Map<string, Set<string>>()
  let closed = false

  const define = (name: string, definition: HookDefinition): void => {
    if (byName.has(name)) throw new TypeError(`The hook “${name}” is already defined.`)
    const limitMs = definition.kind === 'action-after-commit' ? afterCommitTimeoutMs : timeoutMs
    const hook = new Hook(name, definition, limitMs, watchdog.beatsFor(limitMs), log)
    byName.set(name, hook)
    families[hook.family].set(name, hook)
  }
  for (const [name, definition] of Object.entries(hookDefinitions)) define(name, definition)

  const unknown = (name: string, family: Family): TypeError => {
    const hook = byName.get(name)
    return new TypeError(
      hook === undefined
        ? `There is no hook “${name}”.`
        : `The hook “${name}” is of the kind ${hook.definition.kind}, not ${family}.`,
    )
  }
  const named = (name: string): Hook => {
    const hook = byName.get(name)
    if (hook === undefined) throw new TypeError(`There is no hook “${name}”.`)
    return hook
  }

  const register =
    (family: Family) =>
    (name: string, handler: AnyHandler, options: HandlerOptions = {}): Disposer => {
      if (closed) throw new VitrineError('GALLERY_CLOSED')
      const hook = families[family].get(name)
      if (hook === undefined) throw unknown(name, family)
      assertRegistration(name, handler, options)
      const entry = hook.add(handler, options)
      const warned = oldNames.get(name)
      if (warned !== undefined && !warned.has(entry.owner)) {
        warned.add(entry.owner)
        log.warn(`The hook “${name}” is now called “${hook.name}”.`, { owner: entry.owner, hook: hook.name })
      }
      return () => hook.remove((other) => other === entry) > 0
    }

  const dispatch = (hook: Hook, payload: object, call: CallContext | undefined): unknown => {
    const before = frames.getStore()
    const parent = innermostActive(before)
    const run = new Run(machinery, hook, payload, call, parent)
    if (parent !== undefined && activeDepth(parent) >= maxDepth) return run.tooDeep(parent.entry)
    return run.start(before)
  }

  const emit = (name: string, payload: object, call?: CallContext): void | Promise<void> => {
    const hook = families.action.get(name)
    if (hook === undefined) throw unknown(name, 'action')
    hook.dispatches++
    if (hook.entries.length > 0) return dispatch(hook, payload, call) as void | Promise<void>
  }

  const apply = (name: string, payload: object, call?: CallContext): object | Promise<object> => {
    const hook = families.filter.get(name)
    if (hook === undefined) throw unknown(name, 'filter')
    if (closed) throw new VitrineError('GALLERY_CLOSED')
    hook.dispatches++
    return hook.entries.length > 0 ? (dispatch(hook, payload, call) as object | Promise<object>) : payload
  }

  const check = (
    name: string,
    payload: object,
    call?: CallContext,
  ): readonly OwnedRejection[] | Promise<readonly OwnedRejection[]> => {
    const hook = families.gate.get(name)
    if (hook === undefined) throw unknown(name, 'gate')
    if (closed) throw new VitrineError('GALLERY_CLOSED')
    hook.dispatches++
    return hook.entries.length > 0 ? (dispatch(hook, payload, call) as ReturnType<typeof check>) : nobodyObjects
  }

  const refuse = (name: string, rejections: readonly OwnedRejection[]): void => {
    if (rejections.length === 0) return
    const issues = rejections.map(({ field, message }) => ({ path: field ?? '', message }))
    throw new VitrineError('HOOK_REJECTED', { details: { hook: name }, issues })
  }

  return Object.freeze<Hooks>({
    on: register('action'),
    filter: register('filter'),
    gate: register('gate'),
    emit,
    // A filter gives back what it was given, or what its handlers made of it: the map promises that both have one type.
    apply: apply as Hooks['apply'],
    check,
    enforce: (name, payload, call) => {
      const rejections = check(name, payload, call)
      return isPromise(rejections) ? rejections.then((found) => refuse(name, found)) : refuse(name, rejections)
    },
    has: (name) => (byName.get(name)?.entries.length ?? 0) > 0,
    // A hook that was renamed has two names.
    names: () => [...new Set(byName.values())].map((hook) => hook.name as HookName),
    list: (name) => named(name).entries.map((entry) => entry.info()),
    did: (name) => named(name).dispatches,
    doing: (name) => {
      const hook = named(name)
      return someActive(frames.getStore(), (frame) => frame.entry.hook === hook)
    },
    definition: (name) => byName.get(name)?.definition,
    define,
    deprecate: (oldName, { to }) => {
      const hook = named(to)
      if (byName.has(oldName)) throw new TypeError(`The hook “${oldName}” still exists and cannot be an old name.`)
      byName.set(oldName, hook)
      families[hook.family].set(oldName, hook)
      oldNames.set(oldName, new Set())
    },
    removeOwner: (owner) => {
      let removed = 0
      for (const hook of new Set(byName.values())) removed += hook.remove((entry) => entry.owner === owner)
      return removed
    },
    close: async () => {
      await watchdog.close()
      closed = true
      for (const hook of byName.values()) hook.entries = []
      frames.disable()
    },
  })
}
