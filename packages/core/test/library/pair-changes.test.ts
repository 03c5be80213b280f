import { copyFile, mkdir, rename, rm, symlink } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { pictureOf, refusalOf } from '../world.ts'

import { formatOf, jpeg, move, none, openPairs, raw, rawOf, shown, temporary, xmpOf } from './pair-world.ts'

describeDialects('synchronisation: what becomes of files of one picture', (dialect) => {
  it('follow their files: one that changed, is damaged, is mended', async () => {
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect)
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

  it('leave it the photo also in a run that is broken off', async () => {
    const library = await openPairs(dialect)
    await jpeg(library, 'a/1.jpg')
    await raw(library, 'a/1.tif')
    await library.sync()
    const id = await library.photoAt('a/1.jpg')
    await rm(library.at('a/1.jpg'))
    const stop = new AbortController()
    const onProgress = ({ filesRead }: { filesRead: number }) => {
      if (filesRead > 0) stop.abort(new Error('Enough'))
    }
    const run = library.system.library.sync(library.root.id, { signal: stop.signal, onProgress })
    await expect(run).rejects.toThrow('Enough')
    expect(await library.photoAt('a/1.tif')).toBe(id)
    expect(await library.sync()).toMatchObject({ ...none, changed: 1 })
    expect(await shown(library)).toEqual(['1.tif'])
    expect(await library.system.photos.get(id)).toMatchObject({ mimeType: 'image/tiff', fileName: '1.tif' })
  })

  it('go into the trash together, and come back together', async () => {
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect)
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
    const library = await openPairs(dialect)
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
})
