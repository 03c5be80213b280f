import { expect, it } from 'vitest'
import { reject } from '../../src/hooks/rejection.ts'
import type { IdentityClaims, IdentityRules } from '../../src/identities/identity.types.ts'
import { createPostbox, runJobs, tokenIn } from '../accounts/accounts-world.ts'
import { describeDialects } from '../dialects.ts'
import { password, refusalOf, type TestUser } from '../world.ts'

const issuer = 'https://id.example.org'
const mapping = { 'the-family': 'Family', 'the-club': 'Club', 'also-family': 'Family' }

describeDialects('accounts at other providers', ({ openTestGallery }) => {
  const build = async (options: Parameters<typeof openTestGallery>[0] = {}) => {
    const world = await openTestGallery({ secret: 'a secret of the tests that is long enough', ...options })
    const { gallery, db } = world
    const claims = (subject: string, more: Partial<IdentityClaims> = {}): IdentityClaims => ({
      issuer,
      subject,
      ...more,
    })
    const signIn = (given: IdentityClaims, rules: IdentityRules = {}) => gallery.identities.signIn(given, rules, {})
    const link = async (user: TestUser, username: string, given: IdentityClaims) => {
      const { token } = await gallery.sessions.signIn({ username, password })
      const session = (await gallery.sessions.resolve(token))?.id
      const begun = await user.as.identities.beginLink({ currentPassword: password, session, data: 'what fits' })
      const back = await gallery.identities.takeReturn(begun)
      expect(back?.data).toBe('what fits')
      return gallery.identities.link(given, { token, link: back!.link! })
    }
    const sessions = () => db.read.selectFrom('sessions').selectAll().execute()
    return { ...world, claims, signIn, link, sessions }
  }

  it('are linked by whoever is signed in, and then sign in', async () => {
    const { addUser, claims, link, signIn, gallery, clock, db } = await build()
    const ann = await addUser('ann')
    const identity = await link(ann, 'ann', claims('one', { username: 'ann@work' }))
    expect(identity).toEqual({
      id: identity.id,
      issuer,
      name: 'ann@work',
      createdAt: clock().toISOString(),
      lastUsedAt: null,
    })
    expect(await ann.as.identities.list()).toEqual([identity])
    const signedIn = await signIn(claims('one', { username: 'ann@home' }))
    expect(signedIn.user.id).toBe(ann.id)
    expect(await gallery.sessions.resolve(signedIn.token)).not.toBeNull()
    expect((await ann.as.identities.list())[0]).toMatchObject({ name: 'ann@home', lastUsedAt: clock().toISOString() })
    // Subjects are told apart by case, and issuers by every letter.
    await refusalOf(signIn(claims('ONE')), 'IDENTITY_NOT_LINKED')
    await refusalOf(signIn({ ...claims('one'), issuer: `${issuer}/` }), 'IDENTITY_NOT_LINKED')
    await addUser('zoe').then((zoe) => refusalOf(link(zoe, 'zoe', claims('one')), 'IDENTITY_TAKEN'))
    const removal = { currentPassword: password }
    for (const id of [0, 99_999, '1' as never])
      await refusalOf(ann.as.identities.remove(id, removal), 'IDENTITY_NOT_FOUND')
    await refusalOf(ann.as.identities.remove(identity.id, { currentPassword: 'wrong' }), 'PASSWORD_WRONG')
    await ann.as.identities.remove(identity.id, removal)
    await refusalOf(signIn(claims('one')), 'IDENTITY_NOT_LINKED')
    const log = await db.read.selectFrom('changes').selectAll().where('actor_id', '=', ann.id).execute()
    expect(log.map(({ action }) => action)).toEqual(['identity-added', 'identity-removed'])
  })

  it('AU-27 are never found by an address or a name, and make no account unless that is wanted', async () => {
    const { addUser, system, claims, signIn, db, sessions } = await build()
    const boss = await addUser('boss', { role: 'webmaster', level: 8 })
    await system.users.update(boss.id, { email: 'boss@example.org' })
    const before = await sessions()
    const told = { username: 'boss', email: 'boss@example.org' }
    for (const more of [told, { ...told, isEmailVerified: true }]) {
      await refusalOf(signIn(claims('evil', more)), 'IDENTITY_NOT_LINKED')
      await refusalOf(signIn(claims('evil', more), { groups: mapping }), 'IDENTITY_NOT_LINKED')
    }
    await refusalOf(
      signIn(claims('evil', { ...told, isEmailVerified: true }), { createAccounts: true }),
      'IDENTITY_NOT_LINKED',
    )
    expect(await sessions()).toEqual(before)
    // Of an address that nobody made sure of nothing is kept, and the name is somebody else's.
    const made = await signIn(claims('evil', told), { createAccounts: true })
    expect(made.user).toMatchObject({ username: 'boss 2', email: null, role: 'user' })
    expect(made.user.id).not.toBe(boss.id)
    expect(await db.read.selectFrom('identities').select('user_id').execute()).toEqual([{ user_id: made.user.id }])
  })

  it('make accounts with a free name, a proven address and no password', async () => {
    const { claims, signIn, gallery } = await build()
    const rules = { createAccounts: true }
    const made = await signIn(claims('a', { username: 'Ann', email: 'Ann@Example.org', isEmailVerified: true }), rules)
    expect(made.user).toMatchObject({ username: 'Ann', email: 'Ann@Example.org', role: 'user', level: 0 })
    expect((await signIn(claims('a', { username: 'Other' }), rules)).user.id).toBe(made.user.id)
    expect((await signIn(claims('b', { username: 'ＡＮＮ' }), rules)).user.username).toBe('ＡＮＮ 2')
    expect((await signIn(claims('c', { email: 'zoe@example.org' }), rules)).user).toMatchObject({
      username: 'zoe',
      email: null,
    })
    expect((await signIn(claims('d'), rules)).user.username).toBe('d')
    expect((await signIn(claims('e', { username: '\u0000\ud800', email: 'x' }), rules)).user.email).toBeNull()
    for (const tried of ['', 'Ann', password])
      await refusalOf(gallery.sessions.signIn({ username: 'Ann', password: tried }), 'CREDENTIALS_INVALID')
    // Nothing else would let them in.
    const { identities } = gallery.as({ kind: 'user', userId: made.user.id })
    const [identity] = await identities.list()
    for (const currentPassword of ['', 'null', password])
      await refusalOf(identities.remove(identity!.id, { currentPassword }), 'LAST_WAY_IN')
    for (const bad of [
      { subject: '' },
      { subject: 'ä' },
      { subject: 'x'.repeat(256) },
      { issuer: 7 },
      { groups: 'all' },
    ])
      await refusalOf(signIn({ ...claims('f'), ...(bad as object) }, rules), 'INPUT_INVALID')
    gallery.hooks.gate('user.registering', ({ username }) =>
      username === 'late' ? reject('NOT_YOU', 'Not you.', 'username') : undefined,
    )
    await refusalOf(signIn(claims('late'), rules), 'HOOK_REJECTED')
  })

  it('bring the mapped groups in line at each sign-in, and leave the others alone', async () => {
    const { addUser, addGroup, claims, link, signIn, system, db } = await build()
    const ann = await addUser('ann')
    const [family, club, own] = [
      await addGroup('Family', []),
      await addGroup('club', [ann]),
      await addGroup('Own', [ann]),
    ]
    await link(ann, 'ann', claims('one'))
    const groupsOf = async () => {
      const groups = await Promise.all(
        [family, club, own].map(async (id) => ((await system.groups.members(id)).items.length > 0 ? id : null)),
      )
      return groups.filter((id) => id !== null)
    }
    const come = (groups?: string[]) => signIn(claims('one', { groups }), { groups: mapping })
    // Without a mapping nothing is touched, whatever is said.
    await signIn(claims('one', { groups: ['the-family'] }))
    expect(await groupsOf()).toEqual([club, own])
    await come(['the-family', 'Own', '__proto__', 'constructor', 'unknown'])
    expect(await groupsOf()).toEqual([family, own])
    const changes = await db.read.selectFrom('changes').select('id').execute()
    await come(['also-family'])
    expect(await db.read.selectFrom('changes').select('id').execute()).toEqual(changes)
    await come(['the-club'])
    expect(await groupsOf()).toEqual([club, own])
    // What is not said is not so.
    await come()
    expect(await groupsOf()).toEqual([own])
    await system.groups.delete(club)
    await come(['the-club', 'the-family'])
    expect(await groupsOf().catch(() => 'gone')).toBe('gone')
  })

  it('give and take the role of administrators where that is set, and never what the gallery gave', async () => {
    const { addUser, claims, link, signIn, system, gallery } = await build()
    await addUser('owner', { role: 'webmaster', level: 8 })
    const [ann, bob] = [await addUser('ann'), await addUser('bob', { role: 'admin' })]
    await link(ann, 'ann', claims('ann'))
    await link(bob, 'bob', claims('bob'))
    const rules = { administrators: ['admins'] }
    const roleOf = async ({ id }: TestUser) => (await system.users.get(id)).role
    await signIn(claims('ann', { groups: ['admins'] }))
    expect(await roleOf(ann)).toBe('user')
    const old = await gallery.sessions.signIn({ username: 'ann', password })
    await signIn(claims('ann', { groups: ['admins'] }), rules)
    expect(await roleOf(ann)).toBe('admin')
    // What was opened with other rights is over.
    expect(await gallery.sessions.resolve(old.token)).toBeNull()
    await signIn(claims('ann', { groups: ['Admins'] }), rules)
    expect(await roleOf(ann)).toBe('user')
    await signIn(claims('bob', { groups: ['admins'] }), rules)
    await signIn(claims('bob'), rules)
    expect(await roleOf(bob)).toBe('admin')
  })

  it('do not spare anybody the second factor, unless the provider asked or is trusted to', async () => {
    const { addUser, claims, link, signIn, system, gallery } = await build()
    const ann = await addUser('ann')
    await link(ann, 'ann', claims('one'))
    await system.secondFactor.setPolicy({ required: 'everybody' })
    const { details } = await refusalOf(signIn(claims('one')), 'SECOND_FACTOR_REQUIRED')
    expect(details).toMatchObject({ needs: 'enrolment' })
    for (const signedIn of [
      await signIn(claims('one', { isMultiFactor: true })),
      await signIn(claims('one'), { trustsSecondFactor: true }),
    ])
      expect(await gallery.sessions.resolve(signedIn.token)).not.toBeNull()
    // An administrator by the provider is asked as one.
    await system.secondFactor.setPolicy({ required: 'administrators' })
    await signIn(claims('one'))
    const rules = { administrators: ['admins'] }
    await refusalOf(signIn(claims('one', { groups: ['admins'] }), rules), 'SECOND_FACTOR_REQUIRED')
  })

  it('end with the user: disabled, deleted', async () => {
    const { addUser, claims, link, signIn, system, db } = await build()
    const ann = await addUser('ann')
    await link(ann, 'ann', claims('one'))
    await system.users.update(ann.id, { disabled: true })
    await refusalOf(signIn(claims('one'), { createAccounts: true }), 'IDENTITY_NOT_LINKED')
    await system.users.update(ann.id, { disabled: false })
    const exported: string[] = []
    for await (const part of (await ann.as.account.export()).content) exported.push(part)
    expect(JSON.parse(exported.join(''))).toMatchObject({ identities: [{ issuer, subject: 'one' }] })
    const heir = await addUser('heir')
    await system.settings.setAccounts({ heirUserId: heir.id })
    await system.users.delete(ann.id)
    expect(await db.read.selectFrom('identities').selectAll().execute()).toEqual([])
    await refusalOf(signIn(claims('one')), 'IDENTITY_NOT_LINKED')
  })

  it('come back once, within ten minutes, to the session that began', async () => {
    const { addUser, claims, gallery, clock } = await build()
    const ann = await addUser('ann')
    const zoe = await addUser('zoe')
    const token = await gallery.identities.begin({ data: 'x' })
    expect(await gallery.identities.takeReturn(token)).toEqual({ data: 'x', link: null, confirm: null })
    expect(await gallery.identities.takeReturn(token)).toBeNull()
    const late = await gallery.identities.begin({ data: 'x' })
    clock.advance(10 * 60_000)
    for (const bad of [late, '', 'vo_', `vo_${'A'.repeat(43)}`, null as never])
      expect(await gallery.identities.takeReturn(bad)).toBeNull()
    await refusalOf(gallery.identities.begin({ data: 'x'.repeat(4_001) }), 'INPUT_INVALID')

    const [here, elsewhere] = [
      await gallery.sessions.signIn({ username: 'ann', password }),
      await gallery.sessions.signIn({ username: 'ann', password }),
    ]
    const ofZoe = await gallery.sessions.signIn({ username: 'zoe', password })
    const session = (await gallery.sessions.resolve(here.token))?.id
    const { identities } = ann.as
    for (const wrong of ['', 'wrong', undefined as never])
      await refusalOf(identities.beginLink({ currentPassword: wrong, session, data: 'x' }), 'PASSWORD_WRONG')
    await refusalOf(identities.beginLink({ currentPassword: password, session: undefined, data: 'x' }), 'FORBIDDEN')
    const link = { userId: ann.id, session: session ?? '' }
    for (const other of ['', elsewhere.token, ofZoe.token])
      await refusalOf(gallery.identities.link(claims('one'), { token: other, link }), 'UNAUTHENTICATED')
    await gallery.sessions.signOut(here.token)
    await refusalOf(gallery.identities.link(claims('one'), { token: here.token, link }), 'UNAUTHENTICATED')
    expect(await identities.list()).toEqual([])
    expect(await zoe.as.identities.list()).toEqual([])
  })

  it('AU-26 are out of the reach of keys, previews, shared accounts and guests, and mail tells of them', async () => {
    const box = createPostbox()
    const { addUser, claims, link, gallery, system } = await build({ mail: box.options })
    const ann = await addUser('ann')
    await system.users.update(ann.id, { email: 'ann@example.org' })
    const identity = await link(ann, 'ann', claims('one'))
    await runJobs(gallery)
    expect(box.take('ann@example.org')[0]?.text).toMatch(/another provider was linked/)
    const boss = await addUser('boss', { role: 'admin', level: 8 })
    const { key } = await ann.as.keys.create({ name: 'Script', scopes: ['read'], expiresInDays: 1 })
    const kiosk = await addUser('kiosk', { role: 'generic' })
    const begin = { currentPassword: password, session: 'f'.repeat(32), data: 'x' }
    for (const [service, code] of [
      [gallery.as((await gallery.keys.open(key))!).identities, 'FORBIDDEN'],
      [boss.as.viewAs({ user: ann.id }).identities, 'PREVIEW_READ_ONLY'],
      [kiosk.as.identities, 'FORBIDDEN'],
      [gallery.as({ kind: 'guest' }).identities, 'UNAUTHENTICATED'],
    ] as const) {
      await refusalOf(service.beginLink(begin), code)
      await refusalOf(service.remove(identity.id, { currentPassword: password }), code)
    }
    // A password is set by mail where somebody has none, as where it was forgotten.
    await gallery.accounts.requestReset({ who: 'ann' })
    await runJobs(gallery)
    expect(tokenIn(box.take('ann@example.org')[0])).toMatch(/^va_/)
  })
})
