/** A source of numbers in [0, 1) that is the same for the same seed, on every machine and in every version. */
export type Random = () => number

/** Mulberry32, by Tommy Ettinger (public domain): 32 bits of state, good enough for made-up data, useless for secrets. */
export const createRandom = (seed: number): Random => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
