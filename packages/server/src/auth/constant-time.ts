import { createHash, timingSafeEqual } from 'node:crypto'

const digest = (value: string): Buffer => createHash('sha256').update(value).digest()

/** Equality that takes as long for a near miss as for a wild guess. */
export const equalsInConstantTime = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other))
