import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { VitrineError } from '../errors/vitrine-error.ts'
import { createHooks } from './kernel.ts'
import { reject } from './rejection.ts'
import { recordingLog } from './testing.ts'
import type { HookFault } from './types.ts'

const setUp = (timeoutMs = 2000) => {
  const { log, lines } = recordingLog()
  const faults: HookFault[] = []
  return { hooks: createHooks({ log, timeoutMs, onFault: (fault) => faults.push(fault) }), lines, faults }
}
const broken = (): never => {
  throw new Error('broken')
}
const payload = { raw: {}, fields: { title: 'secret title' } }
const albumPatch = { ids: [1], patch: { name: 'x' } }
const question = { action: 'album.view', target: { type: 'album', id: 1 } } as const
const caught = async (call: () => unknown): Promise<unknown> => {
  try {
    await call()
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}

let unhandled: unknown[]
const note = (error: unknown) => void unhandled.push(error)
beforeEach(() => {
  unhandled = []
  process.on('unhandledRejection', note)
})
afterEach(async () => {
  await sleep(5)
  process.off('unhandledRejection', note)
  expect(unhandled).toEqual([])
})

describe('skip', () => {
  it('logs a failing action with its owner, without values, and runs the rest', async () => {
    const { hooks, lines, faults } = setUp()
    let rest = 0
    hooks.on('auth.failed', broken, { owner: 'counter' })
    hooks.on('auth.failed', () => Promise.reject(new Error('later')), { owner: 'mailer' })
    hooks.on('auth.failed', () => rest++)
    await hooks.emit('auth.failed', { username: 'ada' }, { requestId: 'r9' })
    expect(rest).toBe(1)
    expect(faults.map(({ owner, reason }) => [owner, reason])).toEqual([
      ['counter', 'threw'],
      ['mailer', 'threw'],
    ])
    expect(lines[0]).toMatchObject({
      level: 'error',
      fields: { hook: 'auth.failed', owner: 'counter', requestId: 'r9', payload: ['username'] },
    })
    expect(JSON.stringify(lines)).not.toContain('ada')
    expect(hooks.list('auth.failed').map((info) => info.faults)).toEqual([1, 1, 0])
  })

  it('keeps the previous value of a filter that throws or returns nothing', async () => {
    const { hooks, faults } = setUp()
    hooks.filter('metadata.map', ({ raw }) => ({ raw, fields: { title: 'good' } }))
    hooks.filter('metadata.map', broken)
    hooks.filter('metadata.map', (() => undefined) as never)
    hooks.filter('metadata.map', (async () => 'text') as never)
    expect(await hooks.apply('metadata.map', payload)).toEqual({ raw: {}, fields: { title: 'good' } })
    expect(faults.map(({ reason }) => reason)).toEqual(['threw', 'bad-return', 'bad-return'])
  })

  it('survives a log and a fault listener that throw themselves', () => {
    const hooks = createHooks({ log: { debug: broken, info: broken, warn: broken, error: broken }, onFault: broken })
    hooks.on('gallery.ready', broken)
    expect(hooks.emit('gallery.ready', {})).toBeUndefined()
  })
})

describe('abort', () => {
  it('fails the operation with the cause, at once or later', async () => {
    const { hooks } = setUp()
    let rest = 0
    const dispose = hooks.filter('album.updating', broken, { owner: 'names' })
    hooks.filter('album.updating', (value) => {
      rest++
      return value
    })
    const expected = { code: 'PLUGIN_FILTER_FAILED', details: { hook: 'album.updating', owner: 'names' } }
    expect(() => hooks.apply('album.updating', albumPatch)).toThrow(VitrineError)
    const error = await caught(() => hooks.apply('album.updating', albumPatch))
    expect(error).toMatchObject({ ...expected, cause: new Error('broken') })
    dispose()
    hooks.filter('album.updating', async () => broken(), { owner: 'names', priority: 0 })
    expect(await caught(() => hooks.apply('album.updating', albumPatch))).toMatchObject(expected)
    expect(rest).toBe(0)
  })

  it('fails where a filter forgets to return, and where an action inside the transaction throws', async () => {
    const { hooks } = setUp()
    hooks.filter('album.updating', (() => {}) as never)
    hooks.on('photo.deleting', broken)
    expect(await caught(() => hooks.apply('album.updating', albumPatch))).toMatchObject({
      code: 'PLUGIN_FILTER_FAILED',
    })
    expect(await caught(() => hooks.emit('photo.deleting', { photoIds: [1] }))).toMatchObject({
      code: 'PLUGIN_FILTER_FAILED',
    })
  })
})

describe('deny', () => {
  it('takes a throw, a rejection and any odd answer for a no, and says nothing of the inside', async () => {
    const { hooks } = setUp()
    const wrong: unknown[] = [true, false, null, 0, '', {}, { code: 'X', message: 'x' }]
    for (const value of wrong) hooks.gate('access.check', (() => value) as never, { owner: `gate ${String(value)}` })
    hooks.gate('access.check', broken, { owner: 'thrower' })
    hooks.gate('access.check', async () => broken(), { owner: 'later' })
    hooks.gate('access.check', () => {}, { owner: 'content' })
    const rejections = await hooks.check('access.check', question)
    expect(rejections).toHaveLength(wrong.length + 2)
    expect(new Set(rejections.map(({ code, message }) => `${code}: ${message}`))).toEqual(
      new Set(['HOOK_REJECTED: The change was refused in “access.check”.']),
    )
    expect(rejections.map(({ owner }) => owner)).not.toContain('content')
  })
})

describe('time-outs', () => {
  it('leaves a hanging handler behind, tells it so, and drops what it brings later', async () => {
    const { hooks, faults } = setUp(40)
    const late: string[] = []
    let signal: AbortSignal | undefined
    let finish: (() => void) | undefined
    hooks.filter(
      'metadata.map',
      async (_value, context) => {
        signal = context.signal
        await new Promise<void>((resolve) => {
          finish = resolve
        })
        late.push('done')
        return { raw: {}, fields: { title: 'too late' } }
      },
      { owner: 'slow' },
    )
    hooks.filter('metadata.map', ({ raw }) => ({ raw, fields: { title: 'in time' } }))
    const startedAt = performance.now()
    const result = await hooks.apply('metadata.map', payload)
    const took = performance.now() - startedAt
    expect(result.fields).toEqual({ title: 'in time' })
    expect(took).toBeGreaterThanOrEqual(38)
    expect(signal?.aborted).toBe(true)
    expect(signal?.reason).toMatchObject({ name: 'TimeoutError' })
    expect(faults).toMatchObject([{ owner: 'slow', reason: 'timed-out' }])
    finish?.()
    await sleep(1)
    expect(late).toEqual(['done'])
    expect(result.fields).toEqual({ title: 'in time' })
  })

  it('refuses, aborts or goes on, as the hook says; a late rejection disturbs nobody', async () => {
    const { hooks } = setUp(20)
    const failLate = async (): Promise<never> => {
      await sleep(60)
      throw new Error('far too late')
    }
    let after = 0
    hooks.gate('access.check', failLate)
    hooks.filter('album.updating', failLate)
    hooks.on('gallery.ready', failLate)
    hooks.on('gallery.ready', () => after++)
    const [rejections, error] = await Promise.all([
      hooks.check('access.check', question),
      caught(() => hooks.apply('album.updating', albumPatch)),
      void hooks.emit('gallery.ready', {}),
    ])
    expect(rejections).toMatchObject([{ code: 'HOOK_REJECTED' }])
    expect(error).toMatchObject({
      code: 'PLUGIN_FILTER_FAILED',
      cause: new Error('The handler took longer than 20 ms.'),
    })
    expect(after).toBe(1)
    await sleep(60)
  })

  it('gives each handler its own time, and actions after commit more of it', async () => {
    const { hooks, faults } = setUp(60)
    for (let n = 0; n < 4; n++) hooks.on('gallery.ready', () => sleep(30))
    await hooks.emit('gallery.ready', {})
    hooks.on('photo.deleted', () => sleep(120))
    await hooks.emit('photo.deleted', { photoIds: [1] })
    expect(faults).toEqual([])
  })

  it('passes the signal of the operation on', async () => {
    const { hooks } = setUp()
    const outer = new AbortController()
    const reason = new Promise<unknown>((resolve) => {
      hooks.on('gallery.ready', (_payload, { signal }) => {
        signal.addEventListener('abort', () => resolve(signal.reason))
      })
    })
    void hooks.emit('gallery.ready', {}, { signal: outer.signal })
    outer.abort('client gone')
    expect(await reason).toBe('client gone')
  })
})

describe('hooks inside hooks', () => {
  it('passes over a handler that would run inside itself, and runs the others', async () => {
    const { hooks, lines } = setUp()
    const seen: string[] = []
    hooks.on(
      'user.updated',
      async ({ userId }) => {
        seen.push(`outer ${userId}`)
        await sleep(1)
        await hooks.emit('user.updated', { userId: userId + 1 })
      },
      { owner: 'recursive' },
    )
    hooks.on('user.updated', ({ userId }) => seen.push(`other ${userId}`))
    await hooks.emit('user.updated', { userId: 1 })
    expect(seen).toEqual(['outer 1', 'other 2', 'other 1'])
    expect(lines).toMatchObject([{ level: 'warn', fields: { owner: 'recursive', reason: 're-entered' } }])
    seen.length = 0
    await hooks.emit('user.updated', { userId: 5 })
    expect(seen).toEqual(['outer 5', 'other 6', 'other 5'])
  })

  it('does not take what a settled handler left behind for a handler inside itself', async () => {
    const { hooks, lines } = setUp()
    let calls = 0
    let left: Promise<unknown> | undefined
    hooks.on('user.updated', ({ userId }) => {
      calls++
      if (userId < 20) left = sleep(1).then(() => hooks.emit('user.updated', { userId: userId + 1 }))
    })
    void hooks.emit('user.updated', { userId: 0 })
    while (calls < 21) await left
    expect(calls).toBe(21)
    expect(lines).toEqual([])
  })

  it('refuses where a gate would have to ask itself', async () => {
    const { hooks } = setUp()
    let inner: unknown
    hooks.gate('access.check', () => {
      inner = hooks.check('access.check', question)
    })
    expect(hooks.check('access.check', question)).toEqual([])
    expect(inner).toMatchObject([{ code: 'HOOK_REJECTED' }])
  })

  it('stops at a depth of eight, as the hook at the bottom says', async () => {
    const { hooks, faults } = setUp()
    const results: unknown[] = []
    const names = ['user.registered', 'user.updated', 'user.deleted', 'auth.succeeded', 'auth.ended'] as const
    let deepest = 0
    const nest = (depth: number): void => {
      deepest = Math.max(deepest, depth)
      if (depth === 8) {
        results.push(hooks.apply('metadata.map', payload), hooks.check('access.check', question))
        try {
          hooks.apply('album.updating', albumPatch)
        } catch (error) {
          results.push(error)
        }
      }
      const name = names[depth % names.length] as (typeof names)[number]
      const dispose = hooks.on(name, () => nest(depth + 1))
      void hooks.emit(name, { userId: depth })
      dispose()
    }
    hooks.filter('metadata.map', broken)
    hooks.filter('album.updating', (value) => value)
    hooks.gate('access.check', () => {})
    nest(0)
    expect(deepest).toBe(8)
    expect(results).toMatchObject([payload, [{ code: 'HOOK_REJECTED' }], { code: 'PLUGIN_FILTER_FAILED' }])
    expect(faults.filter(({ reason }) => reason === 'too-deep')).toHaveLength(4)
  })

  it('keeps concurrent dispatches apart', async () => {
    const { hooks } = setUp()
    const seen: number[] = []
    hooks.on('user.updated', async ({ userId }) => {
      await sleep(5)
      seen.push(userId)
    })
    hooks.gate('access.check', async () => {
      await sleep(1)
      return reject('NO', 'No.')
    })
    await Promise.all([1, 2, 3].map((userId) => hooks.emit('user.updated', { userId })))
    expect(seen).toEqual([1, 2, 3])
    const both = await Promise.all([hooks.check('access.check', question), hooks.check('access.check', question)])
    expect(both.map((rejections) => rejections.length)).toEqual([1, 1])
  })
})
