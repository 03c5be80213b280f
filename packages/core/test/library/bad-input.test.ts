import { spawn } from 'node:child_process'
import { constants } from 'node:fs'
import { appendFile, mkdir, open, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readCandidate } from '../../src/library/read-candidate.ts'
import { readFolder } from '../../src/library/read-folder.ts'
import { identityOf } from '../../src/media/pinned.ts'
import { describeDialects } from '../dialects.ts'
import { pictureOf, recount } from '../world.ts'
import { dumpTables, hashTree, type LibraryWorld, openLibrary, removeAll } from './library-world.ts'
import { resultOf, startChild } from './run-child.ts'

const bytesPath = (library: LibraryWorld, ...bytes: number[]): Buffer =>
  Buffer.concat([Buffer.from(`${library.root.path}/`), Buffer.from(bytes)])

const inodeOf = async (path: string) => {
  const handle = await open(path, constants.O_RDONLY)
  try {
    return identityOf(await handle.stat({ bigint: true }))
  } finally {
    await handle.close()
  }
}

const makePipe = (path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    spawn('mkfifo', [path])
      .on('error', reject)
      .on('exit', () => resolve())
  })

describeDialects('synchronisation: bad input', (dialect) => {
  it('lists each bad entry with its reason and takes in the rest', async () => {
    const library = await openLibrary(dialect)
    await library.put('good.jpg')
    await library.put('folder/good too.jpg')
    await library.putBytes('empty.jpg', '')
    await library.putBytes('text.jpg', 'no picture at all')
    const whole = await pictureOf('cut')
    await library.putBytes('cut.jpg', whole.subarray(0, whole.length - 40))
    await library.putBytes('.hidden.jpg', whole)
    await library.putBytes('.hidden/a.jpg', whole)
    await library.putBytes('@eaDir/a.jpg', whole)
    await library.putBytes('Thumbs.db', 'x')
    await symlink('nowhere', library.at('broken link'))
    await symlink('loop link', library.at('loop link'))
    await symlink('.', library.at('folder/here'))
    await symlink('/etc', library.at('out'))
    await symlink('good.jpg', library.at('in.jpg'))
    await makePipe(library.at('pipe.jpg'))
    const socket = createServer().listen(library.at('socket.jpg'))
    await writeFile(bytesPath(library, 0xff, 0xfe, 0x2e, 0x6a), whole)
    await mkdir(bytesPath(library, 0xc3, 0x28))
    await writeFile(bytesPath(library, ...Buffer.alloc(255, 0xfe)), whole)
    await writeFile(bytesPath(library, ...Buffer.alloc(254, 0xfe), 0xfd), whole)
    await writeFile(bytesPath(library, 0x2e, 0xff), whole)
    const before = await hashTree(library.root.path)
    const told: string[] = []
    try {
      const summary = await library.sync({ onProblem: ({ code, path }) => told.push(`${code} ${path}`) })

      expect(summary).toMatchObject({ added: 2, problems: 14 })
      const lines = await library.problemLines()
      expect(lines.filter((line) => line.length < 100)).toEqual(
        [
          'ENTRY_LINK_BROKEN broken link',
          'ENTRY_LINK_LOOP loop link',
          'ENTRY_LINK_SKIPPED folder/here',
          'ENTRY_LINK_SKIPPED in.jpg',
          'ENTRY_LINK_SKIPPED out',
          'ENTRY_NAME_INVALID \\xc3(',
          'ENTRY_NAME_INVALID \\xff\\xfe.j',
          'ENTRY_SPECIAL pipe.jpg',
          'ENTRY_SPECIAL socket.jpg',
          'MEDIA_EMPTY empty.jpg',
          'MEDIA_TRUNCATED cut.jpg',
          'MEDIA_UNSUPPORTED text.jpg',
        ].sort(),
      )
      expect(lines.filter((line) => line.length >= 100)).toHaveLength(2)
      expect([...told].sort()).toEqual(lines)
      expect((await library.problems()).every(({ message }) => message.length > 10 && !/undefined/.test(message))).toBe(
        true,
      )
      expect(await hashTree(library.root.path)).toBe(before)

      const rows = await dumpTables(library.db)
      expect(await library.sync()).toMatchObject({ added: 0, changed: 0, deleted: 0, unchanged: 2, problems: 14 })
      expect(await dumpTables(library.db)).toEqual(rows)
    } finally {
      await new Promise((resolve) => socket.close(resolve))
    }

    for (const name of ['broken link', 'loop link', 'folder/here', 'out', 'in.jpg', 'pipe.jpg', 'empty.jpg', 'cut.jpg'])
      await rm(library.at(name))
    await library.put('text.jpg')
    expect(await library.sync()).toMatchObject({ added: 1, problems: 4 })
    expect((await library.problemLines()).every((line) => line.startsWith('ENTRY_NAME_INVALID'))).toBe(true)
  })

  it('keeps a name that is not text apart from one that looks like it', async () => {
    const library = await openLibrary(dialect)
    await library.put('\\xff.jpg')
    await writeFile(bytesPath(library, 0xff, ...Buffer.from('.jpg')), await pictureOf('other'))
    expect(await library.sync()).toMatchObject({ added: 1, problems: 1 })
    expect(await library.sync()).toMatchObject({ unchanged: 1, problems: 1, deleted: 0 })
    expect(Object.keys(await library.photos())).toEqual(['\\xff.jpg'])
  })

  it('lets go of a photo whose file became a link or a pipe, and lists that', async () => {
    const library = await openLibrary(dialect)
    for (const name of ['link.jpg', 'pipe.jpg', 'moved.jpg', 'stay.jpg', 'folder/1.jpg']) await library.put(name)
    await library.sync()
    const moved = await library.photoAt('moved.jpg')
    for (const name of ['link.jpg', 'pipe.jpg']) await rm(library.at(name))
    await symlink('/etc/passwd', library.at('link.jpg'))
    await makePipe(library.at('pipe.jpg'))
    await rename(library.at('moved.jpg'), library.at('elsewhere.jpg'))
    await symlink('elsewhere.jpg', library.at('moved.jpg'))
    await rename(library.at('folder'), `${library.root.path} outside`)
    await symlink(`${library.root.path} outside`, library.at('folder'))

    expect(await library.sync()).toMatchObject({ deleted: 3, moved: 1, added: 0, problems: 4 })

    expect(await library.photoAt('elsewhere.jpg')).toBe(moved)
    expect(await library.problemLines()).toEqual([
      'ENTRY_LINK_SKIPPED folder',
      'ENTRY_LINK_SKIPPED link.jpg',
      'ENTRY_LINK_SKIPPED moved.jpg',
      'ENTRY_SPECIAL pipe.jpg',
    ])
    expect(await library.sync()).toMatchObject({ deleted: 0, unchanged: 2, problems: 4 })
  })

  it('keeps the photo of a file that is damaged for a while', async () => {
    const library = await openLibrary(dialect)
    await library.put('1.jpg')
    await library.sync()
    const id = await library.photoAt('1.jpg')
    const whole = await pictureOf('1.jpg')
    await truncate(library.at('1.jpg'), 100)
    expect(await library.sync()).toMatchObject({ deleted: 0, problems: 1 })
    expect(await library.sync()).toMatchObject({ deleted: 0, problems: 1 })
    expect((await library.system.photos.get(id)).id).toBe(id)
    await writeFile(library.at('1.jpg'), whole)
    expect(await library.sync()).toMatchObject({ added: 0, deleted: 0, problems: 0 })
    expect(await library.photoAt('1.jpg')).toBe(id)
    await truncate(library.at('1.jpg'), 100)
    await library.put('2.jpg')
    await library.sync()
    await rm(library.at('1.jpg'))
    expect(await library.sync()).toMatchObject({ deleted: 1, problems: 0, unchanged: 1 })
  })

  it('refuses a picture that says it is 60,000 × 60,000 pixels', async () => {
    const library = await openLibrary(dialect)
    const bytes = await pictureOf('large')
    // The frame header: FF C0, length, precision, height, width.
    const at = bytes.indexOf(Buffer.from([0xff, 0xc0]))
    bytes.writeUInt16BE(60_000, at + 5)
    bytes.writeUInt16BE(60_000, at + 7)
    await library.putBytes('bomb.jpg', bytes)
    expect(await library.sync()).toMatchObject({ added: 0, problems: 1 })
    expect(await library.problemLines()).toEqual(['MEDIA_TOO_MANY_PIXELS bomb.jpg'])
  })

  it('leaves out folders that are nested too deeply, and says so', async () => {
    const library = await openLibrary(dialect)
    const shallow = Array.from({ length: 99 }, () => 'd').join('/')
    await library.put(`${shallow}/fits.jpg`)
    await library.put(`${shallow}/e/too deep.jpg`)
    // Longer than a path may be: made step by step, by a program that changes into each folder.
    const script = `for i in $(seq 1 20); do n=$(printf 'l%.0s' $(seq 1 250)); mkdir "$n" && cd "$n" || exit 1; done; : > end.jpg`
    await new Promise((resolve) => spawn('sh', ['-c', script], { cwd: library.root.path }).on('exit', resolve))

    expect(await library.sync()).toMatchObject({ added: 1, problems: 2 })

    const problems = await library.problems()
    expect(problems.every(({ code }) => code === 'ENTRY_TOO_DEEP')).toBe(true)
    expect(problems.map(({ path }) => path)).toContain(`${shallow}/e`)
    const [photo] = (await library.system.photos.list({ album: library.root.albumId, recursive: true })).items
    expect((await library.system.albums.path(photo!.albumIds[0]!)).length).toBe(100)
    const original = await library.system.photos.original(photo!.id)
    expect((await (await original.open()).toArray()).length).toBeGreaterThan(0)
    expect(await library.sync()).toMatchObject({ unchanged: 1, deleted: 0, problems: 2 })
    await new Promise((resolve) => spawn('rm', ['-rf', library.root.path]).on('exit', resolve))
  })

  it('does not take in a file that is still being written', async () => {
    const library = await openLibrary(dialect)
    const bytes = await pictureOf('growing')
    await library.putBytes('growing.jpg', bytes)
    let isWritten = false
    const writing = (async () => {
      while (!isWritten) await appendFile(library.at('growing.jpg'), Buffer.alloc(64 * 1024))
    })()
    const summary = await library.sync()
    isWritten = true
    await writing
    if (summary.added === 0) expect(await library.problemLines()).toEqual(['ENTRY_CHANGED growing.jpg'])
    expect(await library.sync()).toMatchObject({ state: 'ready' })
    await writeFile(library.at('growing.jpg'), bytes)
    await library.sync()
    expect(await library.problemLines()).toEqual([])
    expect((await library.system.photos.get(await library.photoAt('growing.jpg'))).bytes).toBe(bytes.length)
    expect((await library.system.photos.list({})).total).toBe(1)
  })

  it('does not follow a link that takes the place of a folder or a file between looking and reading', async () => {
    const library = await openLibrary(dialect)
    const outside = `${library.root.path} outside`
    await mkdir(outside)
    await writeFile(join(outside, '1.jpg'), await pictureOf('secret'))
    await library.put('a/1.jpg')
    const folder = library.at('a')
    const inode = await inodeOf(folder)
    const [entry] = (await readFolder(folder, inode)).files
    const known = { id: 1, parentId: null, name: '', albumId: null, inode, faultCode: null, isSeen: true }
    const read = () =>
      readCandidate(
        {
          folder: known,
          entry: entry!,
          path: join(folder, '1.jpg'),
          fileId: null,
          photoId: null,
          formatId: null,
          namesakes: [],
          sidecars: [],
        },
        { onWarning: () => {} },
      )
    expect(await read()).toMatchObject({ kind: 'photo' })

    await rename(library.at('a/1.jpg'), library.at('a/old.jpg'))
    await symlink(join(outside, '1.jpg'), library.at('a/1.jpg'))
    expect(await read()).toMatchObject({ kind: 'fault', code: 'ENTRY_CHANGED' })
    await rm(library.at('a/1.jpg'))
    await rename(library.at('a/old.jpg'), library.at('a/1.jpg'))

    await library.sync()
    const id = await library.photoAt('a/1.jpg')
    await rename(folder, library.at('b'))
    await symlink(outside, folder)
    await expect(readFolder(folder, inode)).rejects.toMatchObject({ code: 'ENTRY_CHANGED' })
    expect(await read()).toMatchObject({ kind: 'fault', code: 'ENTRY_CHANGED' })
    const original = await library.system.photos
      .original(id)
      .then((file) => file.open())
      .catch((error: unknown) => error)
    expect(original).toMatchObject({ code: 'STORAGE_NOT_FOUND' })
    await expect(library.system.derivatives.open(id, { size: 'thumb' })).rejects.toMatchObject({
      code: 'STORAGE_NOT_FOUND',
    })
    expect(await library.sync()).toMatchObject({ added: 0, deleted: 0, unchanged: 1, problems: 1 })
    expect(await library.photoAt('b/1.jpg')).toBe(id)
    await rm(folder)
    await mkdir(folder)
    await expect(readFolder(folder, inode)).rejects.toMatchObject({ code: 'ENTRY_CHANGED' })
  })

  // What is to be shown is about folders; of a server, that it takes such lists at all.
  const many = dialect.name === 'sqlite' ? 10_000 : 2_000
  it(`copes with ${many} entries in one folder`, async () => {
    const library = await openLibrary(dialect)
    await mkdir(library.at('many'))
    for (let n = 0; n < many; n++) await writeFile(library.at(`many/${n}.txt`), '')
    await library.put('many/1.jpg')
    expect(await library.sync()).toMatchObject({ added: 1, problems: many })
    const { durationMs } = await library.sync()
    expect(durationMs).toBeLessThan(5_000)
    await removeAll(library.at('many'))
    await library.put('other.jpg')
    expect(await library.sync()).toMatchObject({ problems: 0, deleted: 1 })
    expect(await recount(library.db)).toEqual([])
  }, 300_000)
})

it('keeps what cannot be read just now', async () => {
  // Root may read everything, so somebody else has to try.
  const child = startChild('./unreadable.child.ts', [], process.getuid?.() === 0 ? { uid: 65_534 } : {})
  expect(await resultOf(child)).toEqual({
    first: { added: 5, problems: 0 },
    closed: {
      added: 1,
      deleted: 0,
      moved: 0,
      problems: ['5.jpg', 'a', 'b/3.jpg', 'b/below'].map((path) => `ENTRY_UNREADABLE ${path}`),
      total: 6,
    },
    reopened: { added: 0, changed: 1, deleted: 1, moved: 0, problems: 0 },
    samePhotos: true,
  })
})
