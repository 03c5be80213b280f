import { access, mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { expect } from 'vitest'
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

/** Files that a process left behind when it was ended, the original of one among them. */
export const sweepLeftovers = async ({ gallery, folder }: Scene): Promise<void> => {
  const [sha256, uuid] = ['ab'.repeat(32), '00000000-0000-4000-8000-000000000000']
  const original = join(folder, 'originals', 'originals', 'ab', 'ab', `${sha256}.jpg`)
  await mkdir(dirname(original), { recursive: true })
  const leftovers = [
    original,
    ...[`incoming-${uuid}`, `placing-${uuid}-${sha256}.jpg`].map((name) => join(folder, 'incoming', name)),
  ]
  const longAgo = new Date('2020-01-01T00:00:00Z')
  for (const path of leftovers) {
    await writeFile(path, '')
    await utimes(path, longAgo, longAgo)
  }
  await gallery.jobs.enqueue('staging.sweep', null)
  while (await gallery.jobs.runNext());
  for (const path of leftovers) await expect(access(path), path).rejects.toThrow()
}
