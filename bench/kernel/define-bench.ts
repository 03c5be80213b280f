import { createRandom, type Random } from './random.ts'

type Awaitable<T> = T | Promise<T>

/** What a bench is given to make its world from. */
export interface BenchWorld {
  readonly random: Random
  /** An empty folder of its own, removed afterwards. */
  readonly folder: string
}

/** One side of the comparison. It does its work `times` times; to measure for itself it returns the figure of one time. */
export type Side<State> = (state: State, times: number) => Awaitable<unknown>

export interface BenchOptions<State> {
  /** `area.what`, such as `hooks.emit-10`. */
  readonly name: string
  /** Of `value` and `baseline`, for one time. */
  readonly unit: 'ns' | 'µs' | 'ms' | 's' | 'cpu-s' | 'bytes' | 'per-second' | 'ssim' | 'count'
  readonly better: 'lower' | 'higher'
  /**
   * What must hold: `ratio` for value ÷ baseline of the same run, `value` for the figure itself. With `better: 'lower'` they are
   * the most that passes, else the least. Each one given is judged, and printed, on a line of its own.
   */
  readonly limits: { readonly ratio?: number; readonly value?: number }
  /** `median` of the rounds, or `best` for code so short that every disturbance only adds. Default `median`. */
  readonly statistic?: 'median' | 'best'
  /** Measured rounds of each side, baseline and subject in turn. Default 15. */
  readonly rounds?: number
  /** Rounds of each side that are thrown away first. Default 3. */
  readonly warmUpRounds?: number
  /** How often a side does its work in a round. Default 1. */
  readonly times?: number
  /** `wall` clock, processor time of the whole process (`cpu`), or the number that a side `returns`. Default `wall`. */
  readonly measure?: 'wall' | 'cpu' | 'returned'
  readonly seed?: number
  readonly setup?: (world: BenchWorld) => Awaitable<State>
  readonly teardown?: (state: State) => Awaitable<void>
  /** The same work by hand, without the thing that is measured. */
  readonly baseline: Side<State>
  readonly subject: Side<State>
}

/** A bench with its state sealed in: the runner needs not know its type. */
export interface Bench {
  readonly name: string
  readonly options: Omit<BenchOptions<unknown>, 'setup' | 'teardown' | 'baseline' | 'subject'>
  prepare(folder: string): Promise<PreparedBench>
}

export interface PreparedBench {
  baseline(times: number): Awaitable<unknown>
  subject(times: number): Awaitable<unknown>
  teardown(): Promise<void>
}

/**
 * Describes one bench. A file `bench/*.bench.ts` exports a list of them as `benches`.
 *
 * @throws {TypeError} no limit is given: a figure that nothing judges is not a bench.
 */
export const defineBench = <State = undefined>(options: BenchOptions<State>): Bench => {
  const { setup, teardown, baseline, subject, ...rest } = options
  if (rest.limits.ratio === undefined && rest.limits.value === undefined) {
    throw new TypeError(`The bench “${options.name}” has no limit.`)
  }
  return {
    name: options.name,
    options: rest,
    prepare: async (folder) => {
      // Without a `setup`, State is undefined: that is its default.
      const state = (await setup?.({ random: createRandom(options.seed ?? 1), folder })) as State
      return {
        baseline: (times) => baseline(state, times),
        subject: (times) => subject(state, times),
        teardown: async () => teardown?.(state),
      }
    },
  }
}
