import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { AfterCommit } from './after-commit.ts'
import { createHooks } from './kernel.ts'
import { recordingLog } from './testing.ts'

it('delivers in the order deferred, one after another, and never rejects', async () => {
  const { log, lines } = recordingLog()
  const hooks = createHooks({ log })
  const seen: string[] = []
  hooks.on('album.created', async ({ albumIds }, { requestId }) => {
    await sleep(10)
    seen.push(`created ${albumIds.join()} ${requestId}`)
    throw new Error('broken')
  })
  hooks.on('photo.added', ({ photos }) => seen.push(`added ${photos.map(({ id }) => id).join()}`))
  const buffer = new AfterCommit(hooks)
  buffer.defer('album.created', { albumIds: [3] }, { requestId: 'r1' })
  buffer.defer('photo.added', { photos: [{ id: 1 }, { id: 2 }], albumIds: [3], source: 'upload', batchId: null })
  expect([seen.length, buffer.size, hooks.did('album.created')]).toEqual([0, 2, 0])
  await buffer.flush()
  expect(seen).toEqual(['created 3 r1', 'added 1,2'])
  expect(lines).toHaveLength(1)
  await buffer.flush()
  expect(seen).toHaveLength(2)
})

it('forgets all after a rollback, and takes nothing after the end', async () => {
  const hooks = createHooks({ log: recordingLog().log })
  let calls = 0
  hooks.on('photo.deleted', () => calls++)
  const buffer = new AfterCommit(hooks)
  buffer.defer('photo.deleted', { photoIds: [1] })
  expect(buffer.discard()).toBe(1)
  await buffer.flush()
  expect(calls).toBe(0)
  expect(() => buffer.defer('photo.deleted', { photoIds: [1] })).toThrow('after its transaction had ended')
})

it('refuses actions that belong inside the transaction', () => {
  const buffer = new AfterCommit(createHooks({ log: recordingLog().log }))
  expect(() => buffer.defer('photo.deleting', { photoIds: [1] })).toThrow(TypeError)
})
