import { it } from 'vitest'
import { describeMysql } from '../dialects.ts'
import { killAtEveryPoint } from './kill-points.ts'
import { ways } from './points.ts'

describeMysql('a process that is killed before and after every step, all ways in', (dialect) => {
  it.each(ways)('leaves the photo or nothing: %s', (way) => killAtEveryPoint(dialect, way))
})
