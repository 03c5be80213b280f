// A folder for the temporary files of a test run, in memory where there is plenty: hundreds of galleries are made and thrown away, and on
// a disk each of their files and commits would wait for it.
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'
import { join } from 'node:path'

const memoryFileSystem = '/dev/shm'
const minFreeBytes = 4e9

/**
 * Makes the folder and names it in `TMPDIR`, for this process and those it starts. The folder goes with this process. Does nothing where
 * `TMPDIR` is set already, or where memory is scarce.
 */
export const useMemoryFolder = () => {
  if (process.env.TMPDIR || freeBytes() < minFreeBytes) return
  const folder = mkdtempSync(join(memoryFileSystem, 'vitrine-test-'))
  // As `/tmp` is: some tests run programs as another user.
  chmodSync(folder, 0o1777)
  process.env.TMPDIR = folder
  process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
}

const freeBytes = () => {
  try {
    const { bavail, bsize } = statfsSync(memoryFileSystem)
    return Math.min(bavail * bsize, freemem())
  } catch {
    return 0
  }
}
