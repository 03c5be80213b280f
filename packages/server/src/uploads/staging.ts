import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A file put aside until the fields that came after it are known. */
export interface StagedFile {
  /** Settles when all of it is on disk. */
  readonly written: Promise<void>
  open(): Readable
  remove(): Promise<void>
}

/** Puts a stream aside in the system's folder for temporary files, readable by this user only. */
export const stage = (content: Readable): StagedFile => {
  const folder = join(tmpdir(), `vitrine-upload-${randomUUID()}`)
  const path = join(folder, 'file')
  const written = mkdir(folder, { mode: 0o700 }).then(() =>
    pipeline(content, createWriteStream(path, { flags: 'wx', mode: 0o600 })),
  )
  // Awaited later; until then a fault must not count as unhandled.
  written.catch(() => {})
  return {
    written,
    open: () => createReadStream(path),
    async remove() {
      await written.catch(() => {})
      await rm(folder, { recursive: true, force: true })
    },
  }
}
