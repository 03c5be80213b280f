const exitCodes = { SIGINT: 130, SIGTERM: 143 } as const

/** Resolves at the first SIGINT or SIGTERM. A second one ends the process at once, as people expect. */
export const untilStopped = (): Promise<void> =>
  new Promise((resolve) => {
    let isStopping = false
    // One listener for both: between one that goes and the next that comes, a signal would end the process by itself.
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.on(signal, () => {
        // By `exit` and not by the signal itself: the terminal is given back what a progress bar took of it.
        if (isStopping) process.exit(exitCodes[signal])
        isStopping = true
        resolve()
      })
  })
