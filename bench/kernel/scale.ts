/** How large the larger gallery of a bench is; the smaller one is always `1k`. */
export interface Scale {
  readonly name: '1k' | '100k' | '1m'
  readonly photos: number
  readonly albums: number
  readonly users: number
}

export const scales: Readonly<Record<Scale['name'], Scale>> = {
  '1k': { name: '1k', photos: 1_000, albums: 10, users: 20 },
  '100k': { name: '100k', photos: 100_000, albums: 1_000, users: 100 },
  '1m': { name: '1m', photos: 1_000_000, albums: 10_000, users: 1_000 },
}

export type BenchDatabase = 'sqlite' | 'mysql'

/** What the runner was asked for, as its child processes are told. */
export const askedScale = (): { scale: Scale; database: BenchDatabase } => {
  const { VITRINE_BENCH_SCALE: scale = '100k', VITRINE_BENCH_DATABASE: database = 'sqlite' } = process.env
  if (!(scale in scales)) throw new TypeError('--scale must be 1k, 100k or 1m')
  if (database !== 'sqlite' && database !== 'mysql') throw new TypeError('--database must be sqlite or mysql')
  return { scale: scales[scale as Scale['name']], database }
}
