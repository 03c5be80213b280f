import { expect, it } from 'vitest'
import { guest } from '../../src/access/actor.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

describeDialects('permalinks', ({ openTestGallery }) => {
  it('lead to their album, and go on doing so when it has another', async () => {
    const { system, addAlbum, gallery, clock } = await openTestGallery()
    const album = await addAlbum('Iceland')
    expect((await system.albums.update(album.id, { permalink: 'Travel/2019/Ísland' })).permalink).toBe(
      'Travel/2019/Ísland',
    )
    expect(await gallery.as(guest).albums.resolve('travel/2019/ÍSLAND')).toEqual({ albumId: album.id, isCurrent: true })
    clock.advance(1_000)
    await system.albums.update(album.id, { permalink: 'iceland' })
    expect((await system.albums.path(album.id))[0]?.permalink).toBe('iceland')
    const travelled = 'Travel/2019/I\u0301sland'
    expect(await gallery.as(guest).albums.resolve(travelled)).toEqual({ albumId: album.id, isCurrent: false })
    await system.albums.update(album.id, { permalink: travelled })
    expect(await system.albums.resolve('iceland')).toEqual({ albumId: album.id, isCurrent: false })
    await system.albums.update(album.id, { permalink: null })
    expect((await system.albums.get(album.id)).permalink).toBeNull()
    expect((await system.albums.permalinks(album.id)).map(({ path, isCurrent }) => [path, isCurrent])).toEqual([
      ['iceland', false],
      ['Travel/2019/Ísland', false],
    ])

    const [old] = await system.albums.permalinks(album.id)
    await system.albums.forgetPermalink(album.id, old?.id ?? 0)
    await refusalOf(system.albums.resolve('iceland'), 'ALBUM_NOT_FOUND')
    const other = await addAlbum('Other')
    await system.albums.update(other.id, { permalink: 'iceland' })
    const [present] = await system.albums.permalinks(other.id)
    await refusalOf(system.albums.forgetPermalink(other.id, present?.id ?? 0), 'CONFLICT')
    const error = await refusalOf(system.albums.update(other.id, { permalink: 'TRAVEL/2019/ÍSLAND' }), 'NAME_TAKEN')
    expect(error.issues[0]?.path).toBe('permalink')
    expect((await system.albums.get(other.id)).permalink).toBe('iceland')
    await system.albums.delete(other.id)
    await refusalOf(system.albums.resolve('iceland'), 'ALBUM_NOT_FOUND')
    expect(await gallery.verify()).toEqual([])
  })

  it('of an album that one does not see are as unknown as any other', async () => {
    const { system, addAlbum, addUser, grant, gallery } = await openTestGallery()
    const user = await addUser('ann')
    const album = await addAlbum('Hidden', { visibility: 'private' })
    await system.albums.update(album.id, { permalink: 'hidden' })
    await system.albums.update(album.id, { permalink: 'hidden-now' })
    for (const path of ['hidden', 'hidden-now', 'unknown', '', 'x'.repeat(300), '\ud800', 7 as never]) {
      const error = await refusalOf(gallery.as(guest).albums.resolve(path), 'ALBUM_NOT_FOUND')
      expect(error.issues).toEqual([])
    }
    await refusalOf(user.as.albums.permalinks(album.id), 'ALBUM_NOT_FOUND')
    await grant(album.id, [['user', user.id, 'view', 'edit']])
    expect(await user.as.albums.resolve('hidden-now')).toEqual({ albumId: album.id, isCurrent: true })
    await refusalOf(user.as.albums.permalinks(album.id), 'FORBIDDEN')
    await refusalOf(user.as.albums.update(album.id, { permalink: 'mine' }), 'FORBIDDEN')
  })

  it('are text that an address can hold', async () => {
    const { system, addAlbum } = await openTestGallery()
    const { id } = await addAlbum('Album')
    for (const permalink of ['2019/summer', 'a', 'тест/写真', 'x'.repeat(255), 'a.b/-c_~d', 'Photos'])
      expect((await system.albums.update(id, { permalink })).permalink).toBe(permalink)
    for (const permalink of [
      '',
      '/a',
      'a/',
      'a//b',
      '.',
      'a/../b',
      'a/./b',
      'a b',
      'a\nb',
      'a\u200bb',
      'a?b',
      'a#b',
      'a%2fb',
      'a\\b',
      '12',
      '12-iceland',
      'a/photos/12',
      'a/Photos/x',
      'x'.repeat(256),
      '\ud800',
      7,
    ]) {
      const error = await refusalOf(system.albums.update(id, { permalink: permalink as string }), 'INPUT_INVALID')
      expect(error.issues.map((issue) => issue.path)).toEqual(['permalink'])
    }
  })

  it('are taken by one of those who want the same at once', async () => {
    const { system, addAlbum, gallery } = await openTestGallery()
    const albums = await Promise.all(Array.from({ length: 6 }, (_, index) => addAlbum(`Album ${index}`)))
    const outcomes = await Promise.allSettled(
      albums.map((album) => system.albums.update(album.id, { permalink: 'same' })),
    )
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused.map((outcome) => outcome.reason.code)).toEqual(Array.from({ length: 5 }, () => 'NAME_TAKEN'))
    expect(await gallery.verify()).toEqual([])
  })
})
