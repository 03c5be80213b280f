import { createReadStream } from 'node:fs'
import type { GalleryContext } from '../context.ts'
import { VitrineError } from '../errors/vitrine-error.ts'
import { takeBackOriginal } from '../files/released-originals.ts'
import { contentKey } from '../storage/keys.ts'
import { pieceBytes } from './file-hashes.ts'
import type { ReadMedia } from './read-media.ts'

/**
 * Keeps an original for good, under a key made from its bytes: by taking the staged file over where the storage can, else by copying.
 *
 * @returns The key.
 * @throws {VitrineError} `STORAGE_*`.
 */
export const placeOriginal = async (gallery: GalleryContext, path: string, media: ReadMedia): Promise<string> => {
  const { storage } = gallery
  const key = contentKey(media.sha256, media.probe.extension)
  await takeBackOriginal(gallery, key)
  if (await storage.adopt?.(key, path, { ifAbsent: true })) return key
  const content = createReadStream(path, { highWaterMark: pieceBytes })
  const { stored, sha256 } = await storage.put(key, content, { ifAbsent: true })
  // The bytes that were looked at and the bytes that were kept must be the same.
  if (sha256 !== media.sha256) {
    if (stored) await storage.delete(key)
    throw new VitrineError('STORAGE_FAILED', { cause: new Error('The staged file changed while it was stored') })
  }
  return key
}
