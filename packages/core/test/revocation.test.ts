import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import { describeDialects } from './dialects.ts'
import { password, refusalOf } from './world.ts'

describeDialects('a right that was taken away', ({ freshDatabase, openTestGallery }) => {
  it('is gone at the next call, here and in another process', async () => {
    const database = await freshDatabase()
    const one = await openTestGallery({ on: database })
    const two = await openTestGallery({ on: database })
    const ann = await one.addUser('ann', { level: 4 })
    const family = await one.addGroup('Family', [])
    const album = await one.addAlbum('Private', { visibility: 'private' })
    const photo = await one.addPhoto(album.id)
    const readers = [one.gallery.as(ann.actor), two.gallery.as(ann.actor)]
    const seen = async () =>
      Promise.all(
        readers.map(async (as) => {
          const albums = (await as.albums.list({ parent: null })).total
          const { items, total } = await as.photos.list()
          const direct = await as.photos.get(photo.id).then(
            () => 1,
            () => 0,
          )
          const tags = (await as.tags.list()).total
          expect([items.length, total, direct]).toEqual([albums, albums, albums])
          expect(tags).toBe(0)
          return albums
        }),
      )
    const changes: [change: () => Promise<unknown>, sees: 0 | 1][] = [
      [async () => null, 0],
      [() => one.grant(album.id, [['user', ann.id, 'view']]), 1],
      [() => one.grant(album.id, []), 0],
      [() => one.grant(album.id, [['group', family, 'view']]), 0],
      [() => one.system.groups.setMembers(family, [ann.id]), 1],
      [() => two.system.groups.setMembers(family, []), 0],
      [() => two.system.albums.update(album.id, { visibility: 'public' }), 1],
      [() => one.system.albums.update(album.id, { locked: true }), 0],
      [() => one.system.albums.update(album.id, { locked: false }), 1],
    ]
    for (const [change, sees] of changes) {
      await change()
      expect(await seen()).toEqual([sees, sees])
    }
    const hidden = await two.addAlbum('Hidden', { visibility: 'private' })
    await one.system.albums.move(album.id, { parentId: hidden.id })
    expect(await seen()).toEqual([0, 0])
    await one.system.albums.move(album.id, { parentId: null })
    await one.system.photos.update(photo.id, { level: 8 })
    for (const as of readers) {
      await refusalOf(as.photos.get(photo.id), 'PHOTO_NOT_FOUND')
      expect((await as.photos.list()).total).toBe(0)
      expect((await as.albums.get(album.id)).counts.photos).toBe(0)
    }
  })

  it('is gone for users who are disabled, and for their sessions', async () => {
    const database = await freshDatabase()
    const one = await openTestGallery({ on: database })
    const two = await openTestGallery({ on: database })
    const ann = await one.addUser('ann')
    const { token } = await one.gallery.sessions.signIn({ username: 'ann', password })
    await two.gallery.as(ann.actor).albums.list({ parent: null })
    expect(await two.gallery.sessions.resolve(token)).not.toBeNull()
    await one.db.write.updateTable('users').set({ is_disabled: 1 }).where('id', '=', ann.id).execute()
    await one.db.write
      .updateTable('gallery_state')
      .set((eb) => ({ tree_version: eb('tree_version', '+', 1) }))
      .execute()
    for (const { gallery } of [one, two]) {
      await refusalOf(gallery.as(ann.actor).albums.list({ parent: null }), 'UNAUTHENTICATED')
      expect(await gallery.sessions.resolve(token)).toBeNull()
    }
    await refusalOf(two.gallery.sessions.signIn({ username: 'ann', password }), 'CREDENTIALS_INVALID')
    await refusalOf(one.gallery.as({ kind: 'user', userId: 4_711 }).me(), 'UNAUTHENTICATED')
  })

  it('shows a new private album to nobody, not even while it is made', async () => {
    const database = await freshDatabase()
    const one = await openTestGallery({ on: database })
    const two = await openTestGallery({ on: database })
    await one.addPhoto((await one.addAlbum('Public')).id)
    let isDone = false
    const watching = (async () => {
      while (!isDone) {
        // SQLite answers without ever waiting: the others must get their turn.
        await setImmediate()
        const { items } = await two.gallery.as(guest).photos.list()
        expect(items.map((photo) => photo.title)).not.toContain('secret')
        expect((await two.gallery.as(guest).tags.list()).total).toBe(0)
      }
    })()
    for (let round = 0; round < 8; round++) {
      const album = await one.addAlbum(`Private ${round}`, { visibility: 'private' })
      await one.addPhoto(album.id, { title: 'secret', tags: ['secret'] })
    }
    isDone = true
    await watching
    expect((await two.gallery.as(guest).photos.list()).total).toBe(1)
  })
})
