import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { bundleChild } from '../../../../test/setup/bundle-child.ts'
import { createStandby } from '../../../../test/setup/standby.ts'
import { sendWebhook } from '../../../server/src/outbound/send-webhook.ts'
import { describeDialects } from '../dialects.ts'
import type { Arrival } from '../faults/bring-in.ts'
import { openAt, temporaryFolder } from '../faults/faulty-gallery.ts'
import type { FaultPoint } from '../faults/points.ts'
import { addressOf } from '../library/library-world.ts'
import { startReceiver, until } from './receiver.ts'

const kills = 6

describeDialects('a process that is killed', (dialect) => {
  it('FA-01: loses no event between the commit and the sending, and mixes none up', async () => {
    const on = await dialect.migratedDatabase()
    await using folder = await temporaryFolder()
    await using receiver = await startReceiver()
    const db = await on.connect()
    const setUp = await openAt(on.support(), folder.path)
    await setUp.asSystem('test').webhooks.create({ url: receiver.url, types: ['album.created'] })
    await setUp.close()
    await using program = await bundleChild(new URL('./kill-sender.child.ts', import.meta.url))
    const standby = createStandby(program.path, [await addressOf(dialect, db), folder.path])
    const acknowledged: number[] = []
    try {
      // Each claim of a killed process is an hour old when the next one starts.
      for (let hoursLater = 1; hoursLater <= kills; hoursLater++) {
        const child = standby.take()
        const [received, done] = [receiver.received.length, acknowledged.length]
        child.on('message', (id) => acknowledged.push(Number(id)))
        child.send({ hoursLater })
        await until(() => receiver.received.length > received && acknowledged.length > done + 5, 60_000)
        await sleep(Math.random() * 500)
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
    } finally {
      await standby.close()
    }
    await using gallery = await openAt(on.support(), folder.path, { hoursLater: kills + 1 })
    gallery.webhooks.use(sendWebhook)
    gallery.webhooks.start()
    const system = gallery.asSystem('test')
    const kept: string[] = []
    const subjects = new Set<number>()
    for (let after = '0-0'; ; ) {
      const page = await system.events.list({ after, types: ['album.created'], limit: 500 })
      for (const { id, subject } of page.items) {
        kept.push(id)
        subjects.add(subject.id)
      }
      after = page.cursor
      if (!page.hasMore) break
    }
    await until(() => new Set(receiver.ids()).size >= kept.length, 120_000)
    // What was told apart from its repetitions is the log, in its order.
    expect([...new Set(receiver.ids())]).toEqual(kept)
    expect(acknowledged.length).toBeGreaterThan(kills)
    expect(acknowledged.filter((id) => !subjects.has(id))).toEqual([])
    // Sent again is at most what was under way at a kill.
    expect(receiver.received.length - kept.length).toBeLessThanOrEqual(kills)
  }, 300_000)

  it('FA-01: right after the commit, before anybody heard of it, is told of by the next one', async () => {
    const on = await dialect.migratedDatabase()
    await using folder = await temporaryFolder()
    await using receiver = await startReceiver()
    const db = await on.connect()
    const setUp = await openAt(on.support(), folder.path)
    const { id: albumId } = await setUp.asSystem('test').albums.create({ name: 'Kills' })
    await setUp.asSystem('test').webhooks.create({ url: receiver.url, types: ['photo.added'] })
    await setUp.close()
    await using program = await bundleChild(new URL('../faults/kill-point.child.ts', import.meta.url))
    const standby = createStandby(program.path, [await addressOf(dialect, db), folder.path])
    const arrival: Arrival = { way: 'upload', seed: 'killed', albumId, rootsFolder: `${folder.path}/roots` }
    const point: FaultPoint = { step: 'announce', side: 'before' }
    try {
      const child = standby.take()
      child.send({ arrival, point })
      const [, signal] = await once(child, 'exit')
      expect(signal).toBe('SIGKILL')
    } finally {
      await standby.close()
    }
    await using gallery = await openAt(on.support(), folder.path, { hoursLater: 2 })
    const told: string[] = []
    await using _ = gallery.events.subscribe({ after: '0-0', types: ['photo.added'] }, ({ id }) => void told.push(id))
    gallery.webhooks.use(sendWebhook)
    gallery.webhooks.start()
    await until(() => receiver.received.length === 1 && told.length === 1)
    expect(receiver.ids()).toEqual(told)
  }, 120_000)
})
