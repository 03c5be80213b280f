import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { ActorGallery } from '../../src/gallery.types.ts'
import { tinyPicture } from '../library/tiny-picture.ts'
import type { Way } from './points.ts'

/** One file, and where it is to go. */
export interface Arrival {
  readonly way: Way
  /** Its bytes follow from it. */
  readonly seed: string
  readonly albumId: number
  /** Folder of the library roots, for files that lie in one: each has a root of its own. */
  readonly rootsFolder: string
  /** Of pieces that were sent before. */
  readonly uploadId?: string | undefined
}

/** Brings a file in, or goes on where that was broken off. @param onUpload - Told the id of an upload by pieces. */
export const bringIn = async (
  gallery: ActorGallery,
  { way, seed, albumId: album, rootsFolder, uploadId }: Arrival,
  onUpload: (id: string) => void = () => {},
): Promise<void> => {
  const bytes = await tinyPicture(seed)
  const fileName = `${seed}.jpg`
  if (way === 'upload') await gallery.photos.add({ content: Readable.from([bytes]), fileName, album })
  else if (way === 'tus') await sendPieces(gallery, { bytes, fileName, album, uploadId }, onUpload)
  else {
    const path = join(rootsFolder, seed)
    await mkdir(path, { recursive: true })
    await writeFile(join(path, fileName), bytes)
    const root = await gallery.library.addRoot({ path })
    await gallery.library.sync(root.id)
  }
}

const sendPieces = async (
  { uploads }: ActorGallery,
  file: { bytes: Buffer; fileName: string; album: number; uploadId: string | undefined },
  onUpload: (id: string) => void,
): Promise<void> => {
  const { bytes, fileName, album } = file
  const begun = file.uploadId === undefined ? null : await uploads.get(file.uploadId)
  const { id, offsetBytes } = begun ?? (await uploads.create({ bytes: bytes.length, fileName, album }))
  onUpload(id)
  if (begun?.outcome) return
  const middle = bytes.length >> 1
  if (offsetBytes < middle)
    await uploads.append(id, { offsetBytes, content: Readable.from([bytes.subarray(offsetBytes, middle)]) })
  const from = Math.max(offsetBytes, middle)
  await uploads.append(id, { offsetBytes: from, content: Readable.from([bytes.subarray(from)]) })
}
