import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { apiKeyActor } from '../../src/access/actor.ts'
import { scopes } from '../../src/access/scopes.ts'
import { toNetwork } from '../../src/sessions/network.ts'
import { describeDialects } from '../dialects.ts'
import { password, refusalOf } from '../world.ts'

const [hour, day] = [3_600_000, 24 * 3_600_000]

describeDialects('sessions', ({ openTestGallery }) => {
  it('are listed and ended one by one, or all but this', async () => {
    const { gallery, addUser, clock } = await openTestGallery()
    const [ann, ben] = [await addUser('ann'), await addUser('ben')]
    const { sessions } = gallery
    const open = async (userAgent: string, username = 'ann') => {
      clock.advance(60_000)
      return sessions.signIn({ username, password, address: '10.0.0.1', userAgent })
    }
    const [one, two, three] = [await open('one'), await open('two'), await open('three')]
    const other = await open('other', 'ben')
    const list = await ann.as.account.sessions()
    expect(list.map(({ userAgent }) => userAgent)).toEqual(['three', 'two', 'one'])
    expect(list[0]).toMatchObject({ address: '10.0.0.1', remembered: false, lastUsedAt: '2024-01-01T12:03:00.000Z' })
    const idOf = async (token: string) => (await sessions.resolve(token))?.id ?? ''
    expect(await idOf(three.token)).toBe(list[0]?.id)
    for (const { token } of [one, two, three]) expect(JSON.stringify(list)).not.toContain(token.slice(3))

    await refusalOf(ben.as.account.endSession(list[2]?.id ?? ''), 'SESSION_NOT_FOUND')
    for (const bad of ['', 'x', '%', 7 as never, '0'.repeat(32)])
      await refusalOf(ann.as.account.endSession(bad), 'SESSION_NOT_FOUND')
    await ann.as.account.endSession(list[2]?.id ?? '')
    expect(await sessions.resolve(one.token)).toBeNull()
    await ann.as.account.endSessions({ except: await idOf(three.token) })
    expect(await sessions.resolve(two.token)).toBeNull()
    expect(await sessions.resolve(three.token)).not.toBeNull()
    await ann.as.account.endSessions()
    expect(await sessions.resolve(three.token)).toBeNull()
    expect(await sessions.resolve(other.token)).not.toBeNull()
    const { apiKey } = await ann.as.keys.create({ name: 'All', scopes, expiresInDays: null })
    const byKey = apiKeyActor(apiKey.id, ann.id)
    for (const actor of [{ kind: 'guest' }, { kind: 'system', reason: 'test' }, byKey] as const) {
      const code = actor.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN'
      await refusalOf(gallery.as(actor).account.sessions(), code)
    }
  })

  it('of others are ended by administrators', async () => {
    const { gallery, addUser } = await openTestGallery()
    const [ann, boss] = [await addUser('ann'), await addUser('boss', { role: 'webmaster', level: 8 })]
    const admin = await addUser('admin', { role: 'admin', level: 8 })
    const { token } = await gallery.sessions.signIn({ username: 'ann', password })
    await gallery.sessions.signIn({ username: 'boss', password })
    expect(await admin.as.users.sessions(ann.id)).toHaveLength(1)
    await refusalOf(ann.as.users.sessions(boss.id), 'FORBIDDEN')
    await refusalOf(ann.as.users.endSessions(boss.id), 'FORBIDDEN')
    await refusalOf(admin.as.users.endSessions(boss.id), 'FORBIDDEN')
    await refusalOf(admin.as.users.sessions(999), 'USER_NOT_FOUND')
    await admin.as.users.endSessions(ann.id)
    expect(await gallery.sessions.resolve(token)).toBeNull()
    expect(await boss.as.users.sessions(boss.id)).toHaveLength(1)
  })

  it('AU-28: end by the limits that are set, those that are open too; remembered ones after 60 days', async () => {
    const { gallery, addUser, clock, system } = await openTestGallery()
    await addUser('ann')
    const { sessions } = gallery
    const signIn = (remember: boolean) => sessions.signIn({ username: 'ann', password, remember })
    const kept = await signIn(true)
    expect(kept).toMatchObject({ remembered: true, expiresAt: new Date(clock().getTime() + 60 * day).toISOString() })
    const plain = await signIn(false)
    expect(plain).toMatchObject({ remembered: false, expiresAt: new Date(clock().getTime() + 30 * day).toISOString() })
    clock.advance(8 * day)
    expect(await sessions.resolve(plain.token)).toBeNull()
    expect(await sessions.resolve(kept.token)).not.toBeNull()
    clock.advance(51 * day)
    expect(await sessions.resolve(kept.token)).not.toBeNull()
    clock.advance(2 * day)
    expect(await sessions.resolve(kept.token)).toBeNull()

    const open = await signIn(false)
    await system.settings.setAccounts({ sessionIdleHours: 1, sessionMaxDays: 2, rememberDays: 3 })
    clock.advance(hour - 1_000)
    expect(await sessions.resolve(open.token)).not.toBeNull()
    clock.advance(hour + 1_000)
    expect(await sessions.resolve(open.token)).toBeNull()
    const [short, long] = [await signIn(false), await signIn(true)]
    expect(Date.parse(short.expiresAt) - clock().getTime()).toBe(2 * day)
    expect(Date.parse(long.expiresAt) - clock().getTime()).toBe(3 * day)
    for (const bad of [0, 1.5, 9_000, '1' as never])
      await refusalOf(system.settings.setAccounts({ sessionIdleHours: bad }), 'INPUT_INVALID')
  })

  it('AU-08: are not opened by a password that was set anew while it was checked', async () => {
    // At this cost a password takes half a second: more than what comes between on a busy machine.
    const { gallery, addUser, db } = await openTestGallery({ passwordCost: { N: 2 ** 14, r: 8, p: 12 } })
    const { sessions } = gallery
    const ann = await addUser('ann')
    const { token } = await sessions.signIn({ username: 'ann', password })
    const changing = sessions.changePassword({ token, currentPassword: password, password: 'another long one' })
    const refusedChange = refusalOf(changing, 'UNAUTHENTICATED')
    await sleep(20)
    await ann.as.account.endSessions()
    await refusedChange
    const refusedSignIn = refusalOf(sessions.signIn({ username: 'ann', password }), 'CREDENTIALS_INVALID')
    await sleep(20)
    await db.write.updateTable('users').set({ password_hash: 'another' }).where('id', '=', ann.id).execute()
    await refusedSignIn
    expect(await ann.as.account.sessions()).toEqual([])
  })

  it('that were not used for too long change no password', async () => {
    const { gallery, addUser, clock } = await openTestGallery()
    await addUser('ann')
    const { token } = await gallery.sessions.signIn({ username: 'ann', password })
    clock.advance(8 * day)
    const change = { token, currentPassword: password, password: 'another long one' }
    await refusalOf(gallery.sessions.changePassword(change), 'UNAUTHENTICATED')
  })

  it('end with the role that they were opened in, and with being shut out', async () => {
    const { gallery, addUser, system } = await openTestGallery()
    await addUser('boss', { role: 'webmaster', level: 8 })
    const ann = await addUser('ann')
    const { sessions } = gallery
    const { token } = await sessions.signIn({ username: 'ann', password })
    await system.users.update(ann.id, { level: 2 })
    expect(await sessions.resolve(token)).not.toBeNull()
    await system.users.update(ann.id, { role: 'admin' })
    expect(await sessions.resolve(token)).toBeNull()
    const again = await sessions.signIn({ username: 'ann', password })
    await system.users.update(ann.id, { disabled: true })
    expect(await sessions.resolve(again.token)).toBeNull()
  })

  it('AU-09, AU-07: are over for a user who is deleted or signed out', async () => {
    const { gallery, addUser, system, db } = await openTestGallery()
    const ann = await addUser('ann')
    const { sessions } = gallery
    const [one, two] = [
      await sessions.signIn({ username: 'ann', password }),
      await sessions.signIn({ username: 'ann', password }),
    ]
    await sessions.signOut(one.token)
    expect(await sessions.resolve(one.token)).toBeNull()
    expect(await db.read.selectFrom('sessions').select('user_id').execute()).toHaveLength(1)
    await system.users.delete(ann.id)
    expect(await sessions.resolve(two.token)).toBeNull()
    await refusalOf(gallery.as(ann.actor).account.get(), 'UNAUTHENTICATED')
  })
})

describeDialects('guessing', ({ openTestGallery }) => {
  it('AU-13: is slowed down for one name at one place, ever longer; the owner comes in from elsewhere', async () => {
    const { gallery, addUser, clock } = await openTestGallery()
    await addUser('ann')
    const { sessions } = gallery
    const guess = () => sessions.signIn({ username: 'ann', password: 'wrong', address: '10.0.0.1' })
    const waits: number[] = []
    for (let round = 0; round < 3; round++) {
      const refusals: string[] = []
      for (let attempt = 0; attempt < 11; attempt++) {
        // What counts for the name alone is another limit.
        if (attempt > 0) clock.advance(61_000)
        const error = await guess().then(
          () => 'in',
          (reason: { code: string }) => reason.code,
        )
        refusals.push(error)
      }
      expect(refusals).toEqual([...Array.from({ length: 10 }, () => 'CREDENTIALS_INVALID'), 'RATE_LIMITED'])
      const error = await refusalOf(guess(), 'RATE_LIMITED')
      waits.push(error.details?.retryAfterSeconds ?? 0)
      await sessions.signIn({ username: 'ann', password, address: '10.0.0.2' })
      clock.advance((waits.at(-1) ?? 0) * 1_000 + 1)
    }
    const elapsed = 10 * 61
    expect(waits).toEqual([900 - elapsed, 1_800 - elapsed, 3_600 - elapsed])
  })

  it('AU-14: of one name from many places is slowed down, in every process, and not for those who are signed in', async () => {
    const world = await openTestGallery()
    const other = await openTestGallery({ on: world.database, clock: world.clock })
    await world.addUser('ann')
    const home = { username: 'ann', password, address: '192.0.2.1' }
    const { token } = await world.gallery.sessions.signIn(home)
    const codes = new Set<string>()
    for (let index = 0; index < 40; index++) {
      const { sessions } = index % 2 ? world.gallery : other.gallery
      await sessions.signIn({ username: 'Ann', password: 'wrong', address: `10.1.0.${index}` }).catch((error) => {
        codes.add(`${index < 20 ? 'first' : 'later'} ${error.code}`)
      })
    }
    expect(codes).toContain('first CREDENTIALS_INVALID')
    expect(codes).not.toContain('first RATE_LIMITED')
    expect(codes).toContain('later RATE_LIMITED')
    const stranger = { username: 'ann', password, address: '203.0.113.9' }
    const error = await refusalOf(other.gallery.sessions.signIn(stranger), 'RATE_LIMITED')
    expect(error.details?.retryAfterSeconds).toBeLessThanOrEqual(60)
    expect(await world.gallery.sessions.resolve(token)).not.toBeNull()
    await other.gallery.sessions.signIn(home)
    // Nobody waits for good.
    world.clock.advance(61_000)
    await other.gallery.sessions.signIn(stranger)
    // Nor does a name that nobody has tell that it is nobody's.
    for (let index = 0; index < 20; index++)
      await refusalOf(
        world.gallery.sessions.signIn({ username: 'nobody', password, address: `10.2.0.${index}` }),
        'CREDENTIALS_INVALID',
      )
    await refusalOf(world.gallery.sessions.signIn({ ...stranger, username: 'nobody' }), 'RATE_LIMITED')
    world.clock.advance(25 * hour)
    await refusalOf(world.gallery.sessions.signIn({ ...stranger, username: 'nobody' }), 'CREDENTIALS_INVALID')
  })

  it('of a password that is asked for again is slowed down too', async () => {
    const { gallery, addUser } = await openTestGallery()
    const ann = await addUser('ann')
    const { token } = await gallery.sessions.signIn({ username: 'ann', password })
    const guess = (index: number) =>
      index % 2
        ? gallery.sessions.changePassword({ token, currentPassword: `guess ${index}`, password: 'another long one' })
        : ann.as.account.delete({ currentPassword: `guess ${index}` })
    for (let index = 0; index < 10; index++) await refusalOf(guess(index), 'PASSWORD_WRONG')
    await refusalOf(guess(10), 'RATE_LIMITED')
    await refusalOf(ann.as.users.setPassword(ann.id, 'another long one', { currentPassword: password }), 'RATE_LIMITED')
  })
})

describe('places', () => {
  it('are the network of an IPv6 address, and an IPv4 address itself', () => {
    const same = [
      '2001:db8:0:7::1',
      '2001:db8::7:0:0:0:9',
      '2001:0DB8:0000:0007:ffff:ffff:ffff:ffff',
      '2001:db8:0:7::%eth0',
    ]
    expect(new Set(same.map(toNetwork))).toEqual(new Set(['2001:db8:0:7::/64']))
    expect(toNetwork('::1')).toBe('0:0:0:0::/64')
    expect(toNetwork('::ffff:192.0.2.1')).toBe('192.0.2.1')
    expect(toNetwork('64:ff9b::192.0.2.1')).toBe('64:ff9b:0:0::/64')
    for (const plain of ['192.0.2.1', '', 'unix', '1:2']) expect(toNetwork(plain)).toBe(plain)
  })
})
