import { rename, rm, symlink, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { pictureOf, refusalOf } from '../world.ts'
import { hashTree } from './library-world.ts'

import { formatOf, jpeg, move, none, openPairs, raw, rawOf, shown, taken, temporary } from './pair-world.ts'

describeDialects('synchronisation: files of one picture', (dialect) => {
  it('are one photo from the first look on, read in place', async () => {
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect, false)
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
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect)
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

  it('are originals in every rule, and never deleted from here', async () => {
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect)
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

  it('cost nothing where nothing changed', async () => {
    const library = await openPairs(dialect)
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
