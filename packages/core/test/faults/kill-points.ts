import { once } from 'node:events'
import { expect } from 'vitest'
import { bundleChild } from '../../../../test/setup/bundle-child.ts'
import { createStandby } from '../../../../test/setup/standby.ts'
import type { DialectContext } from '../dialects.ts'
import { addressOf } from '../library/library-world.ts'
import { type Arrival, bringIn } from './bring-in.ts'
import { openAt, sweepAt, temporaryFolder } from './faulty-gallery.ts'
import { pointsOf, type Way } from './points.ts'
import { countWhole, expectTidy } from './whole.ts'

/** Kills a process before and after every step of a file that comes in. The file is there or not, and there once when it is sent again. */
export const killAtEveryPoint = async (dialect: DialectContext, way: Way): Promise<void> => {
  const on = await dialect.migratedDatabase()
  await using folder = await temporaryFolder()
  const db = await on.connect()
  // Later than those that are killed: what they claimed holds no more.
  await using gallery = await openAt(on.support(), folder.path, { hoursLater: 2 })
  const system = gallery.asSystem('test')
  const { id: albumId } = await system.albums.create({ name: 'Kills' })
  await using program = await bundleChild(new URL('./kill-point.child.ts', import.meta.url))
  const standby = createStandby(program.path, [await addressOf(dialect, db), folder.path])
  try {
    for (const point of pointsOf(way)) {
      const where = `${point.side} ${point.step}`
      const arrival: Arrival = { way, seed: `${way} ${where}`, albumId, rootsFolder: `${folder.path}/roots` }
      const child = standby.take()
      let uploadId: string | undefined
      child.on('message', (id) => (uploadId = String(id)))
      child.send({ arrival, point })
      const [, signal] = await once(child, 'exit')
      expect(signal, `${where} is reached`).toBe('SIGKILL')
      const count = await countWhole(db, folder.path, arrival.seed)
      const isCommitted = (point.step === 'commit' && point.side === 'after') || point.step === 'announce'
      expect(count, where).toBe(isCommitted ? 1 : 0)
      await bringIn(system, { ...arrival, uploadId })
      expect(await countWhole(db, folder.path, arrival.seed), `${where}, again`).toBe(1)
    }
  } finally {
    await standby.close()
  }
  await using swept = await sweepAt(on.support(), folder.path)
  await expectTidy(swept, db, folder.path)
}
