import { expect, it } from 'vitest'
import { type Actor, guest, hostActor } from '../../src/access/actor.ts'
import { describeDialects } from '../dialects.ts'
import { refusalOf } from '../world.ts'

const hour = 3_600_000

/** All at once: each must be refused with the code. */
const refusalsOf = async (code: string, calls: readonly Promise<unknown>[]): Promise<void> => {
  await Promise.all(calls.map((call) => refusalOf(call, code)))
}

describeDialects('share links', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery()
    const { addAlbum, addPhoto, addUser, grant, system } = world
    const ann = await addUser('ann', { level: 2 })
    const top = await addAlbum('Top', { visibility: 'private' })
    const below = await addAlbum('Below', { parentId: top.id, visibility: 'private' })
    const locked = await addAlbum('Locked', { parentId: top.id })
    await system.albums.update(locked.id, { locked: true })
    const elsewhere = await addAlbum('Public')
    await grant(top.id, [['user', ann.id, 'view', 'download', 'share']])
    const photos = {
      top: await addPhoto(top.id, { tags: ['sea'] }),
      below: await addPhoto(below.id, { level: 2 }),
      high: await addPhoto(below.id, { level: 4 }),
      locked: await addPhoto(locked.id),
      elsewhere: await addPhoto(elsewhere.id, { tags: ['coast'] }),
    }
    return { ...world, ann, top, below, locked, elsewhere, photos }
  }

  it('open what was granted to them and what lies below, and nothing else', async () => {
    const { gallery, ann, top, below, locked, elsewhere, photos, db } = await build()
    const { link, key } = await ann.as.shares.create({ name: 'For Zoe', albumIds: [top.id], withBelow: true, level: 2 })
    expect(key).toMatch(/^vl_[\w-]{43}$/)
    expect(link).toMatchObject({ name: 'For Zoe', level: 2, grants: [{ albumId: top.id, capabilities: ['view'] }] })
    expect(JSON.stringify(await db.read.selectFrom('share_links').selectAll().execute())).not.toContain(key)
    expect(JSON.stringify(await db.read.selectFrom('changes').selectAll().execute())).not.toContain(key)
    const actor = (await gallery.shares.open(key)) as Actor
    expect(actor).toEqual({ kind: 'link', linkId: link.id })
    const as = gallery.as(actor)
    expect(await as.me()).toMatchObject({ kind: 'link', name: 'For Zoe', user: null, level: 2, isAdmin: false })
    expect((await as.albums.list({ parent: null })).items.map(({ id }) => id)).toEqual([top.id])
    expect((await as.albums.get(below.id)).capabilities).toEqual(['view'])
    for (const album of [locked, elsewhere]) await refusalOf(as.albums.get(album.id), 'ALBUM_NOT_FOUND')
    const seen = (await as.photos.list()).items.map(({ id }) => id).sort((a, b) => a - b)
    expect(seen).toEqual([photos.top.id, photos.below.id])
    expect((await as.tags.list()).items.map(({ name }) => name)).toEqual(['sea'])
    for (const photo of [photos.high, photos.locked, photos.elsewhere]) {
      await refusalOf(as.photos.get(photo.id), 'PHOTO_NOT_FOUND')
      await refusalOf(as.derivatives.open(photo.id, { size: 'thumb' }), 'PHOTO_NOT_FOUND')
    }
    await refusalOf(as.photos.original(photos.top.id), 'FORBIDDEN')
    await refusalOf(as.photos.update(photos.top.id, { title: 'x' }), 'FORBIDDEN')
    await refusalOf(as.shares.list(), 'FORBIDDEN')
  })

  it('give no more than their maker holds', async () => {
    const { ann, top, elsewhere, addAlbum, system } = await build()
    const hidden = await addAlbum('Hidden', { visibility: 'private' })
    await refusalOf(ann.as.shares.create({ name: 'x', albumIds: [hidden.id] }), 'ALBUM_NOT_FOUND')
    await refusalOf(ann.as.shares.create({ name: 'x', albumIds: [elsewhere.id] }), 'FORBIDDEN')
    const more = [{ albumId: top.id, capabilities: ['upload' as const] }]
    expect((await refusalOf(ann.as.shares.create({ name: 'x', grants: more }), 'INPUT_INVALID')).issues[0]?.path).toBe(
      'grants.0.capabilities',
    )
    for (const [draft, path] of [
      [{ name: '', albumIds: [top.id] }, 'name'],
      [{ name: 'x' }, 'albumIds'],
      [{ name: 'x', albumIds: [top.id, top.id] }, 'albumIds.1'],
      [{ name: 'x', albumIds: [top.id], level: 4 }, 'level'],
      [{ name: 'x', albumIds: [top.id], level: 3 }, 'level'],
      [{ name: 'x', albumIds: [top.id], expiresAt: '2023-01-01T00:00:00.000Z' }, 'expiresAt'],
      [{ name: 'x', albumIds: [top.id], expiresAt: 'tomorrow' }, 'expiresAt'],
      [{ name: 'x', albumIds: Array.from({ length: 201 }, (_, index) => index + 1) }, 'albumIds'],
      [{ name: 'x', grants: [{ albumId: top.id, capabilities: ['manage'] }] }, 'grants.0.capabilities.0'],
    ] as const)
      expect((await refusalOf(ann.as.shares.create(draft as never), 'INPUT_INVALID')).issues[0]?.path).toBe(path)
    expect((await system.shares.list()).total).toBe(0)
  })

  it('end by the clock, by revoking, and tell nobody which', async () => {
    const { gallery, ann, top, addUser, system, clock, db } = await build()
    const expiresAt = new Date(clock().getTime() + hour).toISOString()
    const { link, key } = await ann.as.shares.create({ name: 'Short', albumIds: [top.id], expiresAt })
    const as = gallery.as({ kind: 'link', linkId: link.id })
    expect((await as.albums.list({ parent: null })).total).toBe(1)
    clock.advance(hour)
    await refusalOf(as.albums.list({ parent: null }), 'UNAUTHENTICATED')
    await refusalOf(as.me(), 'UNAUTHENTICATED')
    expect(await gallery.shares.open(key)).toBeNull()

    const second = await ann.as.shares.create({ name: 'Long', albumIds: [top.id] })
    const ben = await addUser('ben')
    await refusalOf(ben.as.shares.revoke(second.link.id), 'LINK_NOT_FOUND')
    expect((await ben.as.shares.list()).items).toEqual([])
    expect((await ann.as.shares.list({ limit: 1 })).items.map(({ name }) => name)).toEqual(['Long'])
    expect((await ann.as.shares.revoke(second.link.id)).revokedAt).not.toBeNull()
    await ann.as.shares.revoke(second.link.id)
    expect(await gallery.shares.open(second.key)).toBeNull()
    const rows = await db.read.selectFrom('album_grants').selectAll().where('principal_type', '=', 'link').execute()
    expect(rows.map((row) => row.principal_id)).toEqual([link.id])
    for (const wrong of ['', 'vl_', `vl_${'x'.repeat(43)}`, second.key.slice(0, -1), 7 as never, `${key} `])
      expect(await gallery.shares.open(wrong)).toBeNull()
    await refusalOf(gallery.as({ kind: 'link', linkId: 4_711 }).me(), 'UNAUTHENTICATED')
    expect((await system.shares.list()).total).toBe(2)
  })

  it('are principals of grants as users and groups are', async () => {
    const { gallery, top, elsewhere, system } = await build()
    const { link } = await system.shares.create({ name: 'x', albumIds: [top.id] })
    const principal = { type: 'link' as const, id: link.id }
    await system.albums.setGrants(elsewhere.id, { inherit: true, grants: [{ principal, capabilities: ['upload'] }] })
    const as = gallery.as({ kind: 'link', linkId: link.id })
    expect((await as.albums.get(elsewhere.id)).capabilities).toEqual(['view', 'upload'])
    const grants = [{ principal, capabilities: ['manage' as const] }]
    const error = await refusalOf(system.albums.setGrants(elsewhere.id, { inherit: true, grants }), 'INPUT_INVALID')
    expect(error.issues[0]?.path).toBe('grants.0.capabilities')
    await system.shares.revoke(link.id)
    await refusalOf(
      system.albums.setGrants(elsewhere.id, { inherit: true, grants: [{ principal, capabilities: ['view'] }] }),
      'INPUT_INVALID',
    )
  })
})

describeDialects('links and their makers', ({ openTestGallery }) => {
  it('AZ-37 a link loses what its maker loses, at the next call, and has it back with it', async () => {
    const { gallery, addUser, addAlbum, addPhoto, grant, system } = await openTestGallery()
    const ann = await addUser('ann', { level: 2 })
    const top = await addAlbum('Top', { visibility: 'private' })
    const open = await addAlbum('Open', { parentId: top.id })
    const below = await addAlbum('Below', { parentId: top.id, visibility: 'private' })
    const photo = await addPhoto(top.id, { level: 2 })
    const all = ['view', 'download', 'upload', 'share'] as const
    await grant(top.id, [['user', ann.id, ...all]])
    const { link } = await ann.as.shares.create({
      name: 'x',
      albumIds: [top.id],
      withBelow: true,
      level: 2,
      capabilities: ['download', 'submit'],
    })
    const as = gallery.as({ kind: 'link', linkId: link.id })
    const inTop = async () => (await as.albums.get(top.id)).capabilities
    expect(await inTop()).toEqual(['view', 'download', 'submit'])
    expect((await as.albums.get(below.id)).capabilities).toEqual(['view', 'download', 'submit'])
    expect((await as.photos.get(photo.id)).capabilities).toEqual(['view', 'download', 'submit'])

    const given = ['link', link.id, 'view', 'download', 'submit'] as const
    await grant(top.id, [['user', ann.id, 'view', 'share'], given])
    expect(await inTop()).toEqual(['view'])
    await refusalOf(as.photos.original(photo.id), 'FORBIDDEN')
    await system.users.update(ann.id, { level: 1 })
    await refusalOf(as.photos.get(photo.id), 'PHOTO_NOT_FOUND')
    await system.users.update(ann.id, { level: 2 })
    expect((await as.photos.list()).total).toBe(1)

    // Whoever sees an album still, and may not share it any more, shows it to nobody.
    await grant(top.id, [['user', ann.id, 'view', 'download'], given])
    for (const album of [top, open, below]) await refusalOf(as.albums.get(album.id), 'ALBUM_NOT_FOUND')
    expect((await as.photos.list()).total).toBe(0)
    const explained = await system.rights.explain({ link: link.id }, { album: top.id })
    expect(explained).toMatchObject({ sees: false })
    expect(JSON.stringify(explained)).toContain('not-shared')
    await grant(top.id, [['user', ann.id, ...all], given])
    expect(await inTop()).toEqual(['view', 'download', 'submit'])

    // What others grant to the link does not reach where its maker may not share.
    const elsewhere = await addAlbum('Elsewhere')
    await grant(elsewhere.id, [['link', link.id, 'view', 'upload']])
    await refusalOf(as.albums.get(elsewhere.id), 'ALBUM_NOT_FOUND')
  })

  it('AU-26 an API key of the maker gives a link no more than the key was made for', async () => {
    const { gallery, addUser, addAlbum, grant } = await openTestGallery()
    const ann = await addUser('ann')
    const top = await addAlbum('Top', { visibility: 'private' })
    await grant(top.id, [['user', ann.id, 'view', 'download', 'upload', 'share']])
    const keyOf = async (...scopes: ('read' | 'share' | 'upload')[]) => {
      const { key } = await ann.as.keys.create({ name: 'k', scopes, expiresInDays: 1 })
      return gallery.as((await gallery.keys.open(key)) as Actor)
    }
    const [reads, shares, both] = [await keyOf('read'), await keyOf('share'), await keyOf('share', 'upload')]
    const draft = (...capabilities: ('download' | 'upload' | 'submit')[]) => ({
      name: 'x',
      albumIds: [top.id],
      capabilities,
    })
    await refusalOf(reads.shares.create(draft('download')), 'FORBIDDEN')
    await refusalOf(shares.shares.create(draft('upload')), 'INPUT_INVALID')
    const { link } = await shares.shares.create(draft('download'))
    await refusalOf(shares.shares.update(link.id, { capabilities: ['view', 'upload'] }), 'INPUT_INVALID')
    await refusalOf(reads.shares.update(link.id, { name: 'y' }), 'SCOPE_MISSING')
    await refusalOf(reads.shares.visits(link.id), 'SCOPE_MISSING')
    await refusalOf(reads.shares.revoke(link.id), 'SCOPE_MISSING')
    await refusalOf(reads.shares.revokeAllOf(top.id), 'FORBIDDEN')
    expect((await both.shares.create(draft('upload', 'submit'))).link.grants).toHaveLength(1)
    expect((await shares.shares.update(link.id, { name: 'y' })).name).toBe('y')
  })
})

describeDialects('guests', ({ openTestGallery }) => {
  it('are shut out, and let in up to a level, at the next call', async () => {
    const { gallery, system, addAlbum, addPhoto, addUser } = await openTestGallery()
    const album = await addAlbum('Public')
    await addPhoto(album.id)
    const photo = await addPhoto(album.id, { level: 1 })
    const as = gallery.as(guest)
    expect((await as.photos.list()).total).toBe(1)
    expect(await system.rights.setGuests({ level: 1 })).toEqual({ enabled: true, level: 1 })
    expect((await as.photos.list()).total).toBe(2)
    await system.rights.setGuests({ enabled: false })
    await refusalsOf('UNAUTHENTICATED', [
      as.photos.list(),
      as.photos.get(photo.id),
      as.photos.get(4_711),
      as.albums.list({ parent: null }),
      as.albums.get(album.id),
      as.tags.list(),
      as.derivatives.open(photo.id, { size: 'thumb' }),
    ])
    expect(await as.me()).toMatchObject({ kind: 'guest', mustSignIn: true, everywhere: [] })
    const ann = await addUser('ann', { level: 1 })
    expect((await ann.as.photos.list()).total).toBe(2)
    expect((await system.viewAs('guest').photos.list()).total).toBe(0)
    expect(await system.rights.explain('guest', { photo: photo.id })).toMatchObject({
      sees: false,
      reasons: expect.arrayContaining([{ kind: 'denied', why: 'guests-off' }]),
    })
    for (const bad of [{ enabled: 'no' }, { level: 3 }, { other: 1 }])
      await refusalOf(system.rights.setGuests(bad as never), 'INPUT_INVALID')
    await system.rights.setGuests({ enabled: true })
    expect((await as.photos.list()).total).toBe(2)
  })
})

describeDialects('somebody of the host application', ({ openTestGallery }) => {
  it('has the rights that the host says, without a row of ours', async () => {
    const { gallery, system, addAlbum, addPhoto, addGroup, grant, db } = await openTestGallery()
    const album = await addAlbum('Private', { visibility: 'private' })
    await addPhoto(album.id, { level: 2 })
    const group = await addGroup('Staff', [])
    await grant(album.id, [['group', group, 'view', 'edit']])
    const person = { subject: 'crm-17', name: 'Zoe', role: 'user', level: 2, groupIds: [group] } as const
    const zoe = gallery.as(hostActor(person))
    expect(await zoe.me()).toMatchObject({ kind: 'host', name: 'Zoe', user: null, level: 2, isAdmin: false })
    expect((await zoe.albums.get(album.id)).capabilities).toEqual(['view', 'edit'])
    expect((await zoe.photos.list()).total).toBe(1)
    await zoe.albums.update(album.id, { name: 'By Zoe' })
    const last = await db.read.selectFrom('changes').selectAll().orderBy('id', 'desc').executeTakeFirst()
    expect(last).toMatchObject({ actor_kind: 'host', actor_id: null, reason: 'crm-17' })
    expect((await gallery.as(hostActor({ ...person, level: 1 })).photos.list()).total).toBe(0)
    await refusalOf(gallery.as(hostActor({ ...person, groupIds: [] })).albums.get(album.id), 'ALBUM_NOT_FOUND')
    await system.groups.delete(group)
    await refusalOf(zoe.albums.get(album.id), 'ALBUM_NOT_FOUND')
    const chief = gallery.as(hostActor({ ...person, role: 'admin' }))
    expect((await chief.users.list()).total).toBe(0)
    await refusalOf(gallery.as(hostActor({ ...person, role: 4_711 })).me(), 'UNAUTHENTICATED')
    for (const bad of [{ level: 3 }, { subject: '' }, { groupIds: ['1'] }, { groupIds: null }, { role: null }])
      await refusalOf(gallery.as(hostActor({ ...person, ...bad } as never)).photos.list(), 'INPUT_INVALID')
    await refusalOf(gallery.as({ kind: 'root' } as never).photos.list(), 'UNAUTHENTICATED')
  })
})

describeDialects('a look through other eyes', ({ openTestGallery }) => {
  it('shows what they see, changes nothing, and ends with the right to look', async () => {
    const { gallery, system, addAlbum, addPhoto, addUser, addGroup, grant } = await openTestGallery()
    const admin = await addUser('admin', { role: 'admin' })
    const other = await addUser('other', { role: 'webmaster' })
    const ann = await addUser('ann', { level: 2 })
    const group = await addGroup('Family', [ann])
    const album = await addAlbum('Private', { visibility: 'private' })
    await grant(album.id, [
      ['group', group, 'view', 'edit', 'upload'],
      ['user', admin.id, 'share'],
    ])
    const photo = await addPhoto(album.id)
    await addPhoto(album.id, { level: 2 })
    const { link } = await admin.as.shares.create({ name: 'Link', albumIds: [album.id] })
    const totals = []
    for (const target of [{ user: ann.id }, { group }, { link: link.id }, 'guest'] as const)
      totals.push((await admin.as.viewAs(target).photos.list()).total)
    expect(totals).toEqual([2, 1, 1, 0])
    const preview = admin.as.viewAs({ user: ann.id })
    expect(await preview.me()).toMatchObject({ kind: 'user', name: 'ann', isPreview: true, isAdmin: false, level: 2 })
    await refusalsOf('PREVIEW_READ_ONLY', [
      preview.photos.update(photo.id, { title: 'x' }),
      preview.albums.update(album.id, { name: 'x' }),
      preview.users.update(ann.id, { email: 'x@example.org' }),
      preview.users.setPassword(ann.id, 'another password'),
      addPhoto(album.id, { as: preview }),
      admin.as.viewAs({ user: other.id }).groups.create({ name: 'x' }),
      admin.as.viewAs({ user: other.id }).rights.setGuests({ enabled: false }),
    ])
    await preview.photos.visited(photo.id)
    await refusalOf(admin.as.viewAs({ user: 4_711 }).photos.list(), 'USER_NOT_FOUND')
    await refusalOf(admin.as.viewAs({ group: 4_711 }).photos.list(), 'GROUP_NOT_FOUND')
    await refusalOf(admin.as.viewAs({ link: 4_711 }).photos.list(), 'LINK_NOT_FOUND')
    await refusalOf(ann.as.viewAs('guest').photos.list(), 'FORBIDDEN')
    await refusalOf(gallery.as(guest).viewAs({ user: admin.id }).photos.list(), 'FORBIDDEN')
    // A look through the eyes of an administrator does not make one.
    expect(ann.as.viewAs({ user: admin.id }).viewAs('guest').actor).toMatchObject({ by: ann.actor })
    await system.users.update(admin.id, { role: 'user' })
    await refusalOf(preview.photos.list(), 'FORBIDDEN')
  })
})
