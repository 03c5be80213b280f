import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench, PreparedBench } from './define-bench.ts'
import { best, median, rounded } from './statistics.ts'

/** One line of the output. */
export interface BenchLine {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly baseline: number
  readonly ratio: number
  readonly limit: number
  readonly pass: boolean
  /** Which of `value` and `ratio` the limit is for. */
  readonly judged: 'value' | 'ratio'
}

const nanosecondsPer: Readonly<Record<string, number>> = { ns: 1, µs: 1e3, ms: 1e6, s: 1e9, 'cpu-s': 1e9 }

type Side = PreparedBench['baseline']

const timed = async (bench: Bench, side: Side): Promise<number> => {
  const { measure = 'wall', times = 1, unit } = bench.options
  if (measure === 'returned') {
    const figure = await side(times)
    if (typeof figure !== 'number') throw new TypeError(`The bench “${bench.name}” must return its figure.`)
    return figure
  }
  const cpuBefore = process.cpuUsage()
  const before = process.hrtime.bigint()
  const done = side(times)
  // Awaiting what is already there would add a turn of the microtask queue to every synchronous bench.
  if (done instanceof Promise) await done
  const wallNs = Number(process.hrtime.bigint() - before)
  const cpu = process.cpuUsage(cpuBefore)
  const ns = (measure === 'cpu' ? (cpu.user + cpu.system) * 1e3 : wallNs) / times
  return unit === 'per-second' ? 1e9 / ns : ns / (nanosecondsPer[unit] ?? 1)
}

/**
 * Runs one bench: warm-up, then baseline and subject in turn, so that a slower spell of the machine falls on both. Which one goes
 * first changes from round to round. The ratio is that of the two figures for `best`, and the median of the rounds' own ratios
 * else: neighbours in time are what can be compared.
 */
export const runBench = async (bench: Bench): Promise<BenchLine[]> => {
  const { rounds = 15, warmUpRounds = 3, statistic = 'median', better, limits, unit } = bench.options
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  try {
    const prepared = await bench.prepare(folder)
    const figures = { baseline: [] as number[], subject: [] as number[] }
    try {
      for (let round = -warmUpRounds; round < rounds; round++) {
        for (const side of round % 2 === 0 ? (['baseline', 'subject'] as const) : (['subject', 'baseline'] as const)) {
          const figure = await timed(bench, prepared[side])
          if (round >= 0) figures[side].push(figure)
        }
      }
    } finally {
      await prepared.teardown()
    }
    const pick = (values: readonly number[]): number => (statistic === 'best' ? best(values, better) : median(values))
    const value = pick(figures.subject)
    const baseline = pick(figures.baseline)
    const ratios = figures.subject.map((figure, at) => figure / figures.baseline[at]!)
    const ratio = statistic === 'best' ? value / baseline : median(ratios)
    return (['value', 'ratio'] as const).flatMap((judged) => {
      const limit = limits[judged]
      if (limit === undefined) return []
      const figure = judged === 'value' ? value : ratio
      const pass = better === 'lower' ? figure <= limit : figure >= limit
      const line = {
        value: rounded(value),
        unit,
        baseline: rounded(baseline),
        ratio: rounded(ratio),
        limit,
        pass,
        judged,
      }
      return [{ name: bench.name, ...line }]
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
