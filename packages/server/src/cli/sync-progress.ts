import type { SyncProgress } from '@vitrine/core'
import { createProgressBar } from './progress-bar.ts'

/** Shows how far a synchronisation is. A look at an unchanged folder takes a moment, and shows nothing. */
export interface ProgressDisplay {
  update(progress: SyncProgress): void
  stop(): void
}

export const createSyncProgress = (stream?: NodeJS.WriteStream): ProgressDisplay => {
  const bar = createProgressBar('Reading pictures', stream)
  return {
    update: ({ filesRead, filesToRead, currentPath }) => bar.update(filesRead, filesToRead, currentPath),
    stop: bar.stop,
  }
}
