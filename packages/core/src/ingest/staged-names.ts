import { randomUUID } from 'node:crypto'
import { contentKey } from '../storage/keys.ts'

/**
 * Names in the staging folder say all that is known of what a process left behind when it was ended: a file that arrived, or a note
 * that an original was about to be placed, which is empty and has the original's hash and ending in its name.
 */
const uuid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const stagedPattern = new RegExp(`^incoming-${uuid}$`)
const notePattern = new RegExp(`^placing-${uuid}-([0-9a-f]{64})\\.([a-z0-9]{1,10})$`)

export const newStagedName = (): string => `incoming-${randomUUID()}`

export const newNoteName = (sha256: string, extension: string): string =>
  `placing-${randomUUID()}-${sha256}.${extension}`

export const isStagedName = (name: string): boolean => stagedPattern.test(name)

/** The original that a note is about; `null` for a name that is none. */
export const originalOfNote = (name: string): { readonly key: string; readonly sha256: string } | null => {
  const [, sha256, extension] = notePattern.exec(name) ?? []
  return sha256 && extension ? { key: contentKey(sha256, extension), sha256 } : null
}
