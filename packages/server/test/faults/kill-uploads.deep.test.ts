import { randomInt } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { describeDialects } from '../../../core/test/dialects.ts'
import { killUploads } from './kill-uploads.ts'

const [rounds, kills] = [10, 300]
const seeds = Array.from({ length: rounds }, () => randomInt(2 ** 31))
/** Half of the time a round waits for a server to start or to end. */
vi.setConfig({ maxConcurrency: 3 })

describeDialects('uploads to a server that is killed, often', (dialect) => {
  it.concurrent.each(seeds)(
    `are whole, there once, and never lost, after ${kills} kills (seed %i)`,
    async (seed) => {
      const report = await killUploads(dialect, { kills, photos: 200, seed })
      // An hour and more in all: who waits sees how far it is.
      console.info(`${dialect.name}, seed ${seed}: ${JSON.stringify(report)}`)
      expect(report.killsInUploads).toBeGreaterThan(kills / 2)
    },
    3_600_000,
  )
})
