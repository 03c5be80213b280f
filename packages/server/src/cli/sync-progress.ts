import type { SyncProgress } from '@vitrine/core'
import { SingleBar } from 'cli-progress'
import { plain } from './terminal.ts'

/** Shows how far a synchronisation is. On a terminal a bar, elsewhere nothing. */
export interface ProgressDisplay {
  update(progress: SyncProgress): void
  stop(): void
}

export const createSyncProgress = (stream: NodeJS.WriteStream = process.stderr): ProgressDisplay => {
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
      format: 'Reading pictures {bar} {value}/{total} · {eta_formatted} left · {file}',
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
    update: ({ filesRead, filesToRead, currentPath }) => {
      // Nothing to read, nothing to show: a look at an unchanged folder takes a moment.
      if (filesToRead === 0) return
      bar ??= start()
      bar.setTotal(filesToRead)
      bar.update(filesRead, { file: shorten(plain(currentPath ?? '')) })
    },
    stop,
  }
}

const shorten = (path: string): string => (path.length > 40 ? `…${path.slice(-39)}` : path)
