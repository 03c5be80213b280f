import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { activeDepth, Frame, innermostActive, someActive } from './frame.ts'
import { createHooks } from './kernel.ts'
import { Hook } from './registry.ts'
import { recordingLog } from './testing.ts'

const definition = { kind: 'action', policy: 'skip', since: '0.1.0' } as const
const entryOf = () => new Hook('x', definition, 1, 1, recordingLog().log).add(() => {}, {})

it('counts only frames that are active', () => {
  const entry = entryOf()
  const outer = new Frame(entry, undefined)
  const settled = new Frame(entry, outer)
  const inner = new Frame(entry, settled)
  settled.active = false
  expect(activeDepth(inner)).toBe(2)
  expect(innermostActive(inner)).toBe(inner)
  inner.active = false
  expect(innermostActive(inner)).toBe(outer)
  outer.active = false
  expect([innermostActive(inner), someActive(inner, () => true)]).toEqual([undefined, false])
})

it('keeps one frame of a synchronous handler, never one that is in use, and none of an asynchronous one', () => {
  const { frames } = entryOf()
  const first = frames.take()
  const meanwhile = frames.take()
  expect(meanwhile).not.toBe(first)
  first.active = false
  expect(frames.take()).toBe(first)
  expect(first.active).toBe(true)
  frames.giveAway()
  const later = frames.take()
  later.active = false
  expect(frames.take()).not.toBe(later)
})

it('tells calls of an asynchronous handler apart', async () => {
  const { log, lines } = recordingLog()
  const hooks = createHooks({ log })
  const seen: number[] = []
  let left: Promise<unknown> | undefined
  hooks.on('user.updated', async ({ userId }) => {
    seen.push(userId)
    if (userId === 1) left = sleep(20).then(() => hooks.emit('user.updated', { userId: 3 }))
    if (userId === 2) await sleep(60)
  })
  await hooks.emit('user.updated', { userId: 1 })
  // What the first call left behind emits while the second one is pending: it is not inside the second.
  await Promise.all([hooks.emit('user.updated', { userId: 2 }), sleep(30).then(() => left)])
  expect(seen).toEqual([1, 2, 3])
  expect(lines).toEqual([])
})
