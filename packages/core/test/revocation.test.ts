import { setImmediate } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { guest } from '../src/access/actor.ts'
import { describeDialects } from './dialects.ts'
import { password, refusalOf } from './world.ts'

describeDialects('a right that was taken away', ({ migratedDatabase, openTestGallery }) => {
  it('AZ-29: is gone at the next call, here and in another process', async () => {
    const database = await migratedDatabase()
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

  it('is gone for the next request, and within one as soon as it writes', async () => {
    const database = await migratedDatabase()
    const one = await openTestGallery({ on: database })
    const two = await openTestGallery({ on: database })
    const ann = await one.addUser('ann')
    const [album, other] = [await one.addAlbum('Album'), await one.addAlbum('Other')]
    await one.grant(other.id, [['user', ann.id, 'view', 'edit']])
    const request = two.gallery.forRequest(ann.actor)
    expect((await request.albums.list({ parent: null })).total).toBe(2)
    await one.system.albums.update(album.id, { visibility: 'private', name: 'Secret' })
    expect((await two.gallery.forRequest(ann.actor).albums.list({ parent: null })).total).toBe(1)
    await refusalOf(two.gallery.as(ann.actor).albums.get(album.id), 'ALBUM_NOT_FOUND')
    await request.albums.update(other.id, { name: 'Mine' })
    expect((await request.albums.list({ parent: null })).items.map(({ name }) => name)).toEqual(['Mine'])
    await refusalOf(request.albums.get(album.id), 'ALBUM_NOT_FOUND')
  })

  it('is gone for roles, links, hosts and guests too, on every surface of both', async () => {
    const database = await migratedDatabase()
    const one = await openTestGallery({ on: database })
    const two = await openTestGallery({ on: database })
    const role = await one.system.roles.create({ name: 'Helper', everywhere: ['view', 'download'] })
    const ann = await one.system.users.create({ username: 'ann', password, roleId: role.id })
    const group = await one.addGroup('Family', [])
    const album = await one.addAlbum('Private', { visibility: 'private' })
    const open = await one.addAlbum('Public')
    const photo = await one.addPhoto(album.id, { tags: ['sea'], title: 'Lighthouse' })
    await one.addPhoto(open.id)
    await one.grant(album.id, [['group', group, 'download']])
    const expiresAt = new Date(one.clock().getTime() + 60_000).toISOString()
    const grants = [{ albumId: album.id, capabilities: ['download' as const] }]
    const { link } = await one.system.shares.create({ name: 'Link', grants, expiresAt })
    const { link: second, key } = await one.system.shares.create({ name: 'Second', grants })
    const host = { kind: 'host', subject: 'zoe', role: 'guest', level: 0, groupIds: [group] } as const
    const actors = {
      user: { kind: 'user', userId: ann.id },
      link: { kind: 'link', linkId: link.id },
      second: { kind: 'link', linkId: second.id },
      host,
    } as const
    /** Whether the private photo is there, the same on every surface of both. */
    const sees = async (actor: Parameters<typeof one.gallery.as>[0]): Promise<boolean> => {
      const answers = await Promise.all(
        [one, two].map(async ({ gallery }) => {
          const as = gallery.as(actor)
          const has = (work: Promise<boolean>) => work.catch(() => false)
          return Promise.all([
            has(as.albums.get(album.id).then(({ counts }) => counts.photos === 1)),
            has(as.photos.get(photo.id).then(() => true)),
            has(as.photos.list({ q: 'lighthouse' }).then(({ items, total }) => items.length === 1 && total === 1)),
            has(as.tags.list().then(({ items }) => items.some(({ name }) => name === 'sea'))),
            has(as.derivatives.describe(photo.id, { size: 'thumb' }).then(() => true)),
            has(as.photos.original(photo.id).then(() => true)),
          ])
        }),
      )
      const all = answers.flat()
      expect(new Set(all).size, JSON.stringify(answers)).toBe(1)
      return all[0] === true
    }
    for (const actor of Object.values(actors)) expect(await sees(actor)).toBe(true)
    await two.system.roles.update(role.id, { everywhere: [] })
    expect(await sees(actors.user)).toBe(false)
    await two.system.groups.addMembers(group, [ann.id])
    expect(await sees(actors.user)).toBe(true)
    await one.system.groups.delete(group)
    for (const actor of [actors.user, actors.host]) expect(await sees(actor)).toBe(false)
    await two.system.shares.revoke(second.id)
    expect(await sees(actors.second)).toBe(false)
    expect(await one.gallery.shares.open(key)).toBeNull()
    expect(await sees(actors.link)).toBe(true)
    one.clock.advance(60_000)
    two.clock.advance(60_000)
    expect(await sees(actors.link)).toBe(false)
    await two.system.rights.setGuests({ enabled: false })
    for (const { gallery } of [one, two]) await refusalOf(gallery.as(guest).photos.list(), 'UNAUTHENTICATED')
    await one.system.rights.setGuests({ enabled: true })
    for (const { gallery } of [one, two]) expect((await gallery.as(guest).photos.list()).total).toBe(1)
    const { token } = await one.gallery.sessions.signIn({ username: 'ann', password })
    expect(await two.gallery.sessions.resolve(token)).not.toBeNull()
    await two.system.users.update(ann.id, { disabled: true })
    for (const { gallery } of [one, two]) {
      expect(await gallery.sessions.resolve(token)).toBeNull()
      await refusalOf(gallery.as(actors.user).photos.list(), 'UNAUTHENTICATED')
    }
  })

  it('is gone for users who are disabled, and for their sessions', async () => {
    const database = await migratedDatabase()
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
    const database = await migratedDatabase()
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
