import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { allPages, password, refusalOf } from '../world.ts'

describeDialects('people', ({ openTestGallery }) => {
  it('are found by name, address, role, group, level and state, page by page', async () => {
    const { system, addUser, addGroup } = await openTestGallery()
    const names = ['Anna', 'ben', 'BENNO', 'Çelik', 'dora', 'annabel']
    const users = []
    for (const [index, name] of names.entries())
      users.push(await addUser(name, { level: index % 2 ? 2 : 0, role: index === 4 ? 'admin' : 'user' }))
    await system.users.update(users[3]?.id as number, { email: 'Ann@Example.org' })
    const group = await addGroup('Family', users.slice(0, 2))
    const found = async (options: Parameters<typeof system.users.list>[0]) => {
      const items = await allPages((cursor) => system.users.list({ ...options, limit: 1, cursor }))
      expect((await system.users.list(options)).total).toBe(items.length)
      return items.map(({ username }) => username)
    }
    expect(await found({ q: 'ANN' })).toEqual(['Anna', 'annabel', 'Çelik'])
    expect(await found({ q: '%' })).toEqual([])
    expect(await found({ group })).toEqual(['Anna', 'ben'])
    expect(await found({ role: 'admin' })).toEqual(['dora'])
    expect(await found({ level: 2, q: 'ben' })).toEqual(['ben'])
    await system.users.update(users[2]?.id as number, { disabled: true })
    expect(await found({ disabled: true })).toEqual(['BENNO'])
    const { nextCursor } = await system.users.list({ limit: 1 })
    await refusalOf(system.users.list({ q: 'ann', cursor: nextCursor ?? '' }), 'CURSOR_INVALID')
    for (const bad of [{ limit: 501 }, { q: '' }, { level: 3 }, { role: 'x' }, { q: 'x'.repeat(101) }])
      await refusalOf(system.users.list(bad as never), 'INPUT_INVALID')
    await refusalOf(system.users.list({ roleId: 4_711 }), 'ROLE_NOT_FOUND')
  })

  it('are renamed, disabled and deleted; what they added stays', async () => {
    const { system, gallery, addUser, addAlbum, addPhoto, grant, db } = await openTestGallery()
    const ann = await addUser('ann')
    const album = await addAlbum('Private', { visibility: 'private' })
    await grant(album.id, [['user', ann.id, 'upload', 'share']])
    const photo = await addPhoto(album.id, { as: ann.as })
    const { key } = await ann.as.shares.create({ name: 'Mine', albumIds: [album.id] })
    await addUser('ben')
    await refusalOf(system.users.update(ann.id, { username: 'BEN' }), 'USERNAME_TAKEN')
    await refusalOf(system.users.update(ann.id, { username: ' ' }), 'INPUT_INVALID')
    expect((await system.users.update(ann.id, { username: 'Anne', level: 4 })).username).toBe('Anne')
    const { token } = await gallery.sessions.signIn({ username: 'anne', password })
    await system.users.update(ann.id, { disabled: true })
    expect(await gallery.sessions.resolve(token)).toBeNull()
    await refusalOf(ann.as.me(), 'UNAUTHENTICATED')
    expect(await gallery.shares.open(key)).toBeNull()
    await system.users.update(ann.id, { disabled: false })
    expect(await gallery.sessions.resolve(token)).toBeNull()
    expect(await gallery.shares.open(key)).not.toBeNull()

    await system.users.delete(ann.id)
    await refusalOf(system.users.get(ann.id), 'USER_NOT_FOUND')
    expect((await system.photos.get(photo.id)).id).toBe(photo.id)
    expect(await gallery.shares.open(key)).toBeNull()
    expect(await db.read.selectFrom('album_grants').selectAll().where('principal_type', '=', 'user').execute()).toEqual(
      [],
    )
    await refusalOf(system.users.delete(ann.id), 'USER_NOT_FOUND')
  })

  it('join groups that are renamed, copied, merged and deleted with their grants', async () => {
    const { system, addUser, addGroup, addAlbum, grant } = await openTestGallery()
    const [ann, ben] = [await addUser('ann'), await addUser('ben')]
    const one = await addGroup('One', [ann])
    const two = await addGroup('Two', [ben])
    const [a, b] = [await addAlbum('A', { visibility: 'private' }), await addAlbum('B', { visibility: 'private' })]
    await grant(a.id, [
      ['group', one, 'view'],
      ['group', two, 'edit'],
    ])
    await grant(b.id, [['group', two, 'view']])
    const seen = async (as: typeof ann.as) => (await as.albums.list({ parent: null })).total
    expect([await seen(ann.as), await seen(ben.as)]).toEqual([1, 2])

    const copy = await system.groups.duplicate(two, { name: 'Copy' })
    expect(copy).toMatchObject({ name: 'Copy', memberCount: 1, isDefault: false })
    await refusalOf(system.groups.duplicate(two, { name: 'copy' }), 'NAME_TAKEN')
    await system.groups.delete(two)
    expect(await seen(ben.as)).toBe(2)
    const merged = await system.groups.merge(one, [copy.id])
    expect(merged).toMatchObject({ id: one, memberCount: 2 })
    expect([await seen(ann.as), await seen(ben.as)]).toEqual([2, 2])
    expect((await ann.as.albums.get(a.id)).capabilities).toEqual(['view', 'edit'])
    await refusalOf(system.groups.get(copy.id), 'GROUP_NOT_FOUND')
    for (const bad of [[], [one], [0]]) await refusalOf(system.groups.merge(one, bad), 'INPUT_INVALID')
    await refusalOf(system.groups.merge(one, [4_711]), 'GROUP_NOT_FOUND')

    await system.groups.removeMembers(one, [ann.id, 4_711])
    expect(await seen(ann.as)).toBe(0)
    await system.groups.addMembers(one, [ann.id, ben.id])
    expect(await seen(ann.as)).toBe(2)
    await refusalOf(system.groups.addMembers(one, [4_711]), 'INPUT_INVALID')
    const members = await allPages((cursor) => system.groups.members(one, { limit: 1, cursor }))
    expect(members.map(({ username }) => username)).toEqual(['ann', 'ben'])

    expect(await system.groups.update(one, { name: 'Uno', isDefault: true })).toMatchObject({
      name: 'Uno',
      isDefault: true,
    })
    const cleo = await addUser('cleo')
    expect(await seen(cleo.as)).toBe(2)
    for (let index = 0; index < 5; index++) await addGroup(`Many ${index}`, [])
    const names = await allPages((cursor) => system.groups.list({ q: 'MANY', limit: 2, cursor }))
    expect(names.map(({ name }) => name)).toEqual([0, 1, 2, 3, 4].map((index) => `Many ${index}`))
  })
})
