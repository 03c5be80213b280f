import { Readable } from 'node:stream'
import { pictureOf } from '../../world.ts'
import type { Scene } from './scene.ts'

/** Files that come in pieces: one that becomes a photo, one that is given up. */
export const uploadPieces = async ({ admin, addAlbum }: Scene): Promise<void> => {
  const album = (await addAlbum('Of pieces')).id
  const bytes = await pictureOf('sql in pieces')
  const { id } = await admin.uploads.create({ album, fileName: 'a.jpg', bytes: bytes.length })
  await admin.uploads.append(id, { offsetBytes: 0, content: Readable.from([bytes.subarray(0, 100)]) })
  await admin.uploads.get(id)
  await admin.uploads.append(id, { offsetBytes: 100, content: Readable.from([bytes.subarray(100)]) })
  const other = await admin.uploads.create({ album, fileName: 'b.jpg', bytes: 10 })
  await admin.uploads.remove(other.id)
}
