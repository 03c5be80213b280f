/**
 * Breaks since the baseline that were made on purpose, as `findBreaks` words them, each with its reason. Emptied with each release, when
 * `npm run openapi -- --baseline` makes the API of that release the new baseline.
 */
export const allowedBreaks: Readonly<Record<string, string>> = {}
