import { createReadStream } from 'node:fs'
import type { GalleryContext } from '../context.ts'
import { shareTurn } from '../db/locks.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { takeBackOriginal } from '../files/released-originals.ts'
import { contentKey } from '../storage/keys.ts'
import type { Unit } from '../transaction.ts'
import { discardOriginal } from './discard-original.ts'
import type { FileHashes } from './file-hashes.ts'
import { pieceBytes } from './file-hashes.ts'
import { writeNote } from './placing-note.ts'
import type { InspectedMedia } from './read-media.ts'

/** An original that no row names yet. Disposing takes it away again where none came to, also where the process was ended in between. */
export interface PlacedOriginal extends AsyncDisposable {
  readonly key: string
  /**
   * First in the transaction that names it: until its end nobody takes the original away.
   *
   * @throws {VitrineError} `STORAGE_FAILED` where somebody has, in the moment before.
   */
  hold(unit: Pick<Unit, 'db' | 'dialect'>): Promise<void>
  /** A row names it now, for good. */
  keep(): void
}

/**
 * Keeps an original for good, under a key made from its bytes: by taking the staged file over where the storage can, else by copying.
 *
 * @param flushed - Waits for what brings the file to the disk already. Default: nothing does.
 * @throws {VitrineError} `STORAGE_*`.
 */
export const placeOriginal = async (
  gallery: GalleryContext,
  path: string,
  media: InspectedMedia,
  flushed?: () => Promise<void>,
): Promise<PlacedOriginal> => {
  const { storage } = gallery
  const { extension } = media.probe
  const key = contentKey(media.sha256, extension)
  await takeBackOriginal(gallery, key)
  const note = await writeNote(gallery.options.stagingFolder, { sha256: media.sha256, extension })
  let isKept = false
  const letGo = async () => {
    if (isKept) await note.remove()
    else if (!(await discardOriginal(gallery, note)))
      // Where the database is gone as well, opening the gallery plans it.
      await gallery
        .planSweep()
        .catch((error: unknown) => gallery.log.warn('What an upload left behind cannot be swept yet', { key, error }))
  }
  try {
    await flushed?.()
    const { stored } = await store(storage, key, path, media)
    return {
      key,
      hold: async ({ db, dialect }) => {
        await shareTurn(db, dialect, 'originals')
        // What this process stored itself is under its note. What was there before may have been somebody else's to discard.
        if (!stored && !(await storage.stat(key)))
          throw new VitrineError('STORAGE_FAILED', { cause: new Error('The original was discarded meanwhile') })
      },
      keep: () => {
        isKept = true
      },
      [Symbol.asyncDispose]: letGo,
    }
  } catch (error) {
    await letGo()
    throw error
  }
}

const store = async (
  storage: GalleryContext['storage'],
  key: string,
  path: string,
  { sha256 }: FileHashes,
): Promise<{ readonly stored: boolean }> => {
  const isThere = (await storage.stat(key)) !== undefined
  const adopted = isThere ? null : await storage.adopt?.(key, path, { ifAbsent: true })
  if (adopted) return adopted
  // The bytes that were looked at and the bytes that are kept must be the same. What is there already is written anew: it may be damaged,
  // and if no photo names it, a check that takes it for an orphan must see that it is young.
  const put = await storage.put(key, createReadStream(path, { highWaterMark: pieceBytes }), {
    sha256,
    ifAbsent: !isThere,
  })
  return { stored: put.stored && !isThere }
}
