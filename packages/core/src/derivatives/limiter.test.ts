import { describe, expect, it } from 'vitest'
import { createLimiter } from './limiter.ts'

const gate = () => {
  let open: () => void = () => undefined
  const opened = new Promise<void>((done) => {
    open = done
  })
  return { open, opened }
}
const settle = () => new Promise((done) => setImmediate(done))

describe('createLimiter', () => {
  it('bounds count and weight, keeps the order, and lets no light work overtake a heavy one', async () => {
    const limiter = createLimiter({ maxConcurrent: 3, maxWeight: 10, maxWaiting: 10 })
    const started: string[] = []
    const gates = new Map<string, ReturnType<typeof gate>>()
    const add = (name: string, weight: number, priority: 'interactive' | 'background' = 'interactive') => {
      const own = gate()
      gates.set(name, own)
      return limiter.run(weight, priority, async () => {
        started.push(name)
        await own.opened
      })
    }
    const finish = async (name: string) => {
      gates.get(name)?.open()
      await settle()
    }
    const all = [add('a', 4), add('late', 1, 'background'), add('b', 4), add('giant', 50), add('c', 1)]
    await settle()
    expect(started).toEqual(['a', 'late', 'b'])
    await finish('a')
    await finish('b')
    expect(started).toEqual(['a', 'late', 'b'])
    await finish('late')
    expect(started).toEqual(['a', 'late', 'b', 'giant'])
    await finish('giant')
    expect(started.at(-1)).toBe('c')
    await finish('c')
    await Promise.all(all)
    expect([limiter.active, limiter.waiting]).toEqual([0, 0])
  })

  it('DO-19: starts interactive work before background work that came earlier', async () => {
    const limiter = createLimiter({ maxConcurrent: 1, maxWeight: 10, maxWaiting: 10 })
    const order: string[] = []
    const work = (name: string) => async () => void order.push(name)
    const first = gate()
    const all = [
      limiter.run(1, 'background', () => first.opened),
      limiter.run(1, 'background', work('background')),
      limiter.run(1, 'interactive', work('interactive')),
    ]
    first.open()
    await Promise.all(all)
    expect(order).toEqual(['interactive', 'background'])
  })

  it('refuses when too many wait, and takes work again after a failure', async () => {
    const limiter = createLimiter({ maxConcurrent: 1, maxWeight: 10, maxWaiting: 1 })
    const first = gate()
    const running = limiter.run(1, 'interactive', async () => {
      await first.opened
      throw new Error('broken')
    })
    const second = limiter.run(1, 'interactive', async () => 'second')
    await expect(limiter.run(1, 'interactive', async () => 'third')).rejects.toMatchObject({
      code: 'DERIVATIVE_QUEUE_FULL',
    })
    first.open()
    await expect(running).rejects.toThrow('broken')
    expect(await second).toBe('second')
    expect(await limiter.run(1, 'interactive', async () => 'fourth')).toBe('fourth')
  })
})
