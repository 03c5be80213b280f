import { expect, it } from 'vitest'
import { apiKeyActor } from '../../src/access/actor.ts'
import { type Scope, scopes } from '../../src/access/scopes.ts'
import { describeDialects } from '../dialects.ts'
import { password, refusalOf } from '../world.ts'

/** All at once: each must be refused with the code. */
const refusalsOf = async (code: string, calls: readonly Promise<unknown>[]): Promise<void> => {
  await Promise.all(calls.map((each) => refusalOf(each, code)))
}

const day = 24 * 3_600_000

describeDialects('API keys', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery()
    const { addAlbum, addPhoto, addUser, grant, gallery, system } = world
    const ann = await addUser('ann', { level: 2 })
    const boss = await addUser('boss', { role: 'admin', level: 8 })
    const mine = await addAlbum('Mine', { visibility: 'private' })
    const locked = await addAlbum('Locked', { visibility: 'private' })
    await system.albums.update(locked.id, { locked: true })
    const hidden = await addAlbum('Hidden', { visibility: 'private' })
    await grant(mine.id, [['user', ann.id, 'view', 'download', 'upload', 'edit', 'organise', 'share', 'manage']])
    await grant(locked.id, [['user', ann.id, 'view', 'manage']])
    const photo = await addPhoto(mine.id, { level: 2 })
    const unseen = await addPhoto(hidden.id)
    /** The gallery as a new key of somebody meets it. */
    const keyOf = async (user: typeof ann, ...held: Scope[]) => {
      const { apiKey, key } = await user.as.keys.create({ name: 'Script', scopes: held, expiresInDays: 30 })
      const actor = await gallery.keys.open(key)
      return { apiKey, key, as: gallery.as(actor!), actor: actor! }
    }
    return { ...world, ann, boss, mine, locked, hidden, photo, unseen, keyOf }
  }

  it('AU-11 are told once, kept as hashes, and open the gallery as their user', async () => {
    const { db, ann, keyOf, gallery, clock } = await build()
    const { apiKey, key, as } = await keyOf(ann, 'upload')
    expect(key).toMatch(/^vk_[\w-]{43}$/)
    expect(apiKey).toMatchObject({
      name: 'Script',
      start: key.slice(0, 10),
      scopes: ['read', 'upload'],
      user: { id: ann.id, username: 'ann' },
      lastUsedAt: null,
      state: 'active',
    })
    expect(Date.parse(apiKey.expiresAt!) - clock().getTime()).toBe(30 * day)
    for (const table of ['api_keys', 'changes'] as const)
      expect(JSON.stringify(await db.read.selectFrom(table).selectAll().execute())).not.toContain(key)
    expect(await as.me()).toMatchObject({ kind: 'apiKey', name: 'ann', level: 2, scopes: ['read', 'upload'] })
    for (const wrong of [key.replace('vk_', 'vs_'), `${key.slice(0, -1)}!`, 'vk_', '', `vk_${'A'.repeat(43)}`])
      expect(await gallery.keys.open(wrong)).toBeNull()
    // A program that embeds the gallery cannot pass one user's key off as another's.
    await refusalOf(gallery.as(apiKeyActor(apiKey.id, ann.id + 1)).albums.list({ parent: null }), 'UNAUTHENTICATED')
  })

  it('see what their user sees, with every scope', async () => {
    const { ann, keyOf, mine, locked, hidden, photo, unseen } = await build()
    for (const scope of scopes) {
      const { as } = await keyOf(ann, scope)
      const names = (await as.albums.list({ parent: null })).items.map(({ name }) => name)
      expect(names, scope).toEqual((await ann.as.albums.list({ parent: null })).items.map(({ name }) => name))
      expect(names, scope).toEqual(['Mine', 'Locked'])
      expect((await as.photos.list()).items.map(({ id }) => id)).toEqual([photo.id])
      await refusalOf(as.photos.get(unseen.id), 'PHOTO_NOT_FOUND')
      await refusalOf(as.albums.get(hidden.id), 'ALBUM_NOT_FOUND')
      const held = (await as.albums.get(mine.id)).capabilities
      const more = scope === 'read' ? [] : [scope === 'administer' ? 'manage' : scope]
      expect(held, scope).toEqual(['view', 'download', ...more])
      expect((await as.albums.get(locked.id)).capabilities).toEqual(
        scope === 'manage' || scope === 'administer' ? ['view', 'manage'] : ['view'],
      )
    }
  })

  it('AU-26 do what they were made for, and nothing else', async () => {
    const { ann, keyOf, mine, photo, addPhoto } = await build()
    const write: Record<string, (as: typeof ann.as) => Promise<unknown>> = {
      upload: (as) => addPhoto(mine.id, { as }),
      edit: (as) => as.photos.update(photo.id, { title: 'Sea' }),
      organise: (as) => as.albums.create({ name: 'Below', parentId: mine.id }),
      share: (as) => as.shares.create({ name: 'Link', albumIds: [mine.id] }),
      manage: (as) =>
        as.albums.setGrants(mine.id, {
          inherit: true,
          grants: [
            {
              principal: { type: 'user', id: ann.id },
              capabilities: ['view', 'download', 'upload', 'edit', 'organise', 'share', 'manage'],
            },
          ],
        }),
    }
    for (const held of ['read', ...Object.keys(write)] as Scope[]) {
      const { as } = await keyOf(ann, held)
      for (const [scope, work] of Object.entries(write)) {
        if (scope === held) await work(as)
        else await refusalOf(work(as), 'FORBIDDEN')
      }
    }
    const { link } = await ann.as.shares.create({ name: 'Mine', albumIds: [mine.id] })
    const { as } = await keyOf(ann, 'upload', 'edit')
    await refusalOf(as.shares.revoke(link.id), 'SCOPE_MISSING')
  })

  it('AU-26 that only read write nothing, whatever a service allows to their users', async () => {
    const { boss, keyOf, gallery } = await build()
    const { actor } = await keyOf(boss, 'read')
    const before = await gallery.asSystem('test').settings.photoSorts()
    await refusalOf(gallery.as(actor).settings.setPhotoSorts(before), 'FORBIDDEN')
    await refusalOf(gallery.as(actor).uploads.remove('00000000-0000-0000-0000-000000000000'), 'SCOPE_MISSING')
  })

  it('administer with that scope only, for those who may', async () => {
    const { ann, boss, keyOf, hidden, system } = await build()
    const manager = await keyOf(boss, 'manage', 'edit', 'organise', 'share', 'upload')
    expect(await manager.as.me()).toMatchObject({ isAdmin: false })
    expect((await manager.as.albums.get(hidden.id)).capabilities).toContain('manage')
    const { users, roles, settings } = manager.as
    await refusalsOf('FORBIDDEN', [users.list(), roles.list(), settings.photoSorts()])
    const full = await keyOf(boss, 'administer')
    expect((await full.as.users.list()).total).toBe(2)
    const { id } = await full.as.users.create({ username: 'zoe', password })
    expect((await system.users.get(id)).username).toBe('zoe')
    const ofAnn = await keyOf(ann, 'administer')
    await refusalOf(ofAnn.as.users.list(), 'FORBIDDEN')
  })

  it('AU-26 neither make keys nor touch the account they are of', async () => {
    const { ann, boss, keyOf } = await build()
    for (const user of [ann, boss]) {
      const { as, apiKey } = await keyOf(user, ...scopes)
      const draft = { name: 'More', scopes: ['read'], expiresInDays: null } as const
      await refusalsOf('FORBIDDEN', [
        as.keys.create(draft),
        as.keys.revoke(apiKey.id),
        as.keys.revokeAll(),
        as.users.setPassword(user.id, 'another correct horse'),
        as.users.update(user.id, { email: 'them@example.org' }),
        as.users.delete(user.id),
        as.users.createResetLink(user.id),
        as.users.endSessions(user.id),
        as.users.sessions(user.id),
        as.account.get(),
        as.account.setPreferences({ recentDays: 3 }),
        as.account.changeEmail({ email: 'them@example.org', currentPassword: password }),
        as.account.sessions(),
        as.account.endSession('0'.repeat(32)),
        as.account.endSessions(),
        as.account.export(),
        as.account.delete({ currentPassword: password }),
      ])
    }
    const { as } = await keyOf(boss, 'administer')
    await refusalOf(as.users.setPassword(ann.id, 'another correct horse'), 'FORBIDDEN')
    await refusalOf(as.users.createResetLink(ann.id), 'FORBIDDEN')
  })

  it('AU-09 end with their time, their user and their revocation, at the next call of every node', async () => {
    const { ann, boss, keyOf, gallery, clock, system } = await build()
    const { as, key, apiKey } = await keyOf(ann, 'read')
    const other = await keyOf(ann, 'read')
    await as.albums.list({ parent: null })
    await system.users.update(ann.id, { disabled: true })
    await refusalOf(as.albums.list({ parent: null }), 'UNAUTHENTICATED')
    expect(await gallery.keys.open(key)).toBeNull()
    expect((await boss.as.keys.list({ user: ann.id })).items.map(({ state }) => state)).toEqual([
      'disabled',
      'disabled',
    ])
    await system.users.update(ann.id, { disabled: false })
    await as.albums.list({ parent: null })

    expect(await ann.as.keys.revoke(apiKey.id)).toMatchObject({ state: 'revoked', revokedAt: clock().toISOString() })
    await refusalOf(as.albums.list({ parent: null }), 'UNAUTHENTICATED')
    expect(await gallery.keys.open(key)).toBeNull()
    expect(await ann.as.keys.revoke(apiKey.id)).toMatchObject({ state: 'revoked' })

    await other.as.albums.list({ parent: null })
    clock.advance(30 * day)
    await refusalOf(other.as.albums.list({ parent: null }), 'UNAUTHENTICATED')
    expect(await gallery.keys.open(other.key)).toBeNull()

    const last = await keyOf(ann, 'read')
    await system.users.delete(ann.id)
    await refusalOf(last.as.albums.list({ parent: null }), 'UNAUTHENTICATED')
    expect(await gallery.keys.open(last.key)).toBeNull()
    expect((await boss.as.keys.list({ user: 'all' })).total).toBe(0)
  })

  it('lose what their user loses', async () => {
    const { addUser, boss, keyOf, system, hidden } = await build()
    await addUser('another boss', { role: 'admin' })
    const { as } = await keyOf(boss, 'administer')
    await as.users.list()
    await system.users.update(boss.id, { role: 'user' })
    await refusalOf(as.users.list(), 'FORBIDDEN')
    await refusalOf(as.albums.get(hidden.id), 'ALBUM_NOT_FOUND')
  })

  it('say when they were used last, and write that seldom', async () => {
    const { ann, keyOf, gallery, clock } = await build()
    const { key } = await keyOf(ann, 'read')
    const usedAt = async () => (await ann.as.keys.list()).items[0]?.lastUsedAt
    const first = clock().toISOString()
    expect(await usedAt()).toBe(first)
    clock.advance(9 * 60_000)
    await gallery.keys.open(key)
    expect(await usedAt()).toBe(first)
    clock.advance(2 * 60_000)
    await gallery.keys.open(key)
    expect(await usedAt()).toBe(clock().toISOString())
  })

  it('are listed to their user and to administrators, page by page', async () => {
    const { ann, boss, keyOf, gallery } = await build()
    for (let count = 0; count < 3; count++) await keyOf(ann, 'read')
    const { apiKey, as } = await keyOf(boss, 'edit')
    const first = await boss.as.keys.list({ user: 'all', limit: 3 })
    expect([first.total, first.items[0]?.id]).toEqual([4, apiKey.id])
    const rest = await boss.as.keys.list({ user: 'all', limit: 3, cursor: first.nextCursor! })
    expect([...first.items, ...rest.items].map(({ user }) => user.username)).toEqual(['boss', 'ann', 'ann', 'ann'])
    expect((await as.keys.list()).items.map(({ id }) => id)).toEqual([apiKey.id])
    for (const user of ['all', boss.id] as const) await refusalOf(ann.as.keys.list({ user }), 'FORBIDDEN')
    await refusalOf(boss.as.keys.list({ user: 99_999 }), 'USER_NOT_FOUND')
    await refusalOf(boss.as.keys.list({ user: 'all', cursor: 'x' }), 'CURSOR_INVALID')
    await refusalOf(ann.as.keys.revoke(apiKey.id), 'KEY_NOT_FOUND')
    await refusalOf(ann.as.keys.revoke('1' as never), 'KEY_NOT_FOUND')
    expect(await ann.as.keys.revokeAll()).toEqual({ revoked: 3 })
    expect(await ann.as.keys.revokeAll()).toEqual({ revoked: 0 })
    await boss.as.keys.revoke(apiKey.id)
    await refusalOf(gallery.as({ kind: 'guest' }).keys.list(), 'UNAUTHENTICATED')
  })

  it('are for people with an account of their own, and not too many', async () => {
    const { addUser, ann, gallery, boss } = await build()
    const draft = { name: 'Script', scopes: ['read'], expiresInDays: null } as const
    const shared = await addUser('shared', { role: 'generic' })
    await refusalOf(shared.as.keys.create(draft), 'FORBIDDEN')
    await refusalOf(gallery.as({ kind: 'guest' }).keys.create(draft), 'UNAUTHENTICATED')
    await refusalOf(boss.as.viewAs({ user: ann.id }).keys.create(draft), 'PREVIEW_READ_ONLY')
    for (const bad of [
      { ...draft, name: ' ' },
      { ...draft, scopes: [] },
      { ...draft, scopes: ['everything'] },
      { ...draft, expiresInDays: 0 },
      { ...draft, expiresInDays: 3_651 },
      { ...draft, expiresInDays: 1.5 },
      { name: 'x', scopes: ['read'] },
      { ...draft, userId: 1 },
    ])
      await refusalOf(ann.as.keys.create(bad as never), 'INPUT_INVALID')
    const made = await Promise.allSettled(Array.from({ length: 52 }, () => ann.as.keys.create(draft)))
    const refused = made.filter((each) => each.status === 'rejected')
    expect(refused.map(({ reason }) => reason.code)).toEqual(['KEY_LIMIT_REACHED', 'KEY_LIMIT_REACHED'])
  })

  it('stand in the change log: who made them, and what was done with them', async () => {
    const { ann, keyOf, photo, db } = await build()
    const { as, apiKey } = await keyOf(ann, 'edit')
    await as.photos.update(photo.id, { title: 'By a key' })
    await ann.as.keys.revoke(apiKey.id)
    const changes = await db.read
      .selectFrom('changes')
      .select(['actor_kind', 'actor_id', 'subject', 'subject_id', 'action'])
      .orderBy('id', 'desc')
      .limit(3)
      .execute()
    expect(changes.reverse()).toEqual([
      { actor_kind: 'user', actor_id: ann.id, subject: 'key', subject_id: apiKey.id, action: 'created' },
      { actor_kind: 'apiKey', actor_id: apiKey.id, subject: 'photo', subject_id: photo.id, action: 'updated' },
      { actor_kind: 'user', actor_id: ann.id, subject: 'key', subject_id: apiKey.id, action: 'revoked' },
    ])
  })

  it('put photos where their user would: as added by it, and uploads in its folder', async () => {
    const { ann, keyOf, mine, addPhoto, db } = await build()
    const { as } = await keyOf(ann, 'upload')
    const { id } = await addPhoto(mine.id, { as })
    const row = await db.read.selectFrom('photos').select('added_by').where('id', '=', id).executeTakeFirstOrThrow()
    expect(row.added_by).toBe(ann.id)
    const upload = await as.uploads.create({ bytes: 10, fileName: 'a.jpg', album: mine.id })
    expect((await ann.as.uploads.get(upload.id)).offsetBytes).toBe(0)
    const reading = await keyOf(ann, 'read')
    await refusalOf(reading.as.uploads.remove(upload.id), 'SCOPE_MISSING')
    await as.uploads.remove(upload.id)
  })
})
