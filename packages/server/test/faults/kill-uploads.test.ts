import { expect, it } from 'vitest'
import { describeDialects } from '../../../core/test/dialects.ts'
import { killUploads } from './kill-uploads.ts'

/** More of them: `VITRINE_TEST_KILLS=300`. */
const kills = Number(process.env.VITRINE_TEST_KILLS ?? 15)

describeDialects('uploads to a server that is killed', (dialect) => {
  it(
    `are whole, there once, and never lost, after ${kills} kills`,
    async () => {
      const report = await killUploads(dialect, { kills, photos: kills < 100 ? 40 : 200, seed: 20_261_129 })
      if (kills > 15) console.info(JSON.stringify({ engine: dialect.name, ...report }))
      expect(report.killsInUploads).toBeGreaterThan(kills / 2)
    },
    60_000 + kills * 20_000,
  )
})
