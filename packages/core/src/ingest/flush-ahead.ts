import { open } from 'node:fs/promises'
import { toStagingError } from './stage.ts'

/**
 * Begins to bring a file's bytes to the disk, while it is being read for what it says: the storage that takes it over has to wait for
 * that anyway, and finds nothing left to do.
 *
 * @returns Waits until they are there. To be called by whoever goes on to keep the file: of what went wrong on the way the disk may tell
 * nobody a second time. @throws {VitrineError} `STORAGE_FULL`, `STORAGE_FAILED`
 */
export const flushAhead = (path: string): (() => Promise<void>) => {
  const flushing = flush(path)
  // A file that is not kept after all.
  flushing.catch(() => undefined)
  return () => flushing
}

const flush = async (path: string): Promise<void> => {
  try {
    const file = await open(path, 'r+')
    try {
      await file.datasync()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw toStagingError(error)
  }
}
