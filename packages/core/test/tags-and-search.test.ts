import { expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import { describeDialects } from './dialects.ts'
import { allPages, refusalOf } from './world.ts'

describeDialects('tags', ({ openTestGallery }) => {
  it('are one however they are written, and keep the first writing', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const album = (await addAlbum('Album')).id
    await addPhoto(album, { tags: ['Été', 'Crémieux'.normalize('NFC'), 'Straße'] })
    await addPhoto(album, { tags: ['ete', 'ÉTÉ', ' été ', 'Cre\u0301mieux', 'STRASSE', 'Ｅｔｅ'] })
    const { items } = await system.tags.list()
    expect(items.map((tag) => [tag.name, tag.slug, tag.photos])).toEqual([
      ['Crémieux', 'cremieux', 2],
      ['Été', 'ete', 2],
      ['Straße', 'strasse', 2],
    ])
  })

  it('may be emoji, marks, scripts and quotes', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const names = [
      '🌊',
      '👨‍👩‍👧',
      '❤️',
      '🇫🇷',
      '♪',
      '%',
      '_',
      '\\',
      "'; drop table tags --",
      '東京',
      'שלום',
      'a\u0308',
      '\u0301',
    ]
    const photo = await addPhoto((await addAlbum('Album')).id, { tags: names })
    expect(photo.tags.map((tag) => tag.name).sort()).toEqual([...names].sort())
    for (const tag of photo.tags) {
      expect(await system.tags.get(tag.id)).toMatchObject({ name: tag.name, photos: 1 })
      expect((await system.photos.list({ tag: tag.id })).total).toBe(1)
    }
    expect((await system.tags.list({ startsWith: '%' })).items.map((tag) => tag.name)).toEqual(['%'])
    expect((await system.tags.list({ startsWith: '❤️' })).items.map((tag) => tag.name)).toEqual(['❤️'])
  })

  it('DO-14: keep to their bounds', async () => {
    const { addAlbum, addPhoto, db } = await openTestGallery()
    const album = (await addAlbum('Album')).id
    await addPhoto(album, { tags: ['x'.repeat(255), '😀'.repeat(127), 'ﷺ'.repeat(200), 'ß'.repeat(255)] })
    for (const row of await db.read.selectFrom('tags').select('name_key').execute()) {
      expect(row.name_key.length).toBeLessThanOrEqual(255)
      expect(row.name_key.isWellFormed()).toBe(true)
    }
    await refusalOf(addPhoto(album, { tags: ['x'.repeat(256)] }), 'INPUT_INVALID')
  })

  it('come in pages, and only where a photo with them is seen', async () => {
    const { gallery, system, addAlbum, addPhoto } = await openTestGallery()
    const open = await addAlbum('Open')
    const hidden = await addAlbum('Hidden', { visibility: 'private' })
    const names = Array.from({ length: 23 }, (_, index) => `tag ${String.fromCharCode(97 + index)}`)
    await addPhoto(open.id, { tags: names.filter((_, index) => index % 2 === 0) })
    await addPhoto(hidden.id, { tags: names })
    const pages = (as: typeof system) => allPages((cursor) => as.tags.list({ limit: 5, cursor }))
    expect((await pages(system)).map((tag) => tag.name)).toEqual(names)
    const seen = await pages(gallery.as(guest))
    expect(seen.map((tag) => tag.name)).toEqual(names.filter((_, index) => index % 2 === 0))
    expect(seen.every((tag) => tag.photos === 1)).toBe(true)
    expect((await gallery.as(guest).tags.list({ startsWith: 'TAG B' })).total).toBe(0)
    for (const id of [0, 1.5, Number.NaN, 9_999]) await refusalOf(system.tags.get(id), 'TAG_NOT_FOUND')
  })
})

describeDialects('search', ({ openTestGallery }) => {
  it('finds words by their beginning, without case, accents or composition', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const album = (await addAlbum('Album')).id
    const sea = await addPhoto(album, { fileName: 'IMG_2041.jpg', title: 'Été à la mer', tags: ['Côte'] })
    const tower = await addPhoto(album, { fileName: 'b.jpg', title: '東京タワーの夜景', author: 'Œuvre' })
    const other = await addPhoto(album, { fileName: 'c.jpg', description: '100% _under_ back\\slash' })
    const found = async (q: string) => (await system.photos.list({ q, sort: 'id' })).items.map((photo) => photo.id)
    expect(await found('ete')).toEqual([sea.id])
    expect(await found('E\u0301TE\u0301')).toEqual([sea.id])
    expect(await found('cote 204')).toEqual([sea.id])
    expect(await found('ét mer img')).toEqual([sea.id])
    expect(await found('ete nowhere')).toEqual([])
    expect(await found('東京')).toEqual([tower.id])
    expect(await found('夜景')).toEqual([tower.id])
    expect(await found('oeuvre')).toEqual([tower.id])
    expect(await found('100')).toEqual([other.id])
    expect(await found('under')).toEqual([other.id])
    for (const q of ['%und%', 'u_der', '\\', '%', '_'])
      expect(await found(q), q).not.toEqual(expect.arrayContaining([sea.id, tower.id]))
    expect((await system.photos.list({ q: '   ' })).total).toBe(3)
    await system.photos.update(sea.id, { title: 'Winter', tags: [] })
    expect(await found('ete')).toEqual([])
    expect(await found('winter')).toEqual([sea.id])
  })

  it('takes whatever is typed', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const album = (await addAlbum('Album')).id
    const words = Array.from({ length: 40 }, (_, index) => `word${index}`)
    await addPhoto(album, { description: words.join(' ') })
    expect((await system.photos.list({ q: words.slice(0, 20).join(' ') })).total).toBe(1)
    for (const q of [
      "' or 1=1 --",
      '"unclosed',
      '((((',
      'title:',
      'a'.repeat(1_000),
      '🌊',
      '\ud800',
      'x\0y',
      '\u{10ffff}',
      '-',
      '*',
      'NOT',
    ]) {
      const { items, total } = await system.photos.list({ q })
      expect(items.length, q).toBe(total)
    }
    // What would take the engine long is refused, and says so.
    const tooMany = await refusalOf(system.photos.list({ q: 'words '.repeat(160) }), 'INPUT_INVALID')
    expect(tooMany.issues[0]?.path).toBe('q')
  })
})
