import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { VitrineError } from '../errors/vitrine-error.ts'
import { locateOriginal } from '../photos/photo.source.ts'
import { hashStream } from './hash-stream.ts'
import type { Inspection } from './inspection.ts'
import { quarantinePrefix } from './key-range.ts'
import { type NamedKey, selectLibraryTwins, selectNamedKeys } from './named-keys.ts'
import { copyObject } from './quarantine.ts'

/**
 * Puts an original back that is missing or damaged, from another copy of the same bytes: one in quarantine, one under another key, one in
 * a library root. A copy counts only when its hash is right; what is damaged goes into quarantine before it is replaced.
 *
 * @returns Where the copy was, in words; `null` where there is none.
 */
export const restoreOriginal = async (
  inspection: Inspection,
  { key, sha256 }: NamedKey,
  { isThere }: { isThere: boolean },
): Promise<string | null> => {
  const { gallery, signal } = inspection
  for await (const { name, open } of copiesOf(inspection, key, sha256)) {
    signal.throwIfAborted()
    if (!(await isRight(open, sha256, signal))) continue
    if (isThere) await copyObject(inspection, key, `${quarantinePrefix}damaged/${key}`).catch(unlessUnreadable)
    await gallery.storage.put(key, await open(), { sha256 })
    // What was made of the damaged file.
    await gallery.derivatives.purge({ contentHash: sha256 })
    return name
  }
  return null
}

interface Copy {
  readonly name: string
  readonly open: () => Promise<Readable>
}

async function* copiesOf({ gallery }: Inspection, key: string, sha256: string): AsyncGenerator<Copy> {
  const { storage, connections, dialect } = gallery
  const stored = (name: string, from: string): Copy => ({ name, open: async () => (await storage.get(from)).stream })
  if (await storage.stat(`${quarantinePrefix}${key}`)) yield stored('quarantine', `${quarantinePrefix}${key}`)
  for (const row of await selectNamedKeys(connections.read, dialect, sha256))
    if (row.key !== key) yield stored(row.key, row.key)
  for (const photoId of await selectLibraryTwins(connections.read, dialect, sha256)) {
    const place = await locateOriginal(gallery, { id: photoId, storage_key: null })
    if (place?.kind === 'file') yield { name: 'a library folder', open: async () => createReadStream(place.path) }
  }
}

/** Whether a copy can be read, and is what it should be. */
const isRight = async (open: Copy['open'], sha256: string, signal: AbortSignal): Promise<boolean> => {
  try {
    return (await hashStream(await open(), signal)) === sha256
  } catch {
    signal.throwIfAborted()
    return false
  }
}

/** What cannot be read cannot be kept either. */
const unlessUnreadable = (error: unknown): void => {
  if (!VitrineError.has(error, 'STORAGE_FAILED', 'STORAGE_NOT_FOUND')) throw error
}
