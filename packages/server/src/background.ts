/** Work that outlives the request that asked for it. Stopped, and waited for, when the server closes. */
export interface BackgroundWork {
  run(work: (signal: AbortSignal) => Promise<unknown>): void
  close(): Promise<void>
}

export const createBackgroundWork = (onFault: (error: unknown) => void): BackgroundWork => {
  const controller = new AbortController()
  const running = new Set<Promise<void>>()
  return {
    run(work) {
      const promise = work(controller.signal)
        .then(
          () => undefined,
          (error: unknown) => {
            if (!controller.signal.aborted) onFault(error)
          },
        )
        .finally(() => running.delete(promise))
      running.add(promise)
    },
    async close() {
      controller.abort()
      await Promise.all(running)
    },
  }
}
