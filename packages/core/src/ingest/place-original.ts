import { createReadStream } from 'node:fs'
import { contentKey } from '../storage/keys.ts'
import type { Storage } from '../storage/types.ts'
import { pieceBytes } from './file-hashes.ts'
import type { ReadMedia } from './read-media.ts'

/**
 * Keeps an original for good, under a key made from its bytes: by taking the staged file over where the storage can, else by copying.
 *
 * @returns The key.
 * @throws {VitrineError} `STORAGE_*`.
 */
export const placeOriginal = async (storage: Storage, path: string, media: ReadMedia): Promise<string> => {
  const { sha256 } = media
  const key = contentKey(sha256, media.probe.extension)
  const isThere = (await storage.stat(key)) !== undefined
  if (!isThere && (await storage.adopt?.(key, path, { ifAbsent: true }))) return key
  // The bytes that were looked at and the bytes that are kept must be the same. What is there already is written anew: it may be damaged,
  // and if no photo names it, a check that takes it for an orphan must see that it is young.
  await storage.put(key, createReadStream(path, { highWaterMark: pieceBytes }), { sha256, ifAbsent: !isThere })
  return key
}
