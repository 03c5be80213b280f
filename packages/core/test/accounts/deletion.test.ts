import { expect, it } from 'vitest'
import { apiKeyActor } from '../../src/access/actor.ts'
import { describeDialects } from '../dialects.ts'
import { password, refusalOf } from '../world.ts'
import { createPostbox, runJobs } from './accounts-world.ts'

const here = { currentPassword: password }

describeDialects('deleting an account', ({ openTestGallery }) => {
  it('asks for the password and leaves nothing but what was added', async () => {
    const box = createPostbox()
    const { gallery, addUser, addAlbum, addPhoto, grant, system, db } = await openTestGallery({ mail: box.options })
    await addUser('boss', { role: 'webmaster', level: 8 })
    const ann = await addUser('name-canary')
    await system.users.update(ann.id, { email: 'ann-canary@example.org' })
    await gallery.accounts.requestReset({ who: 'ann-canary@example.org' })
    await runJobs(gallery)
    const key = await ann.as.keys.create({ name: 'Key-canary', scopes: ['read'], expiresInDays: null })
    const album = await addAlbum('Hers')
    await grant(album.id, [['user', ann.id, 'view', 'upload']])
    const photo = await addPhoto(album.id, { as: ann.as })
    const { token } = await gallery.sessions.signIn({ username: 'name-canary', password, userAgent: 'canary' })
    for (const wrong of ['', 'wrong', undefined, 7])
      await refusalOf(ann.as.account.delete({ currentPassword: wrong as never }), 'PASSWORD_WRONG')
    await system.settings.setAccounts({ selfDeletion: false })
    await refusalOf(ann.as.account.delete(here), 'FORBIDDEN')
    // Nor by another door.
    await refusalOf(ann.as.users.delete(ann.id), 'FORBIDDEN')
    expect((await ann.as.account.get()).canDelete).toBe(false)
    await system.settings.setAccounts({ selfDeletion: true })

    await ann.as.account.delete(here)
    expect(await gallery.sessions.resolve(token)).toBeNull()
    await refusalOf(ann.as.account.get(), 'UNAUTHENTICATED')
    await refusalOf(gallery.sessions.signIn({ username: 'name-canary', password }), 'CREDENTIALS_INVALID')
    expect(await gallery.keys.open(key.key)).toBeNull()
    expect((await system.photos.get(photo.id)).id).toBe(photo.id)
    const tables = ['users', 'sessions', 'account_tokens', 'api_keys', 'changes', 'jobs', 'registrations'] as const
    for (const table of tables)
      expect(JSON.stringify(await db.read.selectFrom(table).selectAll().execute()), table).not.toMatch(/[a-z]-canary/)
    expect(await gallery.verify()).toEqual([])
  })

  it('gives what was added to the heir, where there is one', async () => {
    const { gallery, addUser, addAlbum, addPhoto, grant, system, db } = await openTestGallery()
    const [boss, ann, ben] = [
      await addUser('boss', { role: 'webmaster', level: 8 }),
      await addUser('ann'),
      await addUser('ben'),
    ]
    const album = await addAlbum('Theirs')
    await grant(album.id, [
      ['user', ann.id, 'view', 'upload'],
      ['user', ben.id, 'view', 'upload'],
    ])
    const photos = [await addPhoto(album.id, { as: ann.as }), await addPhoto(album.id, { as: ann.as })]
    const his = await addPhoto(album.id, { as: ben.as })
    await refusalOf(system.settings.setAccounts({ heirUserId: 999 }), 'INPUT_INVALID')
    await system.settings.setAccounts({ heirUserId: boss.id })
    const added = (id: number) => system.photos.list({ q: `uploader:${id}` })
    expect((await added(ann.id)).total).toBe(2)
    await ann.as.account.delete(here)
    await refusalOf(gallery.sessions.signIn({ username: 'ann', password }), 'CREDENTIALS_INVALID')
    // The name is free at once.
    await addUser('Ann')
    await runJobs(gallery)
    const owners = await db.read.selectFrom('photos').select(['id', 'added_by']).orderBy('id').execute()
    expect(owners).toEqual([...photos.map(({ id }) => ({ id, added_by: boss.id })), { id: his.id, added_by: ben.id }])
    expect((await added(boss.id)).total).toBe(2)
    expect(await db.read.selectFrom('users').select('id').where('id', '=', ann.id).execute()).toEqual([])
    expect(await gallery.verify()).toEqual([])
    // The heir itself leaves nothing to itself.
    await addUser('second', { role: 'webmaster', level: 8 })
    await boss.as.account.delete(here)
    await runJobs(gallery)
    expect(
      (
        await db.read
          .selectFrom('photos')
          .select('added_by')
          .where('id', '=', photos[0]?.id ?? 0)
          .executeTakeFirst()
      )?.added_by,
    ).toBeNull()
  })

  it('is not for the last webmaster, nor for those who share an account', async () => {
    const { addUser } = await openTestGallery()
    const [boss, shared] = [
      await addUser('boss', { role: 'webmaster', level: 8 }),
      await addUser('shared', { role: 'generic' }),
    ]
    await addUser('admin', { role: 'admin', level: 8 })
    await refusalOf(boss.as.account.delete(here), 'LAST_ADMINISTRATOR')
    await refusalOf(shared.as.account.delete(here), 'FORBIDDEN')
    await refusalOf(shared.as.account.setPreferences({ recentDays: 3 }), 'FORBIDDEN')
    // Where the others are is not for each of them.
    await refusalOf(shared.as.account.sessions(), 'FORBIDDEN')
    await refusalOf(shared.as.account.endSessions(), 'FORBIDDEN')
    await refusalOf(shared.as.account.export(), 'FORBIDDEN')
    const second = await addUser('second', { role: 'webmaster', level: 8 })
    const outcomes = await Promise.allSettled([boss.as.account.delete(here), second.as.account.delete(here)])
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describeDialects('an account', ({ openTestGallery }) => {
  it('PR-18: is exported whole, and nothing of others with it', async () => {
    const { gallery, addUser, addGroup, addAlbum, addPhoto, grant, system, db } = await openTestGallery()
    const [ann, ben] = [await addUser('ann'), await addUser('ben-canary')]
    await system.users.update(ann.id, { email: 'ann@example.org' })
    await addGroup('Family', [ann, ben])
    const album = await addAlbum('Album-canary')
    await grant(album.id, [
      ['user', ann.id, 'view', 'upload', 'edit'],
      ['user', ben.id, 'view', 'upload'],
    ])
    const [photo, his] = [await addPhoto(album.id, { as: ann.as }), await addPhoto(album.id, { as: ben.as })]
    await ann.as.photos.update(his.id, { title: 'Title-canary' })
    const { apiKey, key } = await ann.as.keys.create({ name: 'Script', scopes: ['edit'], expiresInDays: 30 })
    await gallery.as(apiKeyActor(apiKey.id, ann.id)).photos.update(photo.id, { title: 'By a script' })
    await ben.as.keys.create({ name: 'Key-canary', scopes: ['edit'], expiresInDays: 30 })
    await gallery.sessions.signIn({ username: 'ann', password, address: '10.0.0.1', userAgent: 'Browser' })
    await gallery.sessions.signIn({ username: 'ben-canary', password })
    await ann.as.news.choose({ rhythm: 'weekly' })
    const { key: feedKey } = await ann.as.news.makeFeed()
    const { fileName, content } = await ann.as.account.export()
    expect(fileName).toBe(`account-${ann.id}.json`)
    let text = ''
    for await (const part of content) text += part
    const data = JSON.parse(text)
    expect(data).toMatchObject({
      profile: { username: 'ann', email: 'ann@example.org', preferences: { photosPerPage: null } },
      groups: [{ name: 'Family' }],
      sessions: [{ address: '10.0.0.1', userAgent: 'Browser' }],
      apiKeys: [{ name: 'Script', scopes: ['read', 'edit'], start: key.slice(0, 10) }],
      shareLinks: [],
      news: { rhythm: 'weekly', since: expect.any(String), nextAt: expect.any(String), feedMadeAt: expect.any(String) },
      secondFactor: { totpSince: null, recoveryCodesLeft: 0 },
    })
    expect(data.photos).toHaveLength(1)
    expect(data.photos[0]).toMatchObject({ id: photo.id, sha256: photo.sha256 })
    expect(data.activity.map((entry: { subject: string; id: number }) => `${entry.subject} ${entry.id}`)).toEqual([
      `user ${ann.id}`,
      `user ${ann.id}`,
      `photo ${photo.id}`,
      `key ${apiKey.id}`,
      `photo ${his.id}`,
      `photo ${photo.id}`,
    ])
    expect(text).not.toContain('canary')
    expect(text).not.toContain(key)
    // What opens the feed or ends the letters is not in it.
    const [letters] = await db.read.selectFrom('news_subscriptions').select('unsubscribe_key').execute()
    const [feed] = await db.read.selectFrom('personal_feeds').select('key_hash').execute()
    for (const secret of [feedKey, letters?.unsubscribe_key, feed?.key_hash]) {
      expect(secret).toBeTruthy()
      expect(text).not.toContain(secret)
    }
    const hashes = await db.read.selectFrom('sessions').select('token_hash').execute()
    for (const { token_hash } of hashes) expect(text).not.toContain(token_hash)
    await refusalOf(gallery.as({ kind: 'guest' }).account.export(), 'UNAUTHENTICATED')
    const boss = await addUser('boss', { role: 'webmaster', level: 8 })
    await refusalOf(boss.as.viewAs({ user: ann.id }).account.export(), 'PREVIEW_READ_ONLY')
    await refusalOf(boss.as.viewAs({ user: ann.id }).account.delete(here), 'PREVIEW_READ_ONLY')
  })

  it('has preferences', async () => {
    const { addUser } = await openTestGallery()
    const ann = await addUser('ann')
    const { preferences } = await ann.as.account.setPreferences({ photosPerPage: 24, recentDays: 30 })
    expect(preferences).toEqual({ photosPerPage: 24, recentDays: 30, language: null, theme: null })
    expect((await ann.as.account.setPreferences({ photosPerPage: null })).preferences).toEqual({
      photosPerPage: null,
      recentDays: 30,
      language: null,
      theme: null,
    })
    expect((await ann.as.me()).preferences).toEqual({
      photosPerPage: null,
      recentDays: 30,
      language: null,
      theme: null,
    })
    expect((await ann.as.account.setPreferences({ language: 'pt-br' })).preferences.language).toBe('pt-BR')
    expect((await ann.as.account.setPreferences({ theme: 'mosaic:dusk' })).preferences.theme).toBe('mosaic:dusk')
    for (const bad of [
      { photosPerPage: 9 },
      { photosPerPage: 201 },
      { recentDays: 0 },
      { theme: '../x' },
      { colour: 'x' },
      { language: 'x y' },
    ])
      await refusalOf(ann.as.account.setPreferences(bad as never), 'INPUT_INVALID')
  })
})
