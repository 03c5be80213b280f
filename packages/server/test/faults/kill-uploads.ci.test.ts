import { expect, it } from 'vitest'
import { describeDialects } from '../../../core/test/dialects.ts'
import { killUploads } from './kill-uploads.ts'

/** More of them: `VITRINE_TEST_KILLS=300`. */
const kills = Number(process.env.VITRINE_TEST_KILLS ?? 4)

describeDialects('uploads to a server that is killed', (dialect) => {
  it(
    `are whole, there once, and never lost, after ${kills} kills`,
    async () => {
      const photos = kills < 100 ? 40 : 200
      const onKill = (done: number) => {
        if (done % 50 === 0) console.info(`${dialect.name}: ${done} kills`)
      }
      const report = await killUploads(dialect, { kills, photos, seed: 20_261_129, onKill })
      if (kills > 4) console.info(JSON.stringify({ engine: dialect.name, ...report }))
      expect(report.killsInUploads).toBeGreaterThan(kills / 2)
    },
    60_000 + kills * 20_000,
  )
})
