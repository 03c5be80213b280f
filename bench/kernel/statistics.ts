const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b)

/** The middle value, or the mean of the two middle ones. `NaN` of nothing. */
export const median = (values: readonly number[]): number => {
  const inOrder = sorted(values)
  const middle = inOrder.length / 2
  if (inOrder.length === 0) return Number.NaN
  return inOrder.length % 2 === 1 ? inOrder[Math.floor(middle)]! : (inOrder[middle - 1]! + inOrder[middle]!) / 2
}

/** The best round: what the code costs when nothing else wants the processor. */
export const best = (values: readonly number[], better: 'lower' | 'higher'): number =>
  better === 'lower' ? Math.min(...values) : Math.max(...values)

/** The nearest-rank percentile, `share` in (0, 1]. */
export const percentile = (values: readonly number[], share: number): number =>
  sorted(values)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? Number.NaN

/** Four significant digits: more would be noise. */
export const rounded = (value: number): number => Number(value.toPrecision(4))
