import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Bench, type BenchWorld, defineBench } from './define-bench.ts'
import { percentile } from './statistics.ts'

/** One thing that visitors do, in a large gallery and in one of a thousand photos. */
export interface LatencyOptions<State> {
  /** `area.what`. */
  readonly name: string
  /** Most that the large one may take, as multiples of the small one: of the usual request. */
  readonly p50Ratio?: number
  /** Most milliseconds that the usual request may take in the large one. */
  readonly p50Ms?: number
  /** Most milliseconds that 99 of 100 requests may take in the large one. */
  readonly p99Ms?: number
  /** Requests of a round. Default 100. */
  readonly times?: number
  /** Default 5. */
  readonly rounds?: number
  readonly setup: (world: BenchWorld) => Promise<{ small: State; large: State }>
  readonly teardown?: (sides: { small: State; large: State }) => Promise<void>
  /** One request. To leave some of its work out of the figure, it returns milliseconds. */
  readonly request: (state: State) => Promise<unknown>
}

const measured =
  <State>(request: LatencyOptions<State>['request'], share: number) =>
  async (state: State, times: number): Promise<number> => {
    const figures: number[] = []
    for (let n = 0; n < times; n++) {
      // Requests come from the event loop: what is done in the background between them has its turn.
      await nextTurn()
      const before = performance.now()
      const own = await request(state)
      figures.push(typeof own === 'number' ? own : performance.now() - before)
    }
    return percentile(figures, share)
  }

/** Benches of the usual request (`.p50`, by its ratio) and of the slow one (`.p99`, by its milliseconds): of each, the median of rounds. */
export const defineLatency = <State>(options: LatencyOptions<State>): Bench[] => {
  const { name, p50Ratio, p50Ms, p99Ms, times = 100, rounds = 5, request, setup, teardown } = options
  const bench = (suffix: string, share: number, limits: { ratio?: number; value?: number }): Bench =>
    defineBench<{ small: State; large: State }>({
      name: `${name}.${suffix}`,
      unit: 'ms',
      better: 'lower',
      measure: 'returned',
      limits,
      rounds,
      warmUpRounds: 1,
      times,
      setup,
      ...(teardown ? { teardown } : {}),
      baseline: ({ small }, n) => measured(request, share)(small, n),
      subject: ({ large }, n) => measured(request, share)(large, n),
    })
  return [
    ...(p50Ratio === undefined && p50Ms === undefined
      ? []
      : [
          bench('p50', 0.5, {
            ...(p50Ratio === undefined ? {} : { ratio: p50Ratio }),
            ...(p50Ms === undefined ? {} : { value: p50Ms }),
          }),
        ]),
    ...(p99Ms === undefined ? [] : [bench('p99', 0.99, { value: p99Ms })]),
  ]
}
