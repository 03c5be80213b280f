import { it } from 'vitest'
import { describeMysql, describeSqlite } from '../dialects.ts'
import { killAtEveryPoint } from './kill-points.ts'
import { ways } from './points.ts'

describeSqlite('a process that is killed before and after every step', (dialect) => {
  it.each(ways)('leaves the photo or nothing: %s', (way) => killAtEveryPoint(dialect, way), 600_000)
})

// All ways on this engine, too: `kill-points.deep.test.ts`.
describeMysql('a process that is killed before and after every step', (dialect) => {
  it('leaves the photo or nothing: tus', () => killAtEveryPoint(dialect, 'tus'), 600_000)
})
