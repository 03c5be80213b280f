import { SingleBar } from 'cli-progress'

/** A bar that shows how far something is. On a terminal only, elsewhere nothing. */
export interface TerminalBar {
  update(done: number, total: number, words?: Readonly<Record<string, string>>): void
  stop(): void
}

/** @param format - As cli-progress reads it: `{bar}`, `{value}`, `{total}`, `{eta_formatted}`, and words of the caller's own. */
export const createTerminalBar = (format: string, stream: NodeJS.WriteStream = process.stderr): TerminalBar => {
  if (!stream.isTTY) return { update: () => {}, stop: () => {} }
  let bar: SingleBar | null = null
  // Gives the terminal its cursor and its line breaks back, however the process ends.
  const stop = () => {
    process.off('exit', stop)
    bar?.stop()
    bar = null
  }
  const start = (words: object): SingleBar => {
    const made = new SingleBar({
      format,
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 24,
      hideCursor: true,
      clearOnComplete: true,
      linewrap: false,
      // Ctrl+C stops the command, which stops the bar.
      gracefulExit: false,
      fps: 8,
      stream,
    })
    made.start(1, 0, words)
    process.once('exit', stop)
    return made
  }
  return {
    update: (done, total, words = {}) => {
      // Nothing to do, nothing to show.
      if (total === 0) return
      bar ??= start(words)
      bar.setTotal(total)
      bar.update(done, words)
    },
    stop,
  }
}
