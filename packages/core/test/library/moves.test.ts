import { copyFile, cp, link, mkdir, rename, rm, stat, truncate, utimes } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { type LibraryWorld, openLibrary } from './library-world.ts'

/** What a photo has besides its file: it must come along. */
const adorn = async (library: LibraryWorld, path: string, name: string) => {
  const id = await library.photoAt(path)
  await library.system.photos.update(id, { tags: [name], title: name })
  await library.system.photos.visited(id)
  return id
}

const nameOf = async (library: LibraryWorld, id: number) => {
  const { title, tags, fileName } = await library.system.photos.get(id)
  return `${title}, ${tags.map((tag) => tag.name)}, ${fileName}`
}

describeDialects('synchronisation: what was moved', (dialect) => {
  const open = async (...paths: string[]) => {
    const library = await openLibrary(dialect)
    for (const path of paths) await library.put(path)
    await library.sync()
    return library
  }
  const move = (library: LibraryWorld, from: string, to: string) => rename(library.at(from), library.at(to))
  const none = { added: 0, changed: 0, moved: 0, deleted: 0, restored: 0 }

  it('follows a file that was renamed, moved, or both', async () => {
    const library = await open('a/1.jpg', 'a/2.jpg', 'a/3.jpg', 'b/4.jpg')
    const before = await library.photos()
    const other = await library.addAlbum('Best of')
    const id = await adorn(library, 'a/2.jpg', 'two')
    await library.system.photos.update(id, { level: 4, albumIds: [other.id] })
    await move(library, 'a/1.jpg', 'a/one.jpg')
    await move(library, 'a/2.jpg', 'b/2.jpg')
    await move(library, 'a/3.jpg', 'b/three.jpg')

    expect(await library.sync()).toMatchObject({ ...none, moved: 3, unchanged: 1 })

    expect(await library.photos()).toEqual({
      'a/one.jpg': before['a/1.jpg'],
      'b/2.jpg': before['a/2.jpg'],
      'b/three.jpg': before['a/3.jpg'],
      'b/4.jpg': before['b/4.jpg'],
    })
    expect(await nameOf(library, id)).toBe('two, two, 2.jpg')
    const photo = await library.system.photos.get(id)
    expect(photo.level).toBe(4)
    expect([...photo.albumIds].sort()).toEqual([await library.albumAt('b'), other.id].sort())
    expect((await library.system.photos.list({ q: 'three' })).items.map((item) => item.id)).toEqual([before['a/3.jpg']])
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 4 })
  })

  it('follows a folder that was renamed, or moved into another, without reading its files', async () => {
    const library = await open('a/x/1.jpg', 'a/x/deep/2.jpg', 'b/3.jpg')
    const before = await library.photos()
    const album = await library.albumAt('a/x')
    const deep = await library.albumAt('a/x/deep')
    await library.system.albums.update(album, { description: 'Kept' })

    await move(library, 'a/x', 'a/renamed 10')
    let read = 0
    const onProgress = ({ filesToRead }: { filesToRead: number }) => (read = Math.max(read, filesToRead))
    expect(await library.sync({ onProgress })).toMatchObject({ ...none, unchanged: 3 })
    expect(read).toBe(0)
    expect(await library.albumAt('a/renamed 10')).toBe(album)
    expect(await library.system.albums.get(album)).toMatchObject({ name: 'renamed 10', description: 'Kept' })

    await move(library, 'a/renamed 10', 'b/moved')
    expect(await library.sync({ onProgress })).toMatchObject({ ...none, unchanged: 3 })
    expect(read).toBe(0)
    expect(await library.albumAt('b/moved')).toBe(album)
    expect(await library.albumAt('b/moved/deep')).toBe(deep)
    expect(await library.photos()).toEqual({
      'b/moved/1.jpg': before['a/x/1.jpg'],
      'b/moved/deep/2.jpg': before['a/x/deep/2.jpg'],
      'b/3.jpg': before['b/3.jpg'],
    })
    expect(await library.albumLines()).toEqual(['a', 'b', '  moved', '    deep'])
  })

  it('follows a folder that was renamed and changed at once', async () => {
    const library = await open('a/1.jpg', 'a/2.jpg', 'a/3.jpg', 'z/9.jpg')
    const before = await library.photos()
    await move(library, 'a', 'b')
    await library.put('b/1.jpg', 'changed')
    await rm(library.at('b/2.jpg'))
    await library.put('b/4.jpg')
    expect(await library.sync()).toMatchObject({ ...none, changed: 1, deleted: 1, added: 1, unchanged: 2 })
    expect(await library.photos()).toMatchObject({ 'b/1.jpg': before['a/1.jpg'], 'b/3.jpg': before['a/3.jpg'] })
  })

  it('moves into a folder that is new itself, and out of one that is gone', async () => {
    const library = await open('a/1.jpg', 'a/b/2.jpg', 'top.jpg')
    const before = await library.photos()
    await mkdir(library.at('n/e/w'), { recursive: true })
    await move(library, 'a/1.jpg', 'n/e/w/1.jpg')
    await move(library, 'a/b', 'n/b')
    await rm(library.at('a'), { recursive: true })
    expect(await library.sync()).toMatchObject({ ...none, moved: 1, unchanged: 2 })
    expect(await library.photos()).toEqual({
      'n/e/w/1.jpg': before['a/1.jpg'],
      'n/b/2.jpg': before['a/b/2.jpg'],
      'top.jpg': before['top.jpg'],
    })
    expect(await library.albumLines()).toEqual(['n', '  b', '  e', '    w'])
  })

  it('tells names that were swapped from contents that changed', async () => {
    const library = await open('1.jpg', '2.jpg', 'a/3.jpg', 'b/4.jpg')
    const ids = []
    for (const path of ['1.jpg', '2.jpg', 'a/3.jpg', 'b/4.jpg'])
      ids.push(await adorn(library, path, path.slice(-5, -4)))
    await move(library, '1.jpg', 'tmp')
    await move(library, '2.jpg', '1.jpg')
    await move(library, 'tmp', '2.jpg')
    await move(library, 'a/3.jpg', 'tmp')
    await move(library, 'b/4.jpg', 'a/3.jpg')
    await move(library, 'tmp', 'b/4.jpg')
    expect(await library.sync()).toMatchObject({ ...none, moved: 4 })
    expect(await library.photos()).toEqual({ '1.jpg': ids[1], '2.jpg': ids[0], 'a/3.jpg': ids[3], 'b/4.jpg': ids[2] })
    const four = await library.system.photos.get(ids[3]!)
    expect(four).toMatchObject({ title: '4', albumIds: [await library.albumAt('a')] })
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 4 })
  })

  it('tells files of one size and time apart whose names were shifted', async () => {
    const library = await open('a/1.jpg', 'a/2.jpg', 'a/3.jpg')
    // As cameras do it: frames of a burst carry one time, and uncompressed they are all of one size.
    const padTo =
      Math.max(...(await Promise.all([1, 2, 3].map(async (n) => (await stat(library.at(`a/${n}.jpg`))).size)))) + 10
    const time = new Date('2024-01-01T12:00:00Z')
    for (const n of [1, 2, 3]) {
      await truncate(library.at(`a/${n}.jpg`), padTo)
      await utimes(library.at(`a/${n}.jpg`), time, time)
    }
    await library.sync()
    const before = await library.photos()
    for (const n of [3, 2, 1]) await move(library, `a/${n}.jpg`, `a/${n + 1}.jpg`)
    expect(await library.sync()).toMatchObject({ ...none, moved: 3 })
    expect(await library.photos()).toEqual({
      'a/2.jpg': before['a/1.jpg'],
      'a/3.jpg': before['a/2.jpg'],
      'a/4.jpg': before['a/3.jpg'],
    })
  })

  it('follows a row of files whose numbers were all shifted by one', async () => {
    const paths = Array.from({ length: 130 }, (_, n) => `a/${String(n).padStart(3, '0')}.jpg`)
    const library = await open(...paths)
    const before = await library.photos()
    for (let n = 129; n >= 0; n--) await move(library, paths[n]!, `a/${String(n + 1).padStart(3, '0')}.jpg`)
    await library.put('a/000.jpg', 'new in front')
    expect(await library.sync()).toMatchObject({ added: 1, moved: 130, changed: 0, deleted: 0 })
    const after = await library.photos()
    for (let n = 0; n < 130; n++) expect(after[`a/${String(n + 1).padStart(3, '0')}.jpg`]).toBe(before[paths[n]!])
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 131 })
  })

  it('keeps the photo at its place when another file is moved over it', async () => {
    const library = await open('a/1.jpg', 'a/2.jpg', 'a/3.jpg')
    const before = await library.photos()
    await move(library, 'a/2.jpg', 'a/1.jpg')
    expect(await library.sync()).toMatchObject({ ...none, moved: 1, deleted: 1 })
    expect(await library.photos()).toEqual({ 'a/1.jpg': before['a/2.jpg'], 'a/3.jpg': before['a/3.jpg'] })
  })

  it('makes two photos of a file that was copied, and follows only the one that moves', async () => {
    const library = await open('a/1.jpg')
    const id = await library.photoAt('a/1.jpg')
    await copyFile(library.at('a/1.jpg'), library.at('a/copy.jpg'))
    await link(library.at('a/1.jpg'), library.at('a/same.jpg'))
    expect(await library.sync()).toMatchObject({ ...none, added: 2, unchanged: 1 })
    const three = await library.photos()
    expect(new Set(Object.values(three)).size).toBe(3)
    expect(three['a/1.jpg']).toBe(id)

    await move(library, 'a/copy.jpg', 'a/copy 2.jpg')
    expect(await library.sync()).toMatchObject({ ...none, moved: 1, unchanged: 2 })
    expect((await library.photos())['a/copy 2.jpg']).toBe(three['a/copy.jpg'])
    await mkdir(library.at('b'))
    await move(library, 'a/1.jpg', 'b/1.jpg')
    await move(library, 'a/copy 2.jpg', 'b/copy 2.jpg')
    expect(await library.sync()).toMatchObject({ ...none, moved: 2, unchanged: 1 })
    expect(await library.photos()).toEqual({
      'b/1.jpg': id,
      'b/copy 2.jpg': three['a/copy.jpg'],
      'a/same.jpg': three['a/same.jpg'],
    })
  })

  it('copies of folders are folders of their own', async () => {
    const library = await open('a/1.jpg', 'a/b/2.jpg')
    const before = await library.photos()
    await cp(library.at('a'), library.at('c'), { recursive: true })
    expect(await library.sync()).toMatchObject({ ...none, added: 2, unchanged: 2 })
    expect(await library.photos()).toMatchObject(before)
    await rm(library.at('a'), { recursive: true })
    expect(await library.sync()).toMatchObject({ ...none, deleted: 2, unchanged: 2 })
  })

  it('tells a file in the place of a folder, and a folder in that of a file', async () => {
    const library = await open('thing/1.jpg', 'other.jpg', 'stay.jpg')
    const before = await library.photos()
    await move(library, 'thing', 'tmp')
    await library.put('thing', 'a file now')
    await rm(library.at('tmp'), { recursive: true })
    await rm(library.at('other.jpg'))
    await library.put('other.jpg/inside.jpg')
    expect(await library.sync()).toMatchObject({ ...none, added: 2, deleted: 2, unchanged: 1 })
    expect(Object.keys(await library.photos()).sort()).toEqual(['other.jpg/inside.jpg', 'stay.jpg', 'thing'])
    expect((await library.photos())['stay.jpg']).toBe(before['stay.jpg'])
    expect(await library.albumLines()).toEqual(['other.jpg'])
  })

  it('keeps folders apart whose names were swapped', async () => {
    const library = await open('a/1.jpg', 'b/2.jpg', 'b/c/3.jpg')
    const before = await library.photos()
    await move(library, 'a', 'tmp')
    await move(library, 'b', 'a')
    await move(library, 'tmp', 'b')
    expect(await library.sync()).toMatchObject({ added: 0, deleted: 0 })
    expect(await library.photos()).toEqual({
      'b/1.jpg': before['a/1.jpg'],
      'a/2.jpg': before['b/2.jpg'],
      'a/c/3.jpg': before['b/c/3.jpg'],
    })
    expect(await library.albumLines()).toEqual(['a', '  c', 'b'])
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 3 })

    await move(library, 'a', 'x')
    await move(library, 'b', 'a')
    expect(await library.sync()).toMatchObject({ added: 0, deleted: 0 })
    expect(await library.photos()).toEqual({
      'a/1.jpg': before['a/1.jpg'],
      'x/2.jpg': before['b/2.jpg'],
      'x/c/3.jpg': before['b/c/3.jpg'],
    })
  })

  it('finds the files of a folder that was replaced by a restored copy', async () => {
    const library = await open('a/1.jpg', 'a/2.jpg', 'b/3.jpg')
    const before = await library.photos()
    await cp(library.at('a'), library.at('a.restored'), { recursive: true })
    await rm(library.at('a'), { recursive: true })
    await move(library, 'a.restored', 'a')
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 3 })
    expect(await library.photos()).toEqual(before)
  })
})
