import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { killAtRandom } from './killed-run.ts'

/** 150 processes start, one after the other: four seconds each where the machine is busy with other things. */
const timeoutMs = 30 * 60_000

describeDialects('synchronisation: broken off, often', (dialect) => {
  it(
    'is whole again after 150 kills',
    async () => {
      const { killed } = await killAtRandom(dialect, { kills: 150, photos: 2_000, withinMs: 100 })
      expect(killed).toBeGreaterThan(75)
    },
    timeoutMs,
  )
})
