import { plain } from './terminal.ts'
import { createTerminalBar } from './terminal-bar.ts'

/** Shows how far something is that goes through files. On a terminal a bar, elsewhere nothing. */
export interface ProgressBar {
  /** @param path - What is worked on just now. */
  update(done: number, total: number, path: string | null): void
  stop(): void
}

/** @param label - What is done, such as `Reading pictures`. */
export const createProgressBar = (label: string, stream?: NodeJS.WriteStream): ProgressBar => {
  const bar = createTerminalBar(`${label} {bar} {value}/{total} · {eta_formatted} left · {file}`, stream)
  return {
    update: (done, total, path) => bar.update(done, total, { file: shorten(plain(path ?? '')) }),
    stop: bar.stop,
  }
}

const shorten = (path: string): string => (path.length > 40 ? `…${path.slice(-39)}` : path)
