/**
 * `true` where a dispatch has gone asynchronous.
 *
 * Dispatches return a value until a handler returns a thenable, and then a promise: on a hot path test the result instead of
 * always awaiting it, because an idle `await` costs a turn of the microtask queue.
 *
 * @example const done = hooks.emit('gallery.ready', {}); if (isPromise(done)) await done
 */
export const isPromise = <T>(value: T | Promise<T>): value is Promise<T> => value instanceof Promise

/** Handlers may return any thenable, such as a query builder. Reading `then` can throw: call it where a throw is caught. */
export const isThenable = (value: unknown): value is PromiseLike<unknown> =>
  value !== undefined &&
  value !== null &&
  (typeof value === 'object' || typeof value === 'function') &&
  typeof (value as { then?: unknown }).then === 'function'
