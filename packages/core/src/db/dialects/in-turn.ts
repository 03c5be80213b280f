/** What a statement came to: the two arguments of a callback of mysql2. */
export type Done = (error: unknown, result?: unknown) => void
/** Sends a statement on one connection. */
export type Send = (text: string, values: readonly unknown[], done: Done) => void

/**
 * Sends one statement after the other. A deadlock takes back the whole transaction, on the server: what waited behind it, in a piece of
 * work that has several statements under way, would each be committed by itself. Everything fails as well, up to the rollback; so does the
 * commit, for there is nothing left of it.
 *
 * @param options.takesBack - Whether the server took back the whole transaction with this error, or may have.
 */
export const inTurn = (send: Send, { takesBack }: { takesBack(error: unknown): boolean }): Send => {
  const waiting: (() => void)[] = []
  let isBusy = false
  let isInTransaction = false
  let takenBack: unknown = null
  const next = () => {
    const job = waiting.shift()
    isBusy = job !== undefined
    job?.()
  }
  return (text, values, done) => {
    waiting.push(() => {
      const begins = text === 'begin' || text === 'start transaction'
      if (begins || text === 'rollback') takenBack = null
      if (takenBack !== null) {
        next()
        done(takenBack)
        return
      }
      if (begins) isInTransaction = true
      else if (text === 'commit' || text === 'rollback') isInTransaction = false
      send(text, values, (error, result) => {
        if (isInTransaction && takesBack(error)) takenBack = error
        // The next one is on its way while this one's answer is looked at.
        next()
        done(error, result)
      })
    })
    if (!isBusy) next()
  }
}
