import { randomInt } from 'node:crypto'
import { expect, it } from 'vitest'
import { describeDialects } from '../../../core/test/dialects.ts'
import { killUploads } from './kill-uploads.ts'

const rounds = Array.from({ length: 10 }, () => randomInt(2 ** 31))

describeDialects('uploads to a server that is killed, often', (dialect) => {
  it.each(rounds)(
    'are whole, there once, and never lost, after 300 kills (seed %i)',
    async (seed) => {
      const report = await killUploads(dialect, { kills: 300, photos: 200, seed })
      expect(report.killsInUploads).toBeGreaterThan(150)
    },
    3_600_000,
  )
})
