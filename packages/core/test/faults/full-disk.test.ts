import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { describeSqlite } from '../dialects.ts'
import { tinyPicture } from '../library/tiny-picture.ts'
import { refusalOf } from '../world.ts'
import { openAt, temporaryFolder } from './faulty-gallery.ts'

const run = promisify(execFile)

/** A file system of its own of 8 MB; `null` where none may be mounted. */
const mountSmall = async (folder: string) => {
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder]).then(
    () => true,
    () => false,
  )
  return mounted ? { [Symbol.asyncDispose]: () => run('umount', [folder]).then(() => {}) } : null
}

const largePicture = async (seed: string, bytes: number): Promise<Buffer> => {
  const picture = await tinyPicture(seed)
  // After the end of the picture: kept as it is sent.
  return Buffer.concat([picture, Buffer.alloc(bytes)])
}

describeSqlite('a disk that is full', (dialect) => {
  it('refuses what has no room, keeps what it has, and goes on when there is room again', async (context) => {
    await using folder = await temporaryFolder()
    await using small = await mountSmall(folder.path)
    if (!small) return context.skip('mounting a small file system needs root, so that a full disk cannot be had')
    const on = await dialect.migratedDatabase()
    await using gallery = await openAt(on.support(), folder.path)
    const { photos, uploads, albums } = gallery.asSystem('test')
    const { id: album } = await albums.create({ name: 'Full' })
    const send = async (seed: string, bytes: number) =>
      photos.add({ content: Readable.from([await largePicture(seed, bytes)]), fileName: `${seed}.jpg`, album })
    const { photo } = await send('first', 3_000_000)
    await refusalOf(send('too large', 6_000_000), 'STORAGE_FULL')
    const bytes = await largePicture('in pieces', 6_000_000)
    await refusalOf(uploads.create({ bytes: bytes.length, fileName: 'in pieces.jpg', album }), 'STORAGE_FULL')
    expect((await photos.list()).total).toBe(1)
    expect((await readdir(join(folder.path, 'incoming'))).filter((name) => name !== 'uploads')).toEqual([])
    // What is there is read, and what fits comes in.
    const original = await photos.original(photo.id)
    expect(Buffer.concat(await (await original.open()).toArray()).length).toBe(photo.bytes)
    expect(await send('small', 100_000)).toMatchObject({ duplicate: false })
    expect(await gallery.verify()).toEqual([])
  })

  it('takes files in to the last byte, each whole or not at all', async (context) => {
    await using folder = await temporaryFolder()
    await using small = await mountSmall(folder.path)
    if (!small) return context.skip('mounting a small file system needs root, so that a full disk cannot be had')
    const on = await dialect.migratedDatabase()
    await using gallery = await openAt(on.support(), folder.path)
    const { photos, albums } = gallery.asSystem('test')
    const { id: album } = await albums.create({ name: 'Full' })
    let added = 0
    for (let n = 0; n < 40; n++) {
      const content = Readable.from([await largePicture(`photo ${n}`, 500_000)])
      const outcome = await photos
        .add({ content, fileName: `${n}.jpg`, album })
        .catch((error: { code: string }) => error.code)
      if (typeof outcome === 'string') expect(outcome).toBe('STORAGE_FULL')
      else added += 1
    }
    expect(added).toBeGreaterThan(8)
    expect(added).toBeLessThan(20)
    expect((await photos.list()).total).toBe(added)
    const originals = await readdir(join(folder.path, 'originals', 'originals'), {
      recursive: true,
      withFileTypes: true,
    })
    expect(originals.filter((entry) => entry.isFile())).toHaveLength(added)
    expect(await readdir(join(folder.path, 'incoming'))).toEqual([])
  })
})
