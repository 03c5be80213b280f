import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { VitrineError } from '../errors/vitrine-error.ts'
import { isPromise } from './is-promise.ts'
import { createHooks } from './kernel.ts'
import { reject } from './rejection.ts'
import { recordingLog } from './testing.ts'

const setUp = (options: { timeoutMs?: number } = {}) => {
  const { log, lines } = recordingLog()
  return { hooks: createHooks({ log, ...options }), lines }
}
const noRaw = { raw: {}, fields: {} }

describe('order and removal', () => {
  it('runs by priority, ties as added', () => {
    const { hooks } = setUp()
    const seen: string[] = []
    hooks.on('gallery.ready', () => seen.push('c'), { priority: 20 })
    hooks.on('gallery.ready', () => seen.push('b1'))
    hooks.on('gallery.ready', () => seen.push('a'), { priority: -1, owner: 'early' })
    hooks.on('gallery.ready', () => seen.push('b2'), { priority: 10 })
    expect(hooks.emit('gallery.ready', {})).toBeUndefined()
    expect(seen).toEqual(['a', 'b1', 'b2', 'c'])
    expect(hooks.list('gallery.ready').map(({ owner, priority, calls }) => [owner, priority, calls])).toEqual([
      ['early', -1, 1],
      ['host', 10, 1],
      ['host', 10, 1],
      ['host', 20, 1],
    ])
  })

  it('keeps its list through additions and removals made while it runs', () => {
    const { hooks } = setUp()
    const seen: string[] = []
    hooks.on('gallery.ready', () => {
      seen.push('first')
      disposeSecond()
      hooks.on('gallery.ready', () => seen.push('late'), { priority: 0 })
    })
    const disposeSecond = hooks.on('gallery.ready', () => seen.push('second'))
    void hooks.emit('gallery.ready', {})
    expect(seen).toEqual(['first', 'second'])
    seen.length = 0
    void hooks.emit('gallery.ready', {})
    expect(seen).toEqual(['late', 'first'])
  })

  it('removes one registration once, and only that one', () => {
    const { hooks } = setUp()
    let calls = 0
    const handler = () => calls++
    const dispose = hooks.on('gallery.ready', handler)
    hooks.on('gallery.ready', handler)
    expect(dispose()).toBe(true)
    expect(dispose()).toBe(false)
    void hooks.emit('gallery.ready', {})
    expect(calls).toBe(1)
  })

  it('removes all that belongs to an owner, of every kind', () => {
    const { hooks } = setUp()
    const dispose = hooks.on('photo.added', () => {}, { owner: 'map' })
    hooks.filter('metadata.map', (payload) => payload, { owner: 'map' })
    hooks.gate('access.check', () => reject('NO', 'No.'), { owner: 'map' })
    hooks.gate('access.check', () => {}, { owner: 'share' })
    expect(hooks.removeOwner('map')).toBe(3)
    expect(hooks.removeOwner('map')).toBe(0)
    expect(dispose()).toBe(false)
    expect(hooks.has('photo.added')).toBe(false)
    expect(hooks.list('access.check').map(({ owner }) => owner)).toEqual(['share'])
  })

  it('shares nothing with the hooks of another gallery', () => {
    const one = setUp().hooks
    const other = setUp().hooks
    let calls = 0
    one.on('gallery.ready', () => {
      calls++
      expect(one.doing('gallery.ready')).toBe(true)
      expect(other.doing('gallery.ready')).toBe(false)
      void other.emit('gallery.ready', {})
    })
    void other.emit('gallery.ready', {})
    expect(calls).toBe(0)
    void one.emit('gallery.ready', {})
    expect(calls).toBe(1)
    expect([one.did('gallery.ready'), other.did('gallery.ready')]).toEqual([1, 2])
  })
})

describe('registration', () => {
  const bad = (call: () => unknown) => expect(call).toThrow(TypeError)

  it('refuses what could only fail later', () => {
    const { hooks } = setUp()
    // biome-ignore lint/suspicious/noExplicitAny: a program without types is what these checks are for
    const untyped = hooks as any
    bad(() => untyped.on('photo.aded', () => {}))
    bad(() => untyped.on('metadata.map', () => {}))
    bad(() => untyped.filter('access.check', () => {}))
    bad(() => untyped.gate('photo.added', () => {}))
    bad(() => untyped.on('photo.added', undefined))
    bad(() => untyped.on('photo.added', null))
    bad(() => hooks.on('photo.added', () => {}, { priority: Number.NaN }))
    bad(() => hooks.on('photo.added', () => {}, { owner: '' }))
    bad(() => untyped.emit('metadata.map', noRaw))
    bad(() => untyped.apply('photo.aded', {}))
    bad(() => untyped.did('constructor'))
    expect(() => untyped.on('metadata.map', () => {})).toThrow(
      'The hook “metadata.map” is of the kind filter, not action.',
    )
    expect(() => untyped.on('toString', () => {})).toThrow('There is no hook “toString”.')
    bad(() => createHooks({ log: recordingLog().log, timeoutMs: 0 }))
  })

  it('takes hooks of plugins, once', () => {
    const { hooks } = setUp()
    // biome-ignore lint/suspicious/noExplicitAny: plugin hooks get their types by declaration merging, shown in kernel.test-d.ts
    const untyped = hooks as any
    const definition = { kind: 'filter', policy: 'skip', since: '1.0.0' }
    untyped.define('stars:rating', definition)
    untyped.filter('stars:rating', ({ stars }: { stars: number }) => ({ stars: stars + 1 }))
    expect(untyped.apply('stars:rating', { stars: 1 })).toEqual({ stars: 2 })
    bad(() => untyped.define('stars:rating', definition))
    bad(() => untyped.define('photo.added', definition))
  })

  it('forwards an old name and warns once per owner', () => {
    const { hooks, lines } = setUp()
    hooks.deprecate('photo.created', { to: 'photo.added' })
    // biome-ignore lint/suspicious/noExplicitAny: an old name has left the types
    const untyped = hooks as any
    let calls = 0
    for (const owner of ['map', 'map', 'feeds']) untyped.on('photo.created', () => calls++, { owner })
    void hooks.emit('photo.added', { photos: [{ id: 1 }], albumIds: [], source: 'api', batchId: null })
    void untyped.emit('photo.created', { photos: [], albumIds: [], source: 'api', batchId: null })
    expect(calls).toBe(6)
    expect(hooks.did('photo.added')).toBe(2)
    expect(lines.map(({ level, fields }) => [level, fields?.owner])).toEqual([
      ['warn', 'map'],
      ['warn', 'feeds'],
    ])
    expect(hooks.removeOwner('map')).toBe(2)
    bad(() => hooks.deprecate('photo.added', { to: 'photo.updated' }))
    bad(() => untyped.deprecate('x', { to: 'photo.unknown' }))
  })
})

describe('dispatch', () => {
  it('stays synchronous until a handler returns a thenable', async () => {
    const { hooks } = setUp()
    hooks.filter('metadata.map', ({ raw, fields }) => ({ raw, fields: { ...fields, a: 1 } }))
    expect(hooks.apply('metadata.map', noRaw)).toEqual({ raw: {}, fields: { a: 1 } })
    hooks.filter('metadata.map', async ({ raw, fields }) => {
      await sleep(1)
      return { raw, fields: { ...fields, b: 2 } }
    })
    hooks.filter('metadata.map', ({ raw, fields }) => ({ raw, fields: { ...fields, c: Object.keys(fields).length } }))
    const result = hooks.apply('metadata.map', noRaw)
    expect(isPromise(result)).toBe(true)
    expect(await result).toEqual({ raw: {}, fields: { a: 1, b: 2, c: 2 } })
  })

  it('takes thenables that are no promises, however they behave', async () => {
    const { hooks, lines } = setUp()
    const thenable = (settle: (resolve: (value: typeof noRaw) => void, fail: (error: unknown) => void) => void) =>
      // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
      ({ then: settle }) as unknown as Promise<typeof noRaw>
    const step = (n: number) => ({ raw: {}, fields: { n } })
    hooks.filter('metadata.map', () => thenable((resolve) => resolve(step(1))))
    hooks.filter('metadata.map', () =>
      thenable((resolve) => {
        resolve(step(2))
        resolve(step(99))
      }),
    )
    hooks.filter('metadata.map', () =>
      thenable(() => {
        throw new Error('then threw')
      }),
    )
    hooks.filter('metadata.map', () => ({
      // biome-ignore lint/suspicious/noThenProperty: a thenable is what is tested
      get then(): never {
        throw new Error('the getter threw')
      },
      ...noRaw,
    }))
    expect(await hooks.apply('metadata.map', noRaw)).toEqual(step(2))
    expect(lines.map(({ fields }) => String(fields?.error))).toEqual(['Error: then threw', 'Error: the getter threw'])
  })

  it('tells handlers who asks, and tags what they log', () => {
    const { hooks, lines } = setUp()
    hooks.gate(
      'access.check',
      ({ action }, context) => {
        context.log.info('asked', { action, owner: 'forged' })
        return context.actor?.userId === 7 ? undefined : reject('NOT_YOURS', 'Not yours.', 'target.id')
      },
      { owner: 'guard' },
    )
    const payload = { action: 'photo.edit', target: { type: 'photo', id: 1 } } as const
    expect(hooks.check('access.check', payload, { actor: { kind: 'user', userId: 7 }, requestId: 'r1' })).toEqual([])
    expect(hooks.check('access.check', payload)).toMatchObject([
      { code: 'NOT_YOURS', message: 'Not yours.', field: 'target.id', owner: 'guard' },
    ])
    expect(lines[0]).toMatchObject({
      level: 'info',
      fields: { owner: 'guard', hook: 'access.check', requestId: 'r1', action: 'photo.edit' },
    })
  })

  it('collects every rejection, and throws one error for callers that want one', async () => {
    const { hooks } = setUp()
    hooks.gate('user.registering', () => reject('NAME_ODD', 'This name is odd.', 'username'))
    hooks.gate('user.registering', () => {})
    const payload = { username: 'x', email: null }
    expect(() => hooks.enforce('user.registering', payload)).toThrow(VitrineError)
    hooks.gate('user.registering', async () => reject('MAIL_MISSING', 'An address is needed.', 'email'))
    expect((await hooks.check('user.registering', payload)).map(({ code }) => code)).toEqual([
      'NAME_ODD',
      'MAIL_MISSING',
    ])
    const error = await Promise.resolve(hooks.enforce('user.registering', payload)).catch((thrown: unknown) => thrown)
    expect(VitrineError.has(error, 'HOOK_REJECTED') && error.issues).toEqual([
      { path: 'username', message: 'This name is odd.' },
      { path: 'email', message: 'An address is needed.' },
    ])
  })

  it('counts at the start, and knows what runs, across awaits and no longer', async () => {
    const { hooks } = setUp()
    expect(hooks.did('user.updated')).toBe(0)
    void hooks.emit('user.updated', { userId: 1 })
    expect(hooks.did('user.updated')).toBe(1)
    const seen: boolean[] = []
    let leftBehind: Promise<void> | undefined
    hooks.on('user.updated', async () => {
      seen.push(hooks.did('user.updated') === 2, hooks.doing('user.updated'), hooks.doing('user.deleted'))
      leftBehind = sleep(30).then(() => void seen.push(hooks.doing('user.updated')))
      await sleep(1)
      seen.push(hooks.doing('user.updated'))
    })
    const running = hooks.emit('user.updated', { userId: 1 })
    seen.push(hooks.doing('user.updated'))
    await running
    await leftBehind
    expect(seen).toEqual([true, true, false, false, true, false])
  })

  it('lets go at the end: nobody hears, nothing passes for consent', async () => {
    const { hooks } = setUp()
    let finished = false
    hooks.on('gallery.closing', async () => {
      await sleep(20)
      finished = true
    })
    void hooks.emit('gallery.closing', {})
    await hooks.close()
    expect(finished).toBe(true)
    expect(hooks.emit('gallery.closing', {})).toBeUndefined()
    expect(() => hooks.apply('metadata.map', noRaw)).toThrow(VitrineError)
    expect(() => hooks.check('access.check', { action: 'x', target: { type: 'gallery', id: null } })).toThrow(
      VitrineError,
    )
    expect(() => hooks.on('gallery.ready', () => {})).toThrow(VitrineError)
  })
})
