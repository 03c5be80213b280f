import { mkdir, open, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { systemErrorCode } from '../storage/errors.ts'
import { toStagingError } from './stage.ts'
import { newNoteName, originalOfNote } from './staged-names.ts'

/** An empty file whose name says that an original is being placed, and that no row may name it yet. */
export interface PlacingNote {
  readonly name: string
  /** Key in the storage. */
  readonly key: string
  readonly sha256: string
  remove(): Promise<void>
}

/** A note by its name; `null` for the name of anything else. */
export const openNote = (folder: string, name: string): PlacingNote | null => {
  const original = originalOfNote(name)
  return original && { name, ...original, remove: () => rm(join(folder, name), { force: true }) }
}

/** @throws {VitrineError} `STORAGE_FULL`, `STORAGE_READ_ONLY` */
export const writeNote = async (
  folder: string,
  { sha256, extension }: { sha256: string; extension: string },
): Promise<PlacingNote> => {
  const note = openNote(folder, newNoteName(sha256, extension))
  if (!note) throw new TypeError('No hash and ending of a file.')
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    // Not made safe from a power cut: what that leaves behind is found by comparing the storage with the rows.
    await (await open(join(folder, note.name), 'wx', 0o600)).close()
  } catch (error) {
    throw toStagingError(error)
  }
  return note
}

/** Is anybody else placing this original, or was when its process ended? */
export const hasOtherNote = async (folder: string, own: PlacingNote): Promise<boolean> =>
  (await namesIn(folder)).some((name) => name !== own.name && originalOfNote(name)?.key === own.key)

export const namesIn = async (folder: string): Promise<string[]> => {
  try {
    return await readdir(folder)
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return []
    throw error
  }
}
