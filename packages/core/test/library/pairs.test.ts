import { copyFile, mkdir, mkdtemp, rename, rm, symlink, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, it, onTestFinished } from 'vitest'
import type { DialectContext } from '../dialects.ts'
import { describeDialects } from '../dialects.ts'
import { pictureOf, refusalOf } from '../world.ts'
import { hashTree, type LibraryWorld, openLibrary } from './library-world.ts'

const taken = '2020:01:31 10:00:00'
const xmpOf = (attributes: string, elements = ''): string =>
  `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
    xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" rdf:about="" ${attributes}>${elements}
    </rdf:Description></rdf:RDF></x:xmpmeta>`
/** A file to work on. */
const rawOf = async (seed: string, at = taken): Promise<Buffer> =>
  sharp(await pictureOf(seed))
    .withXmp(xmpOf(`exif:DateTimeOriginal="${at.replace(':', '-').replace(':', '-').replace(' ', 'T')}"`))
    .tiff()
    .toBuffer()

const open = async (dialect: DialectContext, attachesFormats = true) => {
  const library = await openLibrary(dialect)
  await library.system.settings.setFiles({ attachesFormats })
  return library
}
const jpeg = async (library: LibraryWorld, path: string, at = taken) =>
  library.putBytes(path, await pictureOf(path, at))
const raw = async (library: LibraryWorld, path: string, at = taken) => library.putBytes(path, await rawOf(path, at))
const move = (library: LibraryWorld, from: string, to: string) => rename(library.at(from), library.at(to))
/** Photos that are seen, by name, with the names of their formats. */
const shown = async ({ system }: LibraryWorld): Promise<string[]> => {
  const lines: string[] = []
  for (const { id, fileName, formatCount } of (await system.photos.list({})).items) {
    const formats = await system.photos.formats.list(id)
    expect(formats.length).toBe(formatCount)
    lines.push([fileName, ...formats.map((format) => format.fileName).sort()].join(' + '))
  }
  return lines.sort()
}
const formatOf = async ({ system }: LibraryWorld, id: number) => {
  const [format] = await system.photos.formats.list(id)
  if (!format) throw new Error('No format')
  const read = async () => buffer(await (await system.photos.formats.open(id, format.id)).open())
  return { format, read }
}
const none = { added: 0, changed: 0, moved: 0, deleted: 0, restored: 0 }

describeDialects('synchronisation: files of one picture', (dialect) => {
  it('are one photo from the first look on, read in place', async () => {
    const library = await open(dialect)
    for (const n of [1, 2, 3]) await jpeg(library, `a/IMG_${n}.JPG`)
    for (const n of [1, 2, 4]) await raw(library, `a/img_${n}.Tif`)
    await raw(library, 'b/IMG_3.tif')
    const before = await hashTree(library.root.path)

    expect(await library.sync()).toMatchObject({ ...none, added: 5, problems: 0 })

    expect(await shown(library)).toEqual([
      'IMG_1.JPG + img_1.Tif',
      'IMG_2.JPG + img_2.Tif',
      'IMG_3.JPG',
      'IMG_3.tif',
      'img_4.Tif',
    ])
    const bytes = await rawOf('a/img_1.Tif')
    const { format, read } = await formatOf(library, await library.photoAt('a/IMG_1.JPG'))
    expect(format).toMatchObject({
      mimeType: 'image/tiff',
      bytes: bytes.length,
      widthPx: 12,
      heightPx: 8,
      addedBy: null,
    })
    expect(await read()).toEqual(bytes)
    const file = await library.system.photos.formats.open(await library.photoAt('a/IMG_1.JPG'), format.id)
    expect(await buffer(await file.open({ start: 1, end: 3 }))).toEqual(bytes.subarray(1, 4))
    expect((await library.system.albums.get(await library.albumAt('a'))).counts.photos).toBe(4)
    expect(await library.files('originals')).toEqual([])
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 5 })
    expect(await hashTree(library.root.path)).toBe(before)
  })

  it('are two photos where nobody asked for more, and stay so', async () => {
    const library = await open(dialect, false)
    await jpeg(library, 'a/1.jpg')
    await raw(library, 'a/1.tif')
    expect(await library.sync()).toMatchObject({ added: 2 })
    expect(await shown(library)).toEqual(['1.jpg', '1.tif'])
    const before = await library.photos()

    // Only what is new is joined.
    await library.system.settings.setFiles({ attachesFormats: true })
    await jpeg(library, 'a/2.jpg')
    await raw(library, 'a/2.tif')
    expect(await library.sync()).toMatchObject({ ...none, added: 1, unchanged: 2 })
    await utimes(library.at('a/1.tif'), new Date(), new Date())
    await move(library, 'a/1.jpg', 'a/3.jpg')
    await move(library, 'a/1.tif', 'a/3.tif')
    expect(await library.sync()).toMatchObject({ ...none, moved: 2 })
    expect(await shown(library)).toEqual(['2.jpg + 2.tif', '3.jpg', '3.tif'])
    expect(await library.photos()).toMatchObject({ 'a/3.jpg': before['a/1.jpg'], 'a/3.tif': before['a/1.tif'] })

    // By hand: the file is put beside the photo, and its own photo into the trash.
    const [picture, file] = [await library.photoAt('a/3.jpg'), await library.photoAt('a/3.tif')]
    const content = Readable.from([await rawOf('a/1.tif')])
    await library.system.photos.formats.add(picture, { content, fileName: '3.tif' })
    await library.system.photos.delete([file])
    await utimes(library.at('a/3.tif'), new Date(), new Date())
    expect(await library.sync()).toMatchObject(none)
    expect(await shown(library)).toEqual(['2.jpg + 2.tif', '3.jpg + 3.tif'])

    // What is joined stays so when it is switched off.
    await library.system.settings.setFiles({ attachesFormats: false })
    await utimes(library.at('a/2.tif'), new Date(), new Date())
    expect(await library.sync()).toMatchObject(none)
    expect(await shown(library)).toEqual(['2.jpg + 2.tif', '3.jpg + 3.tif'])
  })

  it('meet in two looks, whichever comes first', async () => {
    const library = await open(dialect)
    await jpeg(library, 'a/1.jpg')
    await raw(library, 'a/2.tif')
    expect(await library.sync()).toMatchObject({ added: 2 })
    const [one, two] = [await library.photoAt('a/1.jpg'), await library.photoAt('a/2.tif')]
    await library.system.photos.update(two, { title: 'Kept', tags: ['kept'] })
    await raw(library, 'a/1.tif')
    await jpeg(library, 'a/2.jpg')
    expect(await library.sync()).toMatchObject({ ...none, changed: 2 })

    expect(await shown(library)).toEqual(['1.jpg + 1.tif', '2.jpg + 2.tif'])
    expect(await library.photos()).toEqual({ 'a/1.jpg': one, 'a/2.jpg': two })
    const photo = await library.system.photos.get(two)
    expect(photo).toMatchObject({ title: 'Kept', mimeType: 'image/jpeg' })
    expect(photo.tags.map(({ name }) => name)).toEqual(['kept'])
    expect(await (await formatOf(library, two)).read()).toEqual(await rawOf('a/2.tif'))
    expect(await buffer(await (await library.system.photos.original(two)).open())).toEqual(
      await pictureOf('a/2.jpg', taken),
    )
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 2 })
  })

  it('are photos of their own where it is not certain which belong together', async () => {
    const library = await open(dialect)
    // Two pictures for one file to work on, at once and one after the other.
    await jpeg(library, 'a/1.jpg')
    await library.putBytes(
      'a/1.png',
      await sharp(await pictureOf('png'))
        .png()
        .toBuffer(),
    )
    await raw(library, 'a/1.tif')
    // Another moment; another folder; other names.
    await jpeg(library, 'a/2.jpg')
    await raw(library, 'a/2.tif', '2020:01:31 10:00:03')
    await jpeg(library, 'b/3.jpg')
    await raw(library, 'a/3.tif')
    await jpeg(library, 'a/4.jpg')
    await raw(library, 'a/40.tif')
    await jpeg(library, 'a/5.jpg')
    await raw(library, 'a/5.tif', '2020:01:31 10:00:02')
    await library.sync()
    expect(await shown(library)).toEqual([
      '1.jpg',
      '1.png',
      '1.tif',
      '2.jpg',
      '2.tif',
      '3.jpg',
      '3.tif',
      '4.jpg',
      '40.tif',
      '5.jpg + 5.tif',
    ])
    // Two files to work on that are photos already: the picture is that of neither.
    await raw(library, 'c/6.tif')
    await raw(library, 'c/6.TIFF')
    await library.sync()
    await jpeg(library, 'c/6.jpg')
    expect(await library.sync()).toMatchObject({ ...none, added: 1 })
    // Nor does one of more names than anybody would look at.
    for (let n = 0; n < 11; n++) await library.putBytes(`d/7.${n}`, await pictureOf(`d${n}`, taken))
    await raw(library, 'd/7.tif')
    expect(await library.sync()).toMatchObject({ ...none, added: 12 })
  })

  it('may be three: what programs make of the picture', async () => {
    const library = await open(dialect)
    await jpeg(library, 'a/1.jpg')
    await raw(library, 'a/1.tif')
    await library.sync()
    await raw(library, 'a/1.TIFF')
    await jpeg(library, 'b/1.jpg')
    await raw(library, 'b/1.tif')
    await raw(library, 'b/1.TIFF')
    expect(await library.sync()).toMatchObject({ ...none, added: 1, changed: 1 })
    expect(await shown(library)).toEqual(['1.jpg + 1.TIFF + 1.tif', '1.jpg + 1.TIFF + 1.tif'])
  })

  it('follow their files: one that changed, is damaged, is mended', async () => {
    const library = await open(dialect)
    await jpeg(library, 'a/1.jpg')
    await raw(library, 'a/1.tif')
    await library.sync()
    const id = await library.photoAt('a/1.jpg')
    const { format, read } = await formatOf(library, id)

    const edited = await sharp(await pictureOf('edited'))
      .resize(24, 16)
      .tiff()
      .toBuffer()
    await library.putBytes('a/1.tif', edited)
    // Ahead of the index: what that says would be wrong.
    await refusalOf(read(), 'STORAGE_NOT_FOUND')
    expect(await library.sync()).toMatchObject({ ...none, changed: 1, unchanged: 1 })
    const { format: changed } = await formatOf(library, id)
    expect(changed).toMatchObject({ id: format.id, bytes: edited.length, widthPx: 24, heightPx: 16 })
    expect(changed.sha256).not.toBe(format.sha256)
    expect(await read()).toEqual(edited)

    await library.putBytes('a/1.tif', edited.subarray(0, 4))
    await library.sync()
    expect(await library.problemLines()).toEqual([expect.stringMatching(/ a\/1\.tif$/)])
    expect(await shown(library)).toEqual(['1.jpg + 1.tif'])
    await library.putBytes('a/1.tif', edited)
    await library.sync()
    expect(await library.problemLines()).toEqual([])
    expect(await read()).toEqual(edited)

    await jpeg(library, 'a/1.jpg', '2021:01:01 00:00:00')
    expect(await library.sync()).toMatchObject({ ...none, changed: 1 })
    expect(await shown(library)).toEqual(['1.jpg + 1.tif'])
  })

  it('lose the format with its file, and never the photo', async () => {
    const library = await open(dialect)
    for (const n of [1, 2]) {
      await jpeg(library, `a/${n}.jpg`)
      await raw(library, `a/${n}.tif`)
    }
    await library.sync()
    await rm(library.at('a/1.tif'))
    await rm(library.at('a/2.tif'))
    await symlink('1.jpg', library.at('a/2.tif'))
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 2, problems: 1 })
    expect(await shown(library)).toEqual(['1.jpg', '2.jpg'])
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 2, problems: 1 })
    await raw(library, 'a/1.tif')
    await library.sync()
    expect(await shown(library)).toEqual(['1.jpg + 1.tif', '2.jpg'])
  })

  it('leave the photo to the file to work on where the picture is gone', async () => {
    const library = await open(dialect)
    await jpeg(library, 'a/1.jpg')
    await raw(library, 'a/1.tif')
    await library.putBytes(
      'a/1.tif.xmp',
      xmpOf('', '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Of the file</rdf:li></rdf:Alt></dc:title>'),
    )
    await library.sync()
    const id = await library.photoAt('a/1.jpg')
    await library.system.photos.update(id, { tags: ['kept'] })
    await rm(library.at('a/1.jpg'))
    expect(await library.sync()).toMatchObject({ ...none, changed: 1 })

    expect(await shown(library)).toEqual(['1.tif'])
    expect(await library.photoAt('a/1.tif')).toBe(id)
    const photo = await library.system.photos.get(id)
    expect(photo).toMatchObject({ mimeType: 'image/tiff', fileName: '1.tif', title: 'Of the file', formatCount: 0 })
    expect(photo.tags.map(({ name }) => name)).toEqual(['kept'])
    expect(await buffer(await (await library.system.photos.original(id)).open())).toEqual(await rawOf('a/1.tif'))
    expect((await library.system.photos.list({ q: '1.tif' })).total).toBe(1)
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 1 })

    await jpeg(library, 'a/1.jpg')
    expect(await library.sync()).toMatchObject({ ...none, changed: 1 })
    expect(await shown(library)).toEqual(['1.jpg + 1.tif'])
    expect(await library.photoAt('a/1.jpg')).toBe(id)
  })

  it('go into the trash together, and come back together', async () => {
    const library = await open(dialect)
    await jpeg(library, 'a/1.jpg')
    await raw(library, 'a/1.tif')
    await jpeg(library, 'b/2.jpg')
    await raw(library, 'b/2.tif')
    await jpeg(library, 'c/3.jpg')
    await library.sync()
    const before = await library.photos()
    const away = await temporary()
    for (const path of ['a/1.jpg', 'a/1.tif']) await copyFile(library.at(path), join(away, basename(path)))
    await rm(library.at('a/1.jpg'))
    await rm(library.at('a/1.tif'))
    await rm(library.at('b'), { recursive: true })
    expect(await library.sync()).toMatchObject({ ...none, deleted: 2, unchanged: 1 })
    expect(await shown(library)).toEqual(['3.jpg'])

    for (const path of ['a/1.jpg', 'a/1.tif']) await copyFile(join(away, basename(path)), library.at(path))
    await jpeg(library, 'b/2.jpg')
    await raw(library, 'b/2.tif')
    expect(await library.sync()).toMatchObject({ restored: 2, added: 0, deleted: 0 })
    expect(await shown(library)).toEqual(['1.jpg + 1.tif', '2.jpg + 2.tif', '3.jpg'])
    expect(await library.photos()).toEqual(before)
  })

  it('stay one photo when both are renamed or moved, at once or one after the other', async () => {
    const library = await open(dialect)
    for (const n of [1, 2, 3, 4, 5]) {
      await jpeg(library, `a/${n}.jpg`)
      await raw(library, `a/${n}.tif`)
    }
    await library.sync()
    const before = await library.photos()
    const { format } = await formatOf(library, before['a/1.jpg'] as number)
    await mkdir(library.at('b'))
    for (const ending of ['jpg', 'tif']) {
      await move(library, `a/1.${ending}`, `a/one.${ending}`)
      await move(library, `a/2.${ending}`, `b/two.${ending}`)
    }
    await move(library, 'a/3.tif', 'a/three.tif')
    await move(library, 'a/4.jpg', 'a/four.jpg')
    await library.sync()
    expect(await shown(library)).toEqual([
      '3.jpg + three.tif',
      '5.jpg + 5.tif',
      'four.jpg + 4.tif',
      'one.jpg + one.tif',
      'two.jpg + two.tif',
    ])
    await move(library, 'a/3.jpg', 'a/three.jpg')
    await move(library, 'a/4.tif', 'a/four.tif')
    await move(library, 'a', 'c')
    await library.sync()
    expect(await shown(library)).toEqual([
      '5.jpg + 5.tif',
      'four.jpg + four.tif',
      'one.jpg + one.tif',
      'three.jpg + three.tif',
      'two.jpg + two.tif',
    ])
    expect(await library.photos()).toEqual({
      'c/one.jpg': before['a/1.jpg'],
      'b/two.jpg': before['a/2.jpg'],
      'c/three.jpg': before['a/3.jpg'],
      'c/four.jpg': before['a/4.jpg'],
      'c/5.jpg': before['a/5.jpg'],
    })
    expect((await formatOf(library, before['a/1.jpg'] as number)).format).toMatchObject({ id: format.id })
    for (const [n, path] of [
      [1, 'c/one'],
      [2, 'b/two'],
      [3, 'c/three'],
      [4, 'c/four'],
      [5, 'c/5'],
    ] as const)
      expect(await (await formatOf(library, await library.photoAt(`${path}.jpg`))).read()).toEqual(
        await rawOf(`a/${n}.tif`),
      )
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 5 })
  })

  it('are told apart where the names of pairs were shifted or swapped', async () => {
    const library = await open(dialect)
    for (const n of [1, 2, 3, 8, 9]) {
      await jpeg(library, `a/${n}.jpg`)
      await raw(library, `a/${n}.tif`)
    }
    await library.sync()
    const before = await library.photos()
    for (const ending of ['jpg', 'tif']) {
      for (const n of [3, 2, 1]) await move(library, `a/${n}.${ending}`, `a/${n + 1}.${ending}`)
      await move(library, `a/8.${ending}`, `a/tmp`)
      await move(library, `a/9.${ending}`, `a/8.${ending}`)
      await move(library, `a/tmp`, `a/9.${ending}`)
    }
    await library.sync()
    const now = { 2: 1, 3: 2, 4: 3, 9: 8, 8: 9 }
    expect(await shown(library)).toEqual(Object.keys(now).map((n) => `${n}.jpg + ${n}.tif`))
    for (const [n, was] of Object.entries(now)) {
      const id = await library.photoAt(`a/${n}.jpg`)
      expect(id).toBe(before[`a/${was}.jpg`])
      expect(await (await formatOf(library, id)).read()).toEqual(await rawOf(`a/${was}.tif`))
    }
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 5 })
  })

  it('part where one of them is moved into another folder', async () => {
    const library = await open(dialect)
    for (const n of [1, 2]) {
      await jpeg(library, `m/${n}.jpg`)
      await raw(library, `m/${n}.tif`)
    }
    await library.sync()
    const before = await library.photos()
    await mkdir(library.at('a'))
    await mkdir(library.at('z'))
    // Whether the folder is looked at before or after.
    await move(library, 'm/1.jpg', 'a/1.jpg')
    await move(library, 'm/2.jpg', 'z/2.jpg')
    expect(await library.sync()).toMatchObject({ ...none, moved: 2, added: 2 })
    expect(await shown(library)).toEqual(['1.jpg', '1.tif', '2.jpg', '2.tif'])
    expect(await library.photos()).toMatchObject({ 'a/1.jpg': before['m/1.jpg'], 'z/2.jpg': before['m/2.jpg'] })
    const { albumIds } = await library.system.photos.get(await library.photoAt('m/1.tif'))
    expect(albumIds).toEqual([await library.albumAt('m')])
    expect(await library.sync()).toMatchObject({ ...none, unchanged: 4 })
  })

  it('stay while the folder is out of reach, or suddenly empty', async () => {
    const library = await open(dialect)
    await jpeg(library, '1.jpg')
    await raw(library, '1.tif')
    await library.sync()
    const { read } = await formatOf(library, await library.photoAt('1.jpg'))
    await rename(library.root.path, `${library.root.path}-away`)
    expect(await library.sync()).toMatchObject({ ...none, state: 'offline' })
    await refusalOf(read(), 'STORAGE_NOT_FOUND')
    await mkdir(library.root.path)
    expect(await library.sync()).toMatchObject({ ...none, state: 'suddenly-empty' })
    expect(await shown(library)).toEqual(['1.jpg + 1.tif'])
    await rm(library.root.path, { recursive: true })
    await rename(`${library.root.path}-away`, library.root.path)
    expect(await library.sync()).toMatchObject({ ...none, state: 'ready', unchanged: 1 })
    expect(await read()).toEqual(await rawOf('1.tif'))
  })

  it('are originals in every rule, and never deleted from here', async () => {
    const library = await open(dialect)
    const { system, gallery, addUser, grant } = library
    await jpeg(library, 'a/1.jpg')
    await raw(library, 'a/1.tif')
    await library.sync()
    await system.albums.update(library.root.albumId, { visibility: 'private' })
    const album = await library.albumAt('a')
    await system.albums.update(album, { visibility: 'private' })
    const id = await library.photoAt('a/1.jpg')
    const { format, read } = await formatOf(library, id)
    const [viewer, loader, editor, stranger] = [
      await addUser('viewer'),
      await addUser('loader'),
      await addUser('editor'),
      await addUser('stranger'),
    ]
    await grant(album, [
      ['user', viewer.id, 'view'],
      ['user', loader.id, 'view', 'download'],
      ['user', editor.id, 'view', 'download', 'edit'],
    ])
    const opened = await loader.as.photos.formats.open(id, format.id)
    expect(await buffer(await opened.open())).toEqual(await rawOf('a/1.tif'))
    await refusalOf(viewer.as.photos.formats.open(id, format.id), 'FORBIDDEN')
    for (const as of [stranger.as, gallery.as({ kind: 'guest' })])
      await refusalOf(as.photos.formats.open(id, format.id), 'PHOTO_NOT_FOUND')
    for (const as of [editor.as, system]) await refusalOf(as.photos.formats.delete(id, format.id), 'PHOTO_READ_ONLY')

    // A link put in its place since leads nowhere.
    const outside = join(await temporary(), 'secret.tif')
    await rename(library.at('a/1.tif'), outside)
    await symlink(outside, library.at('a/1.tif'))
    await refusalOf(read(), 'STORAGE_NOT_FOUND')
  })

  it('that one does not come of stays in the trash', async () => {
    const library = await open(dialect)
    await jpeg(library, 'a/1.jpg')
    await raw(library, 'a/1.tif')
    await jpeg(library, 'a/2.jpg')
    await library.sync()
    for (const n of [1, 2]) await library.system.photos.delete([await library.photoAt(`a/${n}.jpg`)])
    await utimes(library.at('a/1.tif'), new Date(), new Date())
    // Nobody sees the photo that it would join.
    await raw(library, 'a/2.tif')
    expect(await library.sync()).toMatchObject({ ...none, added: 1 })
    expect(await shown(library)).toEqual(['2.tif'])
    await rm(library.at('a/1.jpg'))
    await library.sync()
    expect(await shown(library)).toEqual(['2.tif'])
  })

  it('are looked at by checks of the storage', async () => {
    const library = await open(dialect)
    await jpeg(library, 'a/1.jpg')
    await raw(library, 'a/1.tif')
    await library.sync()
    expect(await library.system.storage.check({ depth: 'quick' })).toMatchObject({
      outcome: 'well',
      libraryFiles: 2,
      findings: [],
    })
    await rm(library.at('a/1.tif'))
    const { findings } = await library.system.storage.check({ depth: 'quick' })
    expect(findings).toMatchObject([{ kind: 'library-missing', what: library.at('a/1.tif') }])
    expect(findings[0]?.photoIds).toEqual([await library.photoAt('a/1.jpg')])
  })

  it('cost nothing where nothing changed, and come to the same in any order', async () => {
    const library = await open(dialect)
    for (let n = 0; n < 150; n++) {
      await jpeg(library, `a/${n}.jpg`)
      await raw(library, `a/${n}.tif`)
    }
    expect(await library.sync()).toMatchObject({ ...none, added: 150 })
    expect((await library.system.photos.list({ album: await library.albumAt('a') })).total).toBe(150)
    let read = 0
    const onProgress = ({ filesToRead }: { filesToRead: number }) => (read = Math.max(read, filesToRead))
    expect(await library.sync({ onProgress })).toMatchObject({ ...none, unchanged: 150 })
    expect(read).toBe(0)
  })
})

const temporary = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-pairs-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
