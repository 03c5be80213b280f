import type { SyncProgress } from '@vitrine/core'
import { plain } from './terminal.ts'
import { createTerminalBar } from './terminal-bar.ts'

/** Shows how far a synchronisation is. On a terminal a bar, elsewhere nothing. */
export interface ProgressDisplay {
  update(progress: SyncProgress): void
  stop(): void
}

export const createSyncProgress = (stream: NodeJS.WriteStream = process.stderr): ProgressDisplay => {
  const bar = createTerminalBar('Reading pictures {bar} {value}/{total} · {eta_formatted} left · {file}', stream)
  return {
    update: ({ filesRead, filesToRead, currentPath }) =>
      bar.update(filesRead, filesToRead, { file: shorten(plain(currentPath ?? '')) }),
    stop: bar.stop,
  }
}

const shorten = (path: string): string => (path.length > 40 ? `…${path.slice(-39)}` : path)
