/** An error for the log: its stack, and those of what caused it. */
export const describeError = (error: unknown, depth = 0): string => {
  if (!(error instanceof Error)) return String(error)
  const own = error.stack ?? `${error.name}: ${error.message}`
  return error.cause === undefined || depth >= 5 ? own : `${own}\ncaused by: ${describeError(error.cause, depth + 1)}`
}
