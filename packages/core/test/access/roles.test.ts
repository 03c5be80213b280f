import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { password, refusalOf } from '../world.ts'

describeDialects('roles', ({ openTestGallery }) => {
  it('are sets of capabilities that administrators edit, obeyed at once', async () => {
    const { system, gallery, addUser, addAlbum, addPhoto } = await openTestGallery()
    const album = await addAlbum('Public')
    const photo = await addPhoto(album.id)
    const role = await system.roles.create({ name: 'Helper', visible: ['view', 'edit'] })
    expect(role).toMatchObject({ key: null, everywhere: [], visible: ['view', 'edit'], userCount: 0 })
    const { id } = await system.users.create({ username: 'ann', password, roleId: role.id })
    expect(await system.users.get(id)).toMatchObject({ role: 'user', roleId: role.id, roleName: 'Helper' })
    const ann = gallery.as({ kind: 'user', userId: id })
    expect((await ann.albums.get(album.id)).capabilities).toEqual(['view', 'edit'])
    await ann.photos.update(photo.id, { title: 'By Ann' })
    await system.roles.update(role.id, { visible: ['view'], description: 'Looks only' })
    await refusalOf(ann.photos.update(photo.id, { title: 'x' }), 'FORBIDDEN')
    await system.roles.update(role.id, { everywhere: ['download'] })
    expect((await ann.albums.get(album.id)).capabilities).toEqual(['view', 'download'])
    expect((await system.roles.get(role.id)).userCount).toBe(1)

    await refusalOf(system.roles.delete(role.id), 'ROLE_IN_USE')
    const wrong = await refusalOf(system.roles.delete(role.id, { replacement: 4_711 }), 'INPUT_INVALID')
    expect(wrong.issues[0]?.path).toBe('replacement')
    const user = (await system.roles.list()).find(({ key }) => key === 'user')
    await system.roles.delete(role.id, { replacement: user?.id })
    expect((await system.users.get(id)).roleId).toBe(user?.id)
    await refusalOf(system.roles.get(role.id), 'ROLE_NOT_FOUND')
    await addUser('ben')
  })

  it('refuse what would shut everybody out, or let anybody in', async () => {
    const { system } = await openTestGallery()
    const roles = new Map((await system.roles.list()).map((role) => [role.key, role.id]))
    const [webmaster, guest] = [roles.get('webmaster') as number, roles.get('guest') as number]
    for (const id of roles.values()) await refusalOf(system.roles.delete(id), 'ROLE_PRESET')
    for (const everywhere of [[], ['view'], ['manage']] as const)
      if (everywhere[0] !== 'manage')
        await refusalOf(system.roles.update(webmaster, { everywhere: [...everywhere] }), 'INPUT_INVALID')
    const asGuest = await refusalOf(system.roles.update(guest, { everywhere: ['manage'] }), 'INPUT_INVALID')
    expect(asGuest.issues[0]?.path).toBe('everywhere')
    const reach = await refusalOf(system.roles.create({ name: 'x', visible: ['share'] as never }), 'INPUT_INVALID')
    expect(reach.issues[0]?.path).toBe('visible.0')
    for (const name of ['', 'x'.repeat(101), 7 as never])
      expect((await refusalOf(system.roles.create({ name }), 'INPUT_INVALID')).issues[0]?.path).toBe('name')
    await system.roles.create({ name: 'Helper' })
    await refusalOf(system.roles.create({ name: 'HELPER' }), 'NAME_TAKEN')
  })

  it('give nobody more than the giver holds', async () => {
    const { system, gallery, addUser } = await openTestGallery()
    const role = await system.roles.create({ name: 'Warden', everywhere: ['manage'], visible: ['view', 'download'] })
    const boss = await addUser('boss', { role: 'webmaster' })
    const admin = await addUser('admin', { role: 'admin' })
    const warden = await system.users.create({ username: 'warden', password, roleId: role.id })
    const as = gallery.as({ kind: 'user', userId: warden.id })
    await refusalOf(as.roles.create({ name: 'More', everywhere: ['edit'] }), 'FORBIDDEN')
    await refusalOf(as.roles.update(role.id, { everywhere: ['manage', 'edit'] }), 'FORBIDDEN')
    await refusalOf(as.users.create({ username: 'x', password, role: 'admin' }), 'FORBIDDEN')
    await refusalOf(as.users.update(warden.id, { role: 'admin' }), 'FORBIDDEN')
    await refusalOf(as.users.setPassword(admin.id, 'another password'), 'FORBIDDEN')
    await refusalOf(as.users.update(admin.id, { disabled: true }), 'FORBIDDEN')
    await refusalOf(as.users.delete(admin.id), 'FORBIDDEN')
    await as.users.create({ username: 'plain', password })
    // Administrators hold as much as webmasters, and still do not make or change one.
    await refusalOf(admin.as.users.update(admin.id, { role: 'webmaster' }), 'FORBIDDEN')
    await Promise.all([
      refusalOf(admin.as.users.setPassword(boss.id, 'another password'), 'FORBIDDEN'),
      refusalOf(admin.as.users.update(boss.id, { email: 'x@example.org' }), 'FORBIDDEN'),
      refusalOf(admin.as.users.delete(boss.id), 'FORBIDDEN'),
    ])
    const second = await addUser('second', { role: 'webmaster' })
    await refusalOf(second.as.users.update(boss.id, { role: 'user' }), 'FORBIDDEN')
    await boss.as.users.update(second.id, { role: 'user' })
  })

  it('always leave somebody who can manage, even where two change at once', async () => {
    const { addUser, system } = await openTestGallery()
    const one = await addUser('one', { role: 'admin' })
    await refusalOf(one.as.users.update(one.id, { role: 'user' }), 'LAST_ADMINISTRATOR')
    await refusalOf(one.as.users.update(one.id, { disabled: true }), 'LAST_ADMINISTRATOR')
    await refusalOf(one.as.users.delete(one.id), 'FORBIDDEN')
    await refusalOf(system.users.delete(one.id), 'LAST_ADMINISTRATOR')
    const adminRole = (await system.roles.list()).find(({ key }) => key === 'admin')?.id as number
    await refusalOf(system.roles.update(adminRole, { everywhere: [] }), 'LAST_ADMINISTRATOR')
    const two = await addUser('two', { role: 'admin' })
    const outcomes = await Promise.allSettled([
      one.as.users.update(one.id, { role: 'user' }),
      two.as.users.update(two.id, { role: 'user' }),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect((await system.users.list({ role: 'admin' })).total).toBe(1)
  })

  it('are nothing to anybody else', async () => {
    const { gallery, addUser } = await openTestGallery()
    const ann = await addUser('ann')
    for (const [as, code] of [
      [ann.as, 'FORBIDDEN'],
      [gallery.as({ kind: 'guest' }), 'UNAUTHENTICATED'],
    ] as const) {
      await refusalOf(as.roles.list(), code)
      await refusalOf(as.roles.create({ name: 'x' }), code)
      await refusalOf(as.rights.guests(), code)
      await refusalOf(as.rights.setGuests({ enabled: false }), code)
      await refusalOf(as.rights.explain('guest', { album: 1 }), code)
      await refusalOf(as.groups.get(1), code)
      await refusalOf(as.groups.delete(1), code)
    }
    // What one may set of oneself is the address; AZ-26.
    await refusalOf(ann.as.users.update(ann.id, { role: 'admin' }), 'FORBIDDEN')
    await refusalOf(ann.as.users.update(ann.id, { level: 8 }), 'FORBIDDEN')
    // One's own address is changed in one's account, which confirms it.
    await refusalOf(ann.as.users.update(ann.id, { email: 'ann@example.org' }), 'FORBIDDEN')
    const shared = await addUser('shared', { role: 'generic' })
    await refusalOf(shared.as.users.update(shared.id, { email: 'x@example.org' }), 'FORBIDDEN')
    await refusalOf(shared.as.users.setPassword(shared.id, 'another password'), 'FORBIDDEN')
  })
})
