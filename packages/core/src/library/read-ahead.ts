/**
 * Works on the items of a source, a few at a time, and gives the results as they come. The source runs ahead by a bounded number of
 * items, so that it can tell how much there is without filling the memory.
 */
export async function* readAhead<T, R>(
  source: AsyncIterable<T>,
  work: (item: T) => Promise<R>,
  options: { concurrent: number; ahead: number; onFound: () => void },
): AsyncGenerator<R> {
  const waiting: T[] = []
  let isExhausted = false
  let failure: { error: unknown } | null = null
  let wake = () => {}
  const changed = () => wake()
  const sleep = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })
  let resume = () => {}

  const feeding = (async () => {
    try {
      for await (const item of source) {
        waiting.push(item)
        options.onFound()
        changed()
        if (waiting.length >= options.ahead) await new Promise<void>((resolve) => (resume = resolve))
        if (failure) return
      }
    } catch (error) {
      failure = { error }
    } finally {
      isExhausted = true
      changed()
    }
  })()

  const done: R[] = []
  let active = 0
  try {
    for (;;) {
      if (failure) throw (failure as { error: unknown }).error
      while (active < options.concurrent && waiting.length > 0) {
        const item = waiting.shift() as T
        if (waiting.length < options.ahead / 2) resume()
        active += 1
        work(item)
          .then(
            (result) => void done.push(result),
            (error: unknown) => {
              failure ??= { error }
            },
          )
          .finally(() => {
            active -= 1
            changed()
          })
      }
      const result = done.shift()
      if (result !== undefined) {
        yield result
        continue
      }
      if (active === 0 && isExhausted && waiting.length === 0) return
      await sleep()
    }
  } finally {
    failure ??= { error: new Error('Nobody listens any more') }
    resume()
    await feeding
  }
}
