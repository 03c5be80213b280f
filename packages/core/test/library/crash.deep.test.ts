import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { killAtRandom } from './killed-run.ts'

describeDialects('synchronisation: broken off, often', (dialect) => {
  it('is whole again after 150 kills', async () => {
    const { killed } = await killAtRandom(dialect, { kills: 150, photos: 2_000, withinMs: 100 })
    expect(killed).toBeGreaterThan(75)
  })
})
