interface ReadAheadOptions<T> {
  /** Items worked on at the same time. */
  readonly concurrent: number
  /** Items that the source may be ahead. */
  readonly ahead: number
  /** Results that may wait for the consumer; work goes on while it is busy. */
  readonly results: number
  onFound(item: T): void
}

/**
 * Works on the items of a source, a few at a time, and gives the results as they come. The source runs ahead by a bounded number of
 * items, so that it can tell how much there is without filling the memory. Leaving early waits for what was begun.
 */
export async function* readAhead<T, R>(
  source: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  options: ReadAheadOptions<T>,
): AsyncGenerator<R> {
  let waiting: T[] = []
  let first = 0
  const done: R[] = []
  const active = new Set<Promise<void>>()
  let isExhausted = false
  let isOver = false
  let failure: { error: unknown } | null = null
  let wake = () => {}
  let resume = () => {}

  const fail = (error: unknown) => {
    failure ??= { error }
    isOver = true
  }
  const pump = () => {
    while (!isOver && first < waiting.length && active.size < options.concurrent && done.length < options.results) {
      const item = waiting[first++] as T
      // Cut off now and then: taking from the front each time would move all that is behind.
      if (first === 1_000) {
        waiting = waiting.slice(first)
        first = 0
      }
      const working: Promise<void> = work(item)
        .then((result) => void done.push(result), fail)
        .finally(() => {
          active.delete(working)
          pump()
        })
      active.add(working)
    }
    if (waiting.length - first < options.ahead / 2) resume()
    wake()
  }

  const feeding = (async () => {
    try {
      for await (const item of source) {
        if (isOver) return
        waiting.push(item)
        options.onFound(item)
        pump()
        if (waiting.length - first >= options.ahead) await new Promise<void>((resolve) => (resume = resolve))
        if (isOver) return
      }
    } catch (error) {
      fail(error)
    } finally {
      isExhausted = true
      pump()
    }
  })()

  try {
    for (;;) {
      if (failure) throw (failure as { error: unknown }).error
      if (done.length > 0) {
        yield done.shift() as R
        pump()
      } else if (isExhausted && active.size === 0 && first >= waiting.length) return
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  } finally {
    isOver = true
    resume()
    await Promise.all([feeding, ...active])
  }
}
