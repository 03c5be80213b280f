/** Resolves at the first SIGINT or SIGTERM. A second one ends the process at once, as people expect. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    const stop = () => {
      // By `exit` and not by the signal itself: the terminal is given back what a progress bar took of it.
      process.on('SIGINT', () => process.exit(130))
      process.on('SIGTERM', () => process.exit(143))
      resolve()
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
