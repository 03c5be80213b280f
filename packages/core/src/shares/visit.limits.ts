/** Visits kept of each link, the newest. No link with a number of visits has more. */
export const visitsKept = 1_000

const keptDays = 90

/** The time before which visits are forgotten. */
export const visitsSince = (now: Date): string => new Date(now.getTime() - keptDays * 24 * 3_600_000).toISOString()
