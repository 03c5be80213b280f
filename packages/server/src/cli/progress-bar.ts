import { SingleBar } from 'cli-progress'
import { plain } from './terminal.ts'

/** Shows how far something is. On a terminal a bar, elsewhere nothing. */
export interface ProgressBar {
  /** @param path - What is worked on just now. */
  update(done: number, total: number, path: string | null): void
  stop(): void
}

/** @param label - What is done, such as `Reading pictures`. */
export const createProgressBar = (label: string, stream: NodeJS.WriteStream = process.stderr): ProgressBar => {
  if (!stream.isTTY) return { update: () => {}, stop: () => {} }
  let bar: SingleBar | null = null
  // Gives the terminal its cursor and its line breaks back, however the process ends.
  const stop = () => {
    process.off('exit', stop)
    bar?.stop()
    bar = null
  }
  const start = (): SingleBar => {
    const made = new SingleBar({
      format: `${label} {bar} {value}/{total} · {eta_formatted} left · {file}`,
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
    made.start(1, 0, { file: '' })
    process.once('exit', stop)
    return made
  }
  return {
    update: (done, total, path) => {
      // Nothing to do, nothing to show.
      if (total === 0) return
      bar ??= start()
      bar.setTotal(total)
      bar.update(done, { file: shorten(plain(path ?? '')) })
    },
    stop,
  }
}

const shorten = (path: string): string => (path.length > 40 ? `…${path.slice(-39)}` : path)
