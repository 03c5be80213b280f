import { createReadStream } from 'node:fs'
import type { GalleryContext } from '../context.ts'
import { pieceBytes } from './file-hashes.ts'
import type { InspectedMedia } from './read-media.ts'

/** Puts the original of a photo back where it has gone missing and the same bytes have just come in. */
export const restoreMissing = async (
  { storage, connections, log }: Pick<GalleryContext, 'storage' | 'connections' | 'log'>,
  photoId: number,
  path: string,
  { sha256 }: Pick<InspectedMedia, 'sha256'>,
): Promise<void> => {
  const row = await connections.read
    .selectFrom('photos')
    .select(['storage_key', 'sha256'])
    .where('id', '=', photoId)
    .executeTakeFirst()
  if (!row || row.storage_key === null || row.sha256 !== sha256) return
  if ((await storage.stat(row.storage_key)) !== undefined) return
  await storage.put(row.storage_key, createReadStream(path, { highWaterMark: pieceBytes }), { sha256, ifAbsent: true })
  log.warn('An original that was missing came in again, and was put back', { photoId })
}
