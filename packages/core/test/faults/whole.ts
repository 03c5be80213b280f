import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Connections } from '../../src/db/dialect.ts'
import type { Gallery } from '../../src/gallery.types.ts'
import { faultsOf } from '../library/library-world.ts'
import { tinyPicture } from '../library/tiny-picture.ts'

export const sha256Of = async (seed: string): Promise<string> =>
  createHash('sha256')
    .update(await tinyPicture(seed))
    .digest('hex')

/** How often the file is there; each time whole: with its row, its album, and, where the gallery keeps it, its original byte by byte. */
export const countWhole = async ({ read }: Connections, folder: string, seed: string): Promise<number> => {
  const sha256 = await sha256Of(seed)
  const rows = await read
    .selectFrom('photos')
    .leftJoin('album_photos', 'album_photos.photo_id', 'photos.id')
    .select(['photos.id', 'storage_key', 'file_name', 'album_id'])
    .where('sha256', '=', sha256)
    .execute()
  for (const { storage_key, file_name, album_id } of rows) {
    expect(file_name).toBe(`${seed}.jpg`)
    expect(album_id).not.toBeNull()
    if (storage_key === null) continue
    const original = await readFile(join(folder, 'originals', storage_key))
    expect(createHash('sha256').update(original).digest('hex')).toBe(sha256)
  }
  return rows.length
}

/** Nothing is left lying about, nothing is missing, nothing contradicts itself. `gallery` has swept. */
export const expectTidy = async (gallery: Gallery, db: Connections, folder: string): Promise<void> => {
  expect(await gallery.verify()).toEqual([])
  expect((await faultsOf(db)).filter((fault) => !fault.startsWith('the claim'))).toEqual([])
  const rows = await db.read.selectFrom('photos').select('storage_key').where('storage_key', 'is not', null).execute()
  const keys = new Set(rows.map(({ storage_key }) => storage_key as string))
  const originals = await filesIn(join(folder, 'originals', 'originals'))
  expect(
    originals.map((path) => path.slice(path.indexOf('/originals/originals/') + '/originals/'.length)).sort(),
  ).toEqual([...keys].sort())
  expect(await filesIn(join(folder, 'originals', 'tmp'))).toEqual([])
  expect(await filesIn(join(folder, 'incoming'))).toEqual([])
}

const filesIn = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}
