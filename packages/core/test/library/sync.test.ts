import { cp, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { SyncProgress } from '../../src/library/library.types.ts'
import { describeDialects } from '../dialects.ts'
import { contentOf, dumpTables, hashTree, openLibrary } from './library-world.ts'

const old = new Date('2001-01-01T00:00:00Z')

describeDialects('synchronisation: what is found', (dialect) => {
  it('turns folders into albums, in natural order, and leaves out those without photos', async () => {
    const library = await openLibrary(dialect)
    for (const path of ['Trip 10/a.jpg', 'Trip 2/a.jpg', 'Trip 1/Deep/Deeper/a.jpg', 'top.jpg']) await library.put(path)
    await mkdir(library.at('Empty/Below'), { recursive: true })
    await library.putBytes('Words/notes.txt', 'no picture')
    const before = await hashTree(library.root.path)

    const summary = await library.sync()

    expect(summary).toMatchObject({
      state: 'ready',
      added: 4,
      changed: 0,
      moved: 0,
      deleted: 0,
      problems: 1,
      folders: 9,
    })
    expect(await library.albumLines()).toEqual(['Trip 1', '  Deep', '    Deeper', 'Trip 2', 'Trip 10'])
    expect(await library.problemLines()).toEqual(['MEDIA_UNSUPPORTED Words/notes.txt'])
    const page = await library.system.photos.list({ album: library.root.albumId, recursive: true })
    expect(page.total).toBe(4)
    expect(await hashTree(library.root.path)).toBe(before)
    const root = (await library.system.library.roots()).find(({ id }) => id === library.root.id)
    expect(root).toMatchObject({ state: 'ready', lastSummary: summary })
  })

  it('keeps every name as it is on disk', async () => {
    const library = await openLibrary(dialect)
    const names = [
      'é'.normalize('NFC'),
      'é'.normalize('NFD'),
      '😀 party',
      '"quotes" and \'more\'',
      'blank at the end ',
      'blank at the end',
      ' blank in front',
      '100%_done%20',
      '-dash',
      '--',
      'new\nline',
      'back\\slash',
      'tab\tbell\u0007',
      '日本語',
      'CASE',
      'case',
      'ß',
      'ss',
      '\u202Eright to left',
      'x'.repeat(255),
      'ü'.repeat(127),
      '😀'.repeat(63),
      'a?b=c&d#e',
      "'; drop table photos; --",
    ]
    for (const name of names) await library.put(`${name}/${name.length > 60 ? 'long' : name}.jpg`, name)
    for (const name of ['z'.repeat(251), '😀'.repeat(62)]) await library.put(`files/${name}.jpg`, name)
    const summary = await library.sync()

    expect(summary).toMatchObject({ added: names.length + 2, problems: 0 })
    const paths = Object.keys(await library.photos())
    for (const name of names) expect(paths).toContain(`${name}/${name.length > 60 ? 'long' : name}.jpg`)
    const albums = await library.system.albums.list({ parent: library.root.albumId, limit: 100 })
    expect(albums.items.map(({ name }) => name)).toContain('new line')
    expect(albums.items.filter(({ name }) => name === 'é')).toHaveLength(2)
    expect(albums.items.every(({ name }) => name.length <= 255 && name.isWellFormed() && !/\p{Cc}/u.test(name))).toBe(
      true,
    )
    for (const [path, id] of Object.entries(await library.photos())) {
      const original = await library.system.photos.original(id)
      const bytes = Buffer.concat(await (await original.open()).toArray())
      expect(bytes.equals(await readFile(library.at(path)))).toBe(true)
    }
    expect(await library.sync()).toMatchObject({
      unchanged: names.length + 2,
      added: 0,
      changed: 0,
      moved: 0,
      deleted: 0,
    })
  })

  it('does nothing when nothing changed', async () => {
    const library = await openLibrary(dialect)
    for (let n = 0; n < 60; n++) await library.put(`folder ${n % 7}/${n}.jpg`)
    await library.putBytes('folder 1/bad.jpg', 'not a picture')
    await library.putBytes('folder 1/empty.jpg', '')
    await library.putBytes('folder 1/1.xmp', sidecar('One'))
    const paths = [...Object.keys(await library.photos()), 'folder 1/bad.jpg', 'folder 1/1.xmp', 'folder 0/0.jpg']
    for (const path of paths) await utimes(library.at(path), old, (await stat(library.at(path))).mtime)
    await library.sync()
    const tellsReads = (await stat(library.at('folder 0/0.jpg'))).atimeMs > old.getTime()
    for (const path of paths) await utimes(library.at(path), old, (await stat(library.at(path))).mtime)
    const before = await dumpTables(library.db)
    const progress: SyncProgress[] = []
    const problems: unknown[] = []

    const summary = await library.sync({ onProgress: (at) => progress.push(at), onProblem: (at) => problems.push(at) })

    expect(summary).toMatchObject({ unchanged: 60, added: 0, changed: 0, moved: 0, deleted: 0, problems: 2 })
    expect(await dumpTables(library.db)).toEqual(before)
    expect(progress.every(({ filesToRead, filesRead }) => filesToRead === 0 && filesRead === 0)).toBe(true)
    expect(problems).toEqual([])
    // A file system that is mounted without access times cannot tell; then the counts above must do.
    if (tellsReads) for (const path of paths) expect((await stat(library.at(path))).atime).toEqual(old)
  })

  it('takes over what changed in a file and leaves alone what did not', async () => {
    const library = await openLibrary(dialect)
    for (const path of ['a/1.jpg', 'a/2.jpg', 'b/3.jpg']) await library.put(path)
    await library.sync()
    const before = await library.photos()

    await library.put('a/1.jpg', 'other')
    await utimes(library.at('a/2.jpg'), new Date(), new Date('2020-01-01T00:00:00Z'))
    await library.put('b/4.jpg')
    const changes = (await dumpTables(library.db)).changes?.length ?? 0
    expect(await library.sync()).toMatchObject({ added: 1, changed: 1, unchanged: 2, deleted: 0, moved: 0 })

    const after = await library.photos()
    expect(after).toMatchObject(before)
    const entries = (await library.db.read.selectFrom('changes').selectAll().orderBy('id').execute()).slice(changes)
    expect(entries.map(({ subject_id, action }) => [subject_id, action]).sort()).toEqual(
      [
        [before['a/1.jpg'], 'file-changed'],
        [after['b/4.jpg'], 'added'],
      ].sort(),
    )
  })

  it('keeps a title that somebody wrote when the file changes, and takes the rest from the file', async () => {
    const library = await openLibrary(dialect)
    await library.put('a/1.jpg')
    await library.put('a/2.jpg')
    await library.sync()
    const id = await library.photoAt('a/1.jpg')
    const admin = await library.addUser(`editor`, { role: 'admin' })
    await admin.as.photos.update(id, { title: 'Mine', tags: ['kept'] })

    await library.putBytes('a/1.jpg', await picture({ title: 'From the file', author: 'Ann' }))
    await library.putBytes('a/2.jpg', await picture({ title: 'From the file', author: 'Ann' }))
    expect(await library.sync()).toMatchObject({ changed: 2 })

    expect(await library.system.photos.get(id)).toMatchObject({ title: 'Mine', author: 'Ann' })
    expect((await library.system.photos.get(id)).tags.map(({ name }) => name)).toEqual(['kept'])
    expect(await library.system.photos.get(await library.photoAt('a/2.jpg'))).toMatchObject({ title: 'From the file' })
  })

  it('reads sidecars when they come, change and go', async () => {
    const library = await openLibrary(dialect)
    await library.put('a/1.jpg')
    await library.put('a/2.jpg')
    await library.sync()
    const id = await library.photoAt('a/1.jpg')
    const title = async () => (await library.system.photos.get(id)).title

    await library.putBytes('a/1.xmp', sidecar('First', 'sea'))
    expect(await library.sync()).toMatchObject({ changed: 1, unchanged: 1 })
    expect(await title()).toBe('First')
    expect((await library.system.photos.list({ q: 'sea' })).items.map((photo) => photo.id)).toEqual([id])

    await library.putBytes('a/1.xmp', sidecar('Second one'))
    expect(await library.sync()).toMatchObject({ changed: 1, unchanged: 1 })
    expect(await title()).toBe('Second one')

    await library.putBytes('a/1.jpg.xmp', sidecar('Closer'))
    expect(await library.sync()).toMatchObject({ changed: 1 })
    expect(await title()).toBe('Closer')

    await rm(library.at('a/1.jpg.xmp'))
    await rm(library.at('a/1.xmp'))
    expect(await library.sync()).toMatchObject({ changed: 1, unchanged: 1 })
    expect(await title()).toBeNull()
    expect(await library.sync()).toMatchObject({ changed: 0, unchanged: 2 })

    await library.putBytes('a/1.xmp', Buffer.alloc(2 * 1024 * 1024, 32))
    expect(await library.sync()).toMatchObject({ problems: 1 })
    expect(await library.problemLines()).toEqual(['MEDIA_TOO_LARGE a/1.xmp'])
    expect(await library.sync()).toMatchObject({ problems: 1, changed: 0, unchanged: 2 })
    await rm(library.at('a/1.xmp'))
    expect(await library.sync()).toMatchObject({ problems: 0 })
  })

  it('tells how far it is', async () => {
    const library = await openLibrary(dialect)
    for (let n = 0; n < 80; n++) await library.put(`f${n % 9}/${n}.jpg`)
    const seen: SyncProgress[] = []
    const own: (readonly SyncProgress[])[] = []
    await library.sync({
      onProgress: (progress) => {
        seen.push(progress)
        own.push(library.system.library.progress())
      },
    })
    expect(seen.every(({ filesRead, filesToRead }) => filesRead <= filesToRead)).toBe(true)
    const phases = ['scanning', 'reading', 'finishing']
    const order = seen.map(({ phase }) => phases.indexOf(phase))
    expect(order).toEqual([...order].sort())
    expect(seen.at(-1)).toMatchObject({ phase: 'finishing', filesRead: 80, filesToRead: 80, foldersSeen: 10 })
    expect(own.every((runs) => runs.length === 1 && runs[0]?.rootId === library.root.id)).toBe(true)
    expect(library.system.library.progress()).toEqual([])
  })
})

describeDialects('synchronisation: what is gone, and what was never here', (dialect) => {
  it('puts photos into the trash with their files and brings them back as they were', async () => {
    const library = await openLibrary(dialect)
    for (const path of ['a/1.jpg', 'a/2.jpg', 'b/3.jpg']) await library.put(path)
    await library.sync()
    const id = await library.photoAt('a/1.jpg')
    const other = await library.addAlbum('Best of')
    await library.system.photos.update(id, { tags: ['sea'], level: 4, title: 'Kept', albumIds: [other.id] })
    const bytes = await readFile(library.at('a/1.jpg'))
    await rm(library.at('a/1.jpg'))
    expect(await library.sync()).toMatchObject({ deleted: 1, unchanged: 2 })
    await expect(library.system.photos.get(id)).rejects.toMatchObject({ code: 'PHOTO_NOT_FOUND' })
    expect((await library.system.albums.get(other.id)).counts.photos).toBe(0)

    await library.putBytes('a/1.jpg', bytes)
    expect(await library.sync()).toMatchObject({ restored: 1, added: 0 })
    expect(await library.photoAt('a/1.jpg')).toBe(id)
    const back = await library.system.photos.get(id)
    expect(back).toMatchObject({ title: 'Kept', level: 4 })
    expect(back.tags.map(({ name }) => name)).toEqual(['sea'])
    expect([...back.albumIds].sort()).toEqual([await library.albumAt('a'), other.id].sort())
  })

  it('keeps what people put into a folder that is gone', async () => {
    const library = await openLibrary(dialect)
    for (const path of ['gone/1.jpg', 'gone/below/2.jpg', 'also/3.jpg', 'plain/4.jpg', 'top.jpg'])
      await library.put(path)
    await library.sync()
    const gone = await library.albumAt('gone')
    const also = await library.albumAt('also')
    const plain = await library.albumAt('plain')
    const made = await library.addAlbum('Made by hand', { parentId: gone })
    const uploaded = await library.addPhoto(made.id)
    await library.system.photos.update(uploaded.id, { albumIds: [made.id, also] })
    for (const path of ['gone', 'also', 'plain']) await rm(library.at(path), { recursive: true })

    expect(await library.sync()).toMatchObject({ deleted: 4 })

    expect(await library.system.albums.get(gone)).toMatchObject({ mirrorsFolder: false, counts: { photosBelow: 1 } })
    expect(await library.system.albums.get(also)).toMatchObject({ mirrorsFolder: false, counts: { photos: 1 } })
    expect(await library.system.albums.get(made.id)).toMatchObject({ counts: { photos: 1 } })
    await expect(library.system.albums.get(plain)).rejects.toMatchObject({ code: 'ALBUM_NOT_FOUND' })
    expect(await library.albumLines()).toEqual(['also', 'gone', '  Made by hand'])
  })

  it('leaves in the trash what somebody put there, whatever becomes of its file', async () => {
    const library = await openLibrary(dialect)
    await library.put('a/1.jpg')
    await library.put('a/2.jpg')
    await library.sync()
    const id = await library.photoAt('a/1.jpg')
    await library.system.photos.delete([id])
    expect(await library.sync()).toMatchObject({ added: 0, restored: 0 })
    await library.put('a/1.jpg', 'changed')
    await library.sync()
    await rename(library.at('a/1.jpg'), library.at('a/9.jpg'))
    await library.sync()
    expect(await library.photoAt('a/9.jpg')).toBe(id)
    await expect(library.system.photos.get(id)).rejects.toMatchObject({ code: 'PHOTO_NOT_FOUND' })
    expect((await library.system.photos.list({})).total).toBe(1)
  })

  it('deletes nothing while the root is missing, a file, or suddenly empty', async () => {
    const library = await openLibrary(dialect)
    for (const path of ['1.jpg', 'a/2.jpg']) await library.put(path)
    await library.sync()
    const before = await dumpTables(library.db)
    const { path } = library.root

    await rename(path, `${path}.away`)
    expect(await library.sync()).toMatchObject({ state: 'offline', deleted: 0 })
    await writeFile(path, 'a file')
    expect(await library.sync()).toMatchObject({ state: 'offline', deleted: 0 })
    await rm(path)
    await mkdir(path)
    await mkdir(join(path, 'lost+found'))
    await writeFile(join(path, '.hidden'), '')
    expect(await library.sync()).toMatchObject({ state: 'suddenly-empty', deleted: 0 })
    expect((await library.system.library.roots())[0]).toMatchObject({ state: 'suddenly-empty' })
    expect(await dumpTables(library.db)).toEqual(before)

    await rm(path, { recursive: true })
    await rename(`${path}.away`, path)
    expect(await library.sync()).toMatchObject({ state: 'ready', unchanged: 2, deleted: 0 })
    expect(await dumpTables(library.db)).toEqual(before)

    for (const name of ['1.jpg', 'a']) await rm(join(path, name), { recursive: true })
    expect(await library.sync()).toMatchObject({ state: 'suddenly-empty', deleted: 0 })
    expect(await library.sync({ acceptEmpty: true })).toMatchObject({ state: 'ready', deleted: 2 })
    expect(await library.sync()).toMatchObject({ state: 'ready', deleted: 0 })
    expect((await library.system.photos.list({})).total).toBe(0)
  })

  it('does not take the photos of a root that is away for those of copies in another', async () => {
    const library = await openLibrary(dialect)
    await library.put('a/1.jpg')
    await library.sync()
    const id = await library.photoAt('a/1.jpg')
    const second = `${library.root.path} 2`
    await cp(library.root.path, second, { recursive: true })
    await rename(library.root.path, `${library.root.path}.away`)
    const other = await library.system.library.addRoot({ path: second })
    expect(await library.system.library.sync(other.id)).toMatchObject({ added: 1, moved: 0 })
    await mkdir(library.root.path)
    await cp(join(second, 'a'), join(second, 'b'), { recursive: true })
    await rm(join(second, 'a'), { recursive: true })
    expect(await library.system.library.sync(other.id)).toMatchObject({ moved: 1, added: 0 })
    await rm(library.root.path, { recursive: true })
    await rename(`${library.root.path}.away`, library.root.path)
    expect(await library.sync()).toMatchObject({ unchanged: 1, added: 0 })
    expect(await library.photoAt('a/1.jpg')).toBe(id)
  })

  it('is the same whichever way a tree came about', async () => {
    const library = await openLibrary(dialect)
    for (let n = 0; n < 30; n++) await library.put(`d${n % 4}/e${n % 3}/${n}.jpg`, `seed ${n}`)
    await library.sync()
    await rename(library.at('d1'), library.at('d2/moved'))
    await rename(library.at('d0/e0'), library.at('d3/e9'))
    await rm(library.at('d2/e1'), { recursive: true })
    await library.put('new/1.jpg', 'seed 1')
    await library.sync()

    const again = await openLibrary(dialect, { rootPath: library.root.path })
    await again.sync()
    const { total: _all, ...was } = await contentOf(library)
    const { total: _fresh, ...is } = await contentOf(again)
    expect(was).toEqual(is)
  })
})

describe('roots', () => {
  describeDialects('adding', (dialect) => {
    it('gives the same root to all who add the same folder at once', async () => {
      const library = await openLibrary(dialect)
      const path = `${library.root.path} more`
      await mkdir(path)
      const roots = await Promise.all([1, 2, 3].map(() => library.system.library.addRoot({ path })))
      expect(new Set(roots.map(({ id }) => id)).size).toBe(1)
      expect(await library.system.library.roots()).toHaveLength(2)
      await expect(library.system.library.addRoot({ path: join(path, '..') })).rejects.toMatchObject({
        code: 'ROOT_OVERLAPS',
      })
      await expect(library.system.library.addRoot({ path: `${path} not` })).rejects.toMatchObject({
        code: 'ROOT_OFFLINE',
      })
    })
  })
})

const picture = async ({ title, author }: { title: string; author: string }): Promise<Buffer> => {
  const { default: sharp } = await import('sharp')
  return sharp({ create: { width: 8, height: 8, channels: 3, background: '#345' } })
    .withExif({ IFD0: { ImageDescription: title, Artist: author } })
    .withXmp(sidecar(title))
    .jpeg()
    .toBuffer()
}

const sidecar = (title: string, ...keywords: string[]): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">${title}</rdf:li></rdf:Alt></dc:title>
  <dc:subject><rdf:Bag>${keywords.map((word) => `<rdf:li>${word}</rdf:li>`).join('')}</rdf:Bag></dc:subject>
  </rdf:Description></rdf:RDF></x:xmpmeta>`
