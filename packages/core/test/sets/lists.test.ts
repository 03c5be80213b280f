import { expect, it } from 'vitest'
import type { PhotoScope } from '../../src/photos/photo.types.ts'
import { describeDialects } from '../dialects.ts'
import { allPages, refusalOf } from '../world.ts'

describeDialects('lists of photos in every order', ({ openTestGallery }) => {
  it('BRW-05: go by the order of the album, or else of the settings; smart albums show what fits', async () => {
    const { system, addAlbum, addPhoto, addUser } = await openTestGallery()
    const album = await addAlbum('Album', { photoSort: '-title' })
    const other = await addAlbum('Other')
    const smart = await addAlbum('Smart', { query: 'rating:>=4' })
    const titles = ['b', 'Ä', 'c']
    for (const [index, title] of titles.entries()) {
      const { id } = await addPhoto(album.id, { title })
      await system.photos.update(id, { rating: index + 3, albumIds: [album.id, other.id] })
    }
    const titlesOf = async (scope: PhotoScope) =>
      (await system.photos.list(scope)).items.map((photo) => photo.title).join('')
    expect(await titlesOf({ album: album.id })).toBe('cbÄ')
    expect(await titlesOf({ album: smart.id })).toBe('Äc')
    expect((await system.albums.get(smart.id)).counts).toMatchObject({ photos: 2, photosBelow: 2 })
    expect(await titlesOf({ albums: [album.id, smart.id] })).toBe('cÄ')
    expect(await system.settings.setPhotoSorts({ albums: '-rating', photos: 'title,id' })).toEqual({
      albums: '-rating',
      photos: 'title,id',
    })
    expect(await titlesOf({ album: other.id })).toBe('cÄb')
    expect(await titlesOf({})).toBe('Äbc')
    await refusalOf(system.settings.setPhotoSorts({ photos: 'size' }), 'INPUT_INVALID')
    const ann = await addUser('ann')
    await refusalOf(ann.as.settings.photoSorts(), 'FORBIDDEN')
    await refusalOf(ann.as.photos.list({ albums: [album.id, 999] }), 'ALBUM_NOT_FOUND')
    await refusalOf(ann.as.photos.list({ tags: [999] }), 'TAG_NOT_FOUND')
  })

  it('neither repeat nor miss a photo while others come, in memory or not', async () => {
    const { system, addAlbum, addPhoto } = await openTestGallery()
    const album = await addAlbum('Album')
    const first = []
    for (let index = 0; index < 9; index++) first.push((await addPhoto(album.id)).id)
    for (const sort of ['random:7', '-rating,title', '-addedAt', 'title']) {
      const seen = await allPages(async (cursor) => {
        const page = await system.photos.list({ sort, limit: 2, cursor })
        await addPhoto(album.id)
        return page
      })
      const ids = seen.map((photo) => photo.id)
      expect(new Set(ids).size).toBe(ids.length)
      for (const id of first) expect(ids).toContain(id)
    }
    const page = await system.photos.list({ sort: 'random:7', limit: 2 })
    const cursor = page.nextCursor as string
    await refusalOf(system.photos.list({ sort: 'random:8', limit: 2, cursor }), 'CURSOR_INVALID')
  })
})
