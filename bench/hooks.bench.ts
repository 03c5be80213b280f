import { createHooks, type HookLog, isPromise } from '@vitrine/core'
import { type Bench, defineBench } from './kernel/define-bench.ts'

/** Ten different handlers, as ten plugins would bring, or the compiler would inline the one that is always called. */
const tenOf = <F>(make: (n: number) => F): F[] => Array.from({ length: 10 }, (_, n) => make(n))

const fail = (message: string): never => {
  throw new Error(message)
}
const log: HookLog = { debug: () => {}, info: () => {}, warn: fail, error: fail }

const short = { unit: 'ns', better: 'lower', statistic: 'best', rounds: 200, warmUpRounds: 40 } as const
const deleted = { userId: 1 }
const photo = { raw: { Make: 'x' }, fields: { title: 'x' } }
const visitor = { username: 'ada', email: null }
const counter = { calls: 0 }

const silent = () => ({ hooks: createHooks({ log }), map: new Map([['user.updated', [] as (() => void)[]]]) })

const nobody = (
  name: string,
  subject: (hooks: ReturnType<typeof createHooks>) => unknown,
  limits = { value: 10 },
): Bench =>
  defineBench({
    ...short,
    name,
    times: 50_000,
    limits,
    setup: silent,
    baseline: ({ map }, times) => {
      for (let n = 0; n < times; n++) for (const handler of map.get('user.updated') ?? []) handler()
    },
    teardown: ({ hooks }) => hooks.close(),
    subject: ({ hooks }, times) => {
      for (let n = 0; n < times; n++) subject(hooks)
    },
  })

const synchronous = (name: string, kind: 'action' | 'filter' | 'gate'): Bench =>
  defineBench({
    ...short,
    name,
    times: 3_000,
    limits: { value: 250, ratio: 20 },
    setup: () => {
      const hooks = createHooks({ log })
      const handlers = tenOf(() => () => {
        counter.calls++
      })
      const filters = tenOf(() => <T>(value: T): T => {
        counter.calls++
        return value
      })
      for (const handler of handlers) {
        if (kind === 'action') hooks.on('user.deleted', handler)
        if (kind === 'gate') hooks.gate('user.registering', handler)
      }
      if (kind === 'filter') for (const handler of filters) hooks.filter('metadata.map', handler)
      return { hooks, handlers }
    },
    baseline: ({ handlers }, times) => {
      for (let n = 0; n < times; n++) for (const handler of handlers) handler()
    },
    teardown: ({ hooks }) => hooks.close(),
    subject: ({ hooks }, times) => {
      if (kind === 'action') for (let n = 0; n < times; n++) void hooks.emit('user.deleted', deleted)
      if (kind === 'filter') for (let n = 0; n < times; n++) hooks.apply('metadata.map', photo)
      if (kind === 'gate') for (let n = 0; n < times; n++) hooks.check('user.registering', visitor)
    },
  })

export const benches: readonly Bench[] = [
  nobody('hooks.emit-0', (hooks) => hooks.emit('user.updated', deleted)),
  nobody('hooks.guarded-emit-0', (hooks) => {
    if (hooks.has('user.updated')) return hooks.emit('user.updated', { userId: 1 })
  }),
  nobody('hooks.apply-0', (hooks) => hooks.apply('metadata.map', photo)),
  nobody('hooks.check-0', (hooks) => hooks.check('user.registering', visitor)),
  synchronous('hooks.emit-10-sync', 'action'),
  synchronous('hooks.apply-10-sync', 'filter'),
  synchronous('hooks.check-10-sync', 'gate'),
  defineBench({
    ...short,
    name: 'hooks.emit-10-async',
    times: 500,
    limits: { ratio: 3 },
    setup: () => {
      const hooks = createHooks({ log })
      const handlers = tenOf(() => async (_payload: { readonly userId: number }): Promise<void> => {
        counter.calls++
      })
      for (const handler of handlers) hooks.on('user.deleted', handler)
      return { hooks, handlers }
    },
    baseline: async ({ handlers }, times) => {
      for (let n = 0; n < times; n++) for (const handler of handlers) await handler(deleted)
    },
    teardown: ({ hooks }) => hooks.close(),
    subject: async ({ hooks }, times) => {
      for (let n = 0; n < times; n++) {
        const done = hooks.emit('user.deleted', deleted)
        if (isPromise(done)) await done
      }
    },
  }),
  defineBench({
    ...short,
    name: 'hooks.one-of-ten-throws',
    times: 200,
    limits: { value: 10_000, ratio: 3 },
    setup: () => {
      const hooks = createHooks({ log: { ...log, error: () => {} } })
      const handlers = tenOf((n) => () => {
        counter.calls++
        if (n === 4) throw new Error('broken')
      })
      for (const handler of handlers) hooks.on('user.deleted', handler)
      return { hooks, handlers }
    },
    baseline: ({ handlers }, times) => {
      for (let n = 0; n < times; n++) {
        for (const handler of handlers) {
          try {
            handler()
          } catch {
            counter.calls--
          }
        }
      }
    },
    teardown: ({ hooks }) => hooks.close(),
    subject: ({ hooks }, times) => {
      for (let n = 0; n < times; n++) void hooks.emit('user.deleted', deleted)
    },
  }),
]
