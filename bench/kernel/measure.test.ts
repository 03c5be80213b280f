import { access, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { defineBench } from './define-bench.ts'
import { runBench } from './measure.ts'
import { createRandom } from './random.ts'
import { best, median, percentile, rounded } from './statistics.ts'

it('gives the same numbers for the same seed, spread evenly', () => {
  const take = (seed: number) => Array.from({ length: 10_000 }, createRandom(seed))
  const numbers = take(7)
  expect(numbers).toEqual(take(7))
  expect(numbers.slice(0, 3)).not.toEqual(take(8).slice(0, 3))
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true)
  const mean = numbers.reduce((sum, number) => sum + number, 0) / numbers.length
  expect(mean).toBeGreaterThan(0.49)
  expect(mean).toBeLessThan(0.51)
})

it('takes statistics that an outlier does not move', () => {
  expect(median([3, 1, 1000])).toBe(3)
  expect(median([4, 2, 1000, 1])).toBe(3)
  expect(median([])).toBeNaN()
  expect([best([2, 1, 9], 'lower'), best([2, 1, 9], 'higher')]).toEqual([1, 9])
  expect([percentile([4, 1, 3, 2], 0.5), percentile([4, 1, 3, 2], 0.99), percentile([], 0.5)]).toEqual([
    2,
    4,
    Number.NaN,
  ])
  expect([rounded(1234.567), rounded(0.00123456)]).toEqual([1235, 0.001235])
})

const figures = (name: string, subject: readonly number[], baseline: readonly number[]) => {
  const calls: string[] = []
  const side = (label: string, values: readonly number[]) => {
    let at = 0
    return () => {
      calls.push(label)
      return values[at++ % values.length]
    }
  }
  const options = { name, unit: 'ms', measure: 'returned', rounds: 4, warmUpRounds: 0 } as const
  return { calls, options: { ...options, baseline: side('b', baseline), subject: side('s', subject) } }
}

it('runs both sides in turn and judges each limit on a line of its own', async () => {
  const { calls, options } = figures('x.y', [20, 22, 21, 500], [10, 11, 10.5, 10])
  const bench = defineBench({ ...options, better: 'lower', limits: { ratio: 1.5, value: 30 } })
  const common = { name: 'x.y', unit: 'ms', value: 21.5, baseline: 10.25, ratio: 2 }
  expect(await runBench(bench)).toEqual([
    { ...common, limit: 30, pass: true, judged: 'value' },
    { ...common, limit: 1.5, pass: false, judged: 'ratio' },
  ])
  expect(calls.join('')).toBe('bssbbssb')
})

it('judges the other way round where more is better', async () => {
  const { options } = figures('x.z', [80, 80], [100, 100])
  const [line] = await runBench(defineBench({ ...options, better: 'higher', limits: { ratio: 0.7 } }))
  expect(line).toMatchObject({ ratio: 0.8, pass: true })
  const [other] = await runBench(
    defineBench({ ...options, better: 'higher', statistic: 'best', limits: { ratio: 0.9 } }),
  )
  expect(other).toMatchObject({ ratio: 0.8, pass: false })
})

it('measures the clock and the processor', async () => {
  const spin = () => {
    const until = performance.now() + 10
    while (performance.now() < until);
  }
  const shared = { better: 'lower', limits: { ratio: 100 }, rounds: 2, warmUpRounds: 0, baseline: spin } as const
  const [wall] = await runBench(defineBench({ ...shared, name: 'wall', unit: 'ms', subject: spin }))
  expect(wall?.value).toBeGreaterThanOrEqual(10)
  // Long enough that what others in this process compute meanwhile, such as collecting what earlier tests left, is a small part of it.
  const idle = () => new Promise((resolve) => setTimeout(resolve, 400))
  const [cpu] = await runBench(defineBench({ ...shared, name: 'cpu', unit: 'ms', measure: 'cpu', subject: idle }))
  expect(cpu?.value).toBeLessThan(200)
})

it('gives a bench a folder and a seed, and cleans up even when it fails', async () => {
  let file = ''
  let torn = false
  const bench = defineBench({
    name: 'x.fails',
    unit: 'ms',
    better: 'lower',
    limits: { ratio: 1 },
    seed: 3,
    setup: async ({ folder, random }) => {
      expect(random()).toBe(createRandom(3)())
      file = join(folder, 'a')
      await writeFile(file, 'x')
    },
    teardown: () => {
      torn = true
    },
    baseline: () => {},
    subject: () => Promise.reject(new Error('broken')),
  })
  await expect(runBench(bench)).rejects.toThrow('broken')
  expect(torn).toBe(true)
  await expect(access(file)).rejects.toThrow('ENOENT')
})

it('refuses a bench that nothing judges', () => {
  const sides = { baseline: () => {}, subject: () => {} }
  expect(() => defineBench({ name: 'x', unit: 'ms', better: 'lower', limits: {}, ...sides })).toThrow(TypeError)
})
