import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { createAttemptLimiter } from '../src/sessions/attempt-limiter.ts'
import { createPasswordHasher } from '../src/users/password.ts'
import { cpuMsOf } from './cpu-time.ts'
import { describeDialects } from './dialects.ts'
import { allPages, password, refusalOf } from './world.ts'

const day = 24 * 3_600_000

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
/** What is in use, and not what only waits to be thrown away. */
const heapBytes = (): number => {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

describe('passwords', () => {
  it('AU-01: take as long for nobody as for somebody', async () => {
    const hasher = createPasswordHasher({ N: 2 ** 13, r: 8, p: 1 })
    const stored = await hasher.hash(password)
    const best = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY }
    for (let round = 0; round < 8; round++) {
      for (const [who, hash] of [
        ['known', stored],
        ['unknown', null],
      ] as const) {
        const ms = await cpuMsOf(async () => expect(await hasher.verify('wrong', hash)).toBe(false))
        best[who] = Math.min(best[who], ms)
      }
    }
    expect(best.unknown / best.known).toBeGreaterThan(0.5)
    expect(best.unknown / best.known).toBeLessThan(2)
  })

  it('AU-05: are not alike because they begin alike, and are the same however they are typed', async () => {
    const hasher = createPasswordHasher({ N: 16, r: 1, p: 1 })
    const long = 'x'.repeat(72)
    expect(await hasher.verify(`${long}b`, await hasher.hash(`${long}a`))).toBe(false)
    expect(await hasher.verify('cafe\u0301 ８', await hasher.hash('café 8'))).toBe(true)
    expect(await hasher.hash(password)).not.toBe(await hasher.hash(password))
    for (const stored of ['', 'scrypt', 'scrypt$1073741824$8$1$AA$AA', 'scrypt$-1$8$1$AA$AA', 'md5$16$1$1$AA$AA'])
      expect(await hasher.verify(password, stored)).toBe(false)
  })

  it('DO-12: wait in a line that has an end', async () => {
    const hasher = createPasswordHasher({ N: 2 ** 12, r: 8, p: 1 })
    const outcomes = await Promise.allSettled(Array.from({ length: 100 }, () => hasher.verify('x', null)))
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
    expect(refused).toHaveLength(100 - 2 - 64)
    for (const outcome of refused) expect(outcome.reason).toMatchObject({ code: 'RATE_LIMITED' })
  })
})

describe('the limiter', () => {
  it('holds a bounded number of names', () => {
    const limiter = createAttemptLimiter({ now: () => 0, maxNames: 1_000, maxPerName: 1 })
    const addressOf = (index: number) => `10.0.${index >> 8}.${index & 255}`
    const tryAt = (index: number) => limiter.begin(`user ${index}`, addressOf(index))
    for (let index = 0; index < 1_000; index++) expect(tryAt(index)).toBe(0)
    // Each attempt is held by its name and by its address: half of them have been let go of, the oldest first.
    expect(tryAt(999)).toBeGreaterThan(0)
    expect(tryAt(0)).toBe(0)
  })

  it('AU-16: holds a million names in less than 50 MB', () => {
    const limiter = createAttemptLimiter({ now: () => 0 })
    const before = heapBytes()
    for (let index = 0; index < 1_000_000; index++)
      limiter.begin(`somebody with a long name ${index}`, `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`)
    expect(heapBytes() - before).toBeLessThan(50e6)
    // It is still there to be measured.
    expect(limiter.begin('somebody else', '10.255.255.255')).toBe(0)
  })
})

describeDialects('signing in', ({ openTestGallery }) => {
  it('AU-04: tells nothing but yes or no', async () => {
    const { gallery, addUser, db } = await openTestGallery()
    const ann = await addUser('Ann')
    const { sessions } = gallery
    const errors = [
      await refusalOf(sessions.signIn({ username: 'nobody', password }), 'CREDENTIALS_INVALID'),
      await refusalOf(sessions.signIn({ username: 'ann', password: 'wrong' }), 'CREDENTIALS_INVALID'),
    ]
    expect(errors[0]?.message).toBe(errors[1]?.message)
    for (const bad of ['', null, undefined, 7, [], {}, ['x'], 'x'.repeat(1_025), '€'.repeat(400)]) {
      await refusalOf(sessions.signIn({ username: 'ann', password: bad as never }), 'CREDENTIALS_INVALID')
      if (typeof bad !== 'string')
        await refusalOf(sessions.signIn({ username: bad as never, password }), 'CREDENTIALS_INVALID')
    }
    expect(await db.read.selectFrom('sessions').selectAll().execute()).toEqual([])
    const signedIn = await sessions.signIn({
      username: ' ＡＮＮ ',
      password,
      address: '::1',
      userAgent: '\ud800 \u{1f30a} x',
    })
    expect(signedIn.user.id).toBe(ann.id)
    expect(signedIn.token).toMatch(/^vs_[\w-]{43}$/)
    expect(await sessions.resolve(signedIn.token)).toMatchObject({ actor: ann.actor, csrfToken: signedIn.csrfToken })
    await sessions.signIn({ username: 'ann', password, address: 'fe80::é😀'.repeat(30), userAgent: '😀'.repeat(400) })
  })

  it('AU-11: keeps no secret that would open anything', async () => {
    const { gallery, addUser, db } = await openTestGallery()
    await addUser('ann')
    const { token, csrfToken } = await gallery.sessions.signIn({ username: 'ann', password })
    const dump = JSON.stringify([
      await db.read.selectFrom('sessions').selectAll().execute(),
      await db.read.selectFrom('users').selectAll().execute(),
      await db.read.selectFrom('changes').selectAll().execute(),
      await db.read.selectFrom('settings').selectAll().execute(),
    ])
    for (const secret of [token, token.slice(3), csrfToken, password]) expect(dump).not.toContain(secret)
    expect(dump).toContain(createHash('sha256').update(token).digest('hex'))
  })

  it('AU-13: is slowed down for one address, not for the owner at another', async () => {
    const { gallery, addUser, clock } = await openTestGallery()
    await addUser('ann')
    const guess = (address: string) => gallery.sessions.signIn({ username: 'ann', password: 'wrong', address })
    for (let attempt = 1; attempt <= 10; attempt++) await refusalOf(guess('10.0.0.1'), 'CREDENTIALS_INVALID')
    const error = await refusalOf(guess('10.0.0.1'), 'RATE_LIMITED')
    expect(error.details).toEqual({ retryAfterSeconds: 900 })
    await refusalOf(gallery.sessions.signIn({ username: 'Ann', password, address: '10.0.0.1' }), 'RATE_LIMITED')
    await gallery.sessions.signIn({ username: 'ann', password, address: '10.0.0.2' })
    clock.advance(15 * 60_000 + 1)
    await gallery.sessions.signIn({ username: 'ann', password, address: '10.0.0.1' })
  })

  it('counts guesses that come all at once', async () => {
    const { gallery, addUser } = await openTestGallery()
    await addUser('ann')
    const outcomes = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) =>
        gallery.sessions.signIn({ username: 'ann', password: `guess ${index}`, address: '10.0.0.1' }),
      ),
    )
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? outcome.reason.code : 'ok'))
    expect(codes.filter((code) => code === 'CREDENTIALS_INVALID')).toHaveLength(10)
    expect(codes.filter((code) => code === 'RATE_LIMITED')).toHaveLength(30)
  })

  it('AU-28: lasts while it is used, and not for ever', async () => {
    const { gallery, addUser, clock } = await openTestGallery()
    await addUser('ann')
    const { sessions } = gallery
    const { token } = await sessions.signIn({ username: 'ann', password })
    for (let days = 6; days < 30; days += 6) {
      clock.advance(6 * day)
      expect(await sessions.resolve(token)).not.toBeNull()
    }
    clock.advance(6 * day)
    expect(await sessions.resolve(token)).toBeNull()
    const idle = await sessions.signIn({ username: 'ann', password })
    clock.advance(-10 * 60_000)
    expect(await sessions.resolve(idle.token)).not.toBeNull()
    clock.advance(7 * day + 11 * 60_000)
    expect(await sessions.resolve(idle.token)).toBeNull()
  })

  it('AU-07, AU-08: ends by signing out and by a new password, and with it every session', async () => {
    const { gallery, addUser, db } = await openTestGallery()
    const ann = await addUser('ann')
    const { sessions } = gallery
    const [one, two] = [
      await sessions.signIn({ username: 'ann', password }),
      await sessions.signIn({ username: 'ann', password }),
    ]
    expect(one.token).not.toBe(two.token)
    await sessions.signOut(one.token)
    await sessions.signOut(one.token)
    expect(await sessions.resolve(one.token)).toBeNull()
    expect(await sessions.resolve(two.token)).not.toBeNull()
    await refusalOf(ann.as.users.setPassword(ann.id, 'another long one'), 'PASSWORD_WRONG')
    await ann.as.users.setPassword(ann.id, 'another long one', { currentPassword: password })
    expect(await sessions.resolve(two.token)).toBeNull()
    expect(await db.read.selectFrom('sessions').selectAll().execute()).toEqual([])
    await refusalOf(sessions.signIn({ username: 'ann', password }), 'CREDENTIALS_INVALID')
    await sessions.signIn({ username: 'ann', password: 'another long one' })
    for (const token of ['', 'vs_', two.csrfToken, `vs_${'x'.repeat(5_000)}`, "vs_' or 1=1 --"])
      expect(await sessions.resolve(token)).toBeNull()
    await refusalOf(ann.as.users.setPassword(ann.id + 1, 'another long one'), 'USER_NOT_FOUND')
    const error = await refusalOf(
      ann.as.users.setPassword(ann.id, 'short', { currentPassword: 'another long one' }),
      'INPUT_INVALID',
    )
    expect(JSON.stringify([error, error.message, error.issues])).not.toContain('short')
  })

  it('renews a hash that was made at another cost', async () => {
    const world = await openTestGallery({ passwordCost: { N: 4, r: 1, p: 1 } })
    await world.addUser('ann')
    const hashOf = async () =>
      (await world.db.read.selectFrom('users').select('password_hash').executeTakeFirst())?.password_hash
    expect(await hashOf()).toMatch(/^scrypt\$4\$/)
    const later = await openTestGallery({ on: world.database, passwordCost: { N: 32, r: 1, p: 1 } })
    await later.gallery.sessions.signIn({ username: 'ann', password })
    expect(await hashOf()).toMatch(/^scrypt\$32\$/)
    await later.gallery.sessions.signIn({ username: 'ann', password })
  })
})

describeDialects('setting up', ({ migratedDatabase, openTestGallery }) => {
  it('AU-20: works once, even where it is tried many times at once', async () => {
    const { gallery, db } = await openTestGallery()
    const { sessions } = gallery
    const old = await sessions.createSetupToken()
    const token = (await sessions.createSetupToken()) ?? ''
    expect(await sessions.isSetupToken(old ?? '')).toBe(false)
    expect(await sessions.isSetupToken(token)).toBe(true)
    await refusalOf(sessions.setUp({ token: old ?? '', username: 'a', password }), 'SETUP_TOKEN_INVALID')
    // A name or password that is refused does not use the link up.
    await refusalOf(sessions.setUp({ token, username: 'owner', password: 'short' }), 'INPUT_INVALID')
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, (_, index) => sessions.setUp({ token, username: `owner ${index}`, password })),
    )
    const won = outcomes.filter((outcome) => outcome.status === 'fulfilled')
    expect(won).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'SETUP_TOKEN_INVALID' })
    expect(won[0]?.value.user).toMatchObject({ role: 'webmaster', level: 8 })
    expect(await db.read.selectFrom('users').select('id').execute()).toHaveLength(1)
    expect(await sessions.createSetupToken()).toBeNull()
    expect(await sessions.isSetupToken(token)).toBe(false)
    const me = await gallery.as((await sessions.resolve(won[0]?.value.token ?? ''))?.actor ?? { kind: 'guest' }).me()
    expect(me.isAdmin).toBe(true)
  })

  it('hands out one working link where several processes start at once', async () => {
    const database = await migratedDatabase()
    const galleries = [
      await openTestGallery({ on: database }),
      await openTestGallery({ on: database }),
      await openTestGallery({ on: database }),
    ]
    const tokens = await Promise.all(galleries.map(({ gallery }) => gallery.sessions.createSetupToken()))
    const works = await Promise.all(tokens.map((token) => galleries[0]?.gallery.sessions.isSetupToken(token ?? '')))
    expect(works.filter(Boolean)).toHaveLength(1)
  })
})

describeDialects('users and groups', ({ openTestGallery }) => {
  it('AU-29: have names that nobody can mistake for another', async () => {
    const { addUser, system } = await openTestGallery()
    await addUser('Admin')
    for (const twin of [
      'admin',
      ' ADMIN ',
      'ａｄｍｉｎ',
      'ad\u200bmin',
      'admin\u2060',
      'ad\u00admin',
      '\u{1d41a}dmin',
    ]) {
      const error = await refusalOf(addUser(twin), 'USERNAME_TAKEN')
      expect(error.issues[0]?.path).toBe('username')
    }
    await addUser('Straße')
    await refusalOf(addUser('STRASSE'), 'USERNAME_TAKEN')
    await addUser('Σίσυφος')
    await refusalOf(addUser('ΣΊΣΥΦΟΣ'), 'USERNAME_TAKEN')
    for (const other of ['ádmin', '😀', '管理者', "o'brien; drop table users"]) await addUser(other)
    for (const bad of ['', ' ', '\u200b', 'a\0', 'x'.repeat(65), '\u{fdfa}'.repeat(60), '\udc00'])
      expect((await refusalOf(addUser(bad), 'INPUT_INVALID')).issues[0]?.path).toBe('username')
    const listed = await allPages((cursor) => system.users.list({ limit: 2, cursor }))
    expect(listed).toHaveLength(7)
    expect(new Set(listed.map((user) => user.id)).size).toBe(7)
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, (_, i) => addUser(i % 2 ? 'Zoe' : 'zoe')))
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'USERNAME_TAKEN' })
  })

  it('are checked field by field, without a word of what was sent', async () => {
    const { system, gallery } = await openTestGallery()
    const draft = {
      username: 7,
      password: 'hunter2',
      email: 'no address',
      level: 3,
      role: 'emperor',
      status: 'webmaster',
    }
    const error = await refusalOf(system.users.create(draft as never), 'INPUT_INVALID')
    expect(error.issues.map(({ path }) => path).sort()).toEqual([
      'email',
      'level',
      'password',
      'role',
      'status',
      'username',
    ])
    expect(JSON.stringify([error.message, error.issues, error.details, String(error.cause)])).not.toMatch(
      /hunter2|no address|emperor/,
    )
    gallery.hooks.gate('user.registering', () => {
      throw new Error('broken')
    })
    await refusalOf(system.users.create({ username: 'ann', password }), 'HOOK_REJECTED')
    expect((await system.users.list()).total).toBe(0)
  })

  it('are grouped', async () => {
    const { system, addUser, addGroup } = await openTestGallery()
    const [ann, ben] = [await addUser('ann'), await addUser('ben')]
    const id = await addGroup('Family', [ann, ben, ann])
    expect((await system.groups.list()).items).toEqual([{ id, name: 'Family', memberCount: 2, isDefault: false }])
    for (const name of ['family', 'FAMILY', 'Fámily'])
      expect((await refusalOf(system.groups.create({ name }), 'NAME_TAKEN')).issues[0]?.path).toBe('name')
    await system.groups.create({ name: '👨‍👩‍👧' })
    await refusalOf(system.groups.create({ name: 'ß'.repeat(100) }), 'INPUT_INVALID')
    const error = await refusalOf(system.groups.setMembers(id, [ann.id, 999]), 'INPUT_INVALID')
    expect(error.issues).toEqual([{ path: 'userIds.1', message: 'There is no such user.' }])
    expect((await system.groups.setMembers(id, [])).memberCount).toBe(0)
    for (const bad of [0, 1.5, Number.NaN, 999]) await refusalOf(system.groups.setMembers(bad, []), 'GROUP_NOT_FOUND')
    await refusalOf(system.groups.setMembers(id, ['1' as never]), 'INPUT_INVALID')
    for (const bad of [0, 1.5, Number.NaN, 999]) await refusalOf(system.users.get(bad), 'USER_NOT_FOUND')
  })
})
