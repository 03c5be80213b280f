import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { VitrineError } from '../../src/errors/vitrine-error.ts'
import { parseOptions } from '../../src/options.ts'
import type { PasskeyOptions } from '../../src/passkeys/passkey.types.ts'
import { createPostbox, runJobs, tokenIn } from '../accounts/accounts-world.ts'
import { describeDialects } from '../dialects.ts'
import { password, refusalOf, type TestUser } from '../world.ts'
import { createAuthenticator } from './software-authenticator.ts'

const origin = 'https://photos.example.org'
const secret = 'a secret of the tests that is long enough'

describe('where passkeys belong to', () => {
  const parse = (passkeys: PasskeyOptions) => {
    const parts = { open: 1, ensureIndex: 1, idList: 1, put: 1, get: 1, stat: 1, list: 1, delete: 1 }
    const any = Object.fromEntries(Object.keys(parts).map((name) => [name, () => {}])) as never
    return parseOptions({ database: any, storage: any, passkeys }).options.passkeys
  }

  it('is an https address with a name, or a domain above it', () => {
    expect(parse({ origin })).toEqual({ rpId: 'photos.example.org', origins: [origin] })
    expect(parse({ origin: 'http://localhost:8080' })).toEqual({
      rpId: 'localhost',
      origins: ['http://localhost:8080'],
    })
    const above = { origin: [origin, 'https://www.example.org:8443'], rpId: 'example.org' }
    expect(parse(above)).toEqual({ rpId: 'example.org', origins: above.origin })
  })

  it.each([
    { origin: 'http://photos.example.org' },
    { origin: 'https://192.0.2.7' },
    { origin: 'https://[2001:db8::1]' },
    { origin: 'https://photos.example.org/gallery' },
    { origin: 'nonsense' },
    { origin: [] },
    { origin: 7 as never },
    { origin, rpId: 'example.com' },
    { origin, rpId: 'tos.example.org' },
    { origin: [origin, 'https://elsewhere.test'] },
  ])('is not %o', (options) => {
    expect(() => parse(options)).toThrow(VitrineError)
  })
})

describeDialects('passkeys', ({ openTestGallery }) => {
  const build = async (options: Parameters<typeof openTestGallery>[0] = {}) => {
    const world = await openTestGallery({ secret, passkeys: { origin }, ...options })
    const { addUser, gallery, clock } = world
    const ann = await addUser('ann')
    const device = createAuthenticator({ origin })
    const begin = (user: TestUser, session?: string) =>
      user.as.passkeys.beginRegistration({ currentPassword: password, session })
    const add = async (user: TestUser, name = 'Phone', session?: string) => {
      const ceremony = await begin(user, session)
      const { credential, key } = device.make(ceremony)
      const made = await user.as.passkeys.register({ ceremony: ceremony.ceremony, credential, name, session })
      return { ...made, key }
    }
    const ask = (step?: string) => gallery.sessions.askForPasskey({ step })
    type Key = Awaited<ReturnType<typeof add>>['key']
    const signIn = async (key: Key, lies: Parameters<typeof device.sign>[2] = {}) => {
      const ceremony = await ask()
      return gallery.sessions.signInWithPasskey({
        ceremony: ceremony.ceremony,
        credential: device.sign(key, ceremony, lies),
      })
    }
    const toStep = async (username: string) => {
      const error = await refusalOf(gallery.sessions.signIn({ username, password }), 'SECOND_FACTOR_REQUIRED')
      return error.details as unknown as { step: string; needs: string; passkey: boolean }
    }
    const finish = async (step: string, key: Key, lies: Parameters<typeof device.sign>[2] = {}) => {
      const ceremony = await ask(step)
      const credential = device.sign(key, ceremony, lies)
      return gallery.sessions.finishSignIn({ step, passkey: { ceremony: ceremony.ceremony, credential } })
    }
    const codeOf = (base32: string) => new TOTP({ secret: base32 }).generate({ timestamp: clock().getTime() })
    return { ...world, ann, device, begin, add, ask, signIn, toStep, finish, codeOf }
  }

  it('are made, listed and renamed by their owner', async () => {
    const { ann, add, clock, addUser, db } = await build()
    const { passkey, recoveryCodes, key } = await add(ann)
    const expected = {
      id: passkey.id,
      name: 'Phone',
      createdAt: clock().toISOString(),
      lastUsedAt: null,
      isBackedUp: false,
    }
    expect(passkey).toEqual(expected)
    expect(recoveryCodes).toHaveLength(10)
    expect((await add(ann, ' Blue  key ')).recoveryCodes).toBeNull()
    const { passkeys, secondFactor } = ann.as
    expect(await passkeys.list()).toEqual([expected, expect.objectContaining({ name: 'Blue key' })])
    expect(await secondFactor.get()).toMatchObject({ passkeys: 2, totpSince: null, recoveryCodesLeft: 10 })
    expect(await passkeys.rename(passkey.id, { name: 'Old phone' })).toEqual({ ...expected, name: 'Old phone' })
    for (const name of ['', ' ', 'x'.repeat(101), 'a\u0000b', 7 as never])
      await refusalOf(passkeys.rename(passkey.id, { name }), 'INPUT_INVALID')
    // Others do not see them, and cannot tell that there are any.
    const zoe = await addUser('zoe')
    expect(await zoe.as.passkeys.list()).toEqual([])
    await refusalOf(zoe.as.passkeys.rename(passkey.id, { name: 'Mine' }), 'PASSKEY_NOT_FOUND')
    const removal = { currentPassword: password, code: '' }
    for (const id of [passkey.id, 0, -1, 1.5, '1' as never, 99_999])
      await refusalOf(zoe.as.passkeys.remove(id, removal), 'PASSKEY_NOT_FOUND')
    const log = await db.read.selectFrom('changes').selectAll().where('subject', '=', 'user').execute()
    expect(log.filter(({ actor_id }) => actor_id === ann.id).map(({ action }) => action)).toEqual([
      'passkey-added',
      'passkey-added',
      'passkey-renamed',
    ])
    expect(JSON.stringify(log)).not.toContain(key.id)
  })

  it('sign in without a name and a password, as enough for every rule', async () => {
    const { ann, add, signIn, gallery, system, clock } = await build()
    const { key } = await add(ann)
    await system.secondFactor.setPolicy({ required: 'everybody' })
    clock.advance(1_000)
    const signedIn = await signIn(key)
    expect(signedIn.user.username).toBe('ann')
    expect(await gallery.sessions.resolve(signedIn.token)).not.toBeNull()
    expect((await ann.as.passkeys.list())[0]?.lastUsedAt).toBe(clock().toISOString())
  })

  it('are told no name before they sign, and ask their owner', async () => {
    const { ann, add, ask, toStep } = await build()
    const { key } = await add(ann)
    const { options } = await ask()
    expect(options).toMatchObject({ rpId: 'photos.example.org', userVerification: 'required' })
    expect(options.allowCredentials ?? []).toEqual([])
    const { step } = await toStep('ann')
    const { options: ofStep } = await ask(step)
    expect(ofStep.allowCredentials).toEqual([{ id: key.id, type: 'public-key', transports: ['internal', 'hybrid'] }])
    expect(ofStep.challenge).not.toBe(options.challenge)
  })

  it('are no way in where anything about the answer is wrong', async () => {
    const { ann, add, signIn, addUser, db } = await build()
    const { key } = await add(ann)
    const { key: ofZoe } = await add(await addUser('zoe'))
    const sessions = () => db.read.selectFrom('sessions').selectAll().execute()
    const before = await sessions()
    for (const lies of [
      { origin: 'https://photos.example.org.evil.test' },
      { origin: 'http://photos.example.org' },
      { rpId: 'evil.test' },
      { type: 'webauthn.create' },
      { challenge: 'AAAA' },
      // It was found in a drawer: nobody was asked for a PIN.
      { isVerified: false },
      { userHandle: ofZoe.userHandle },
      { userHandle: null },
      { userHandle: '' },
    ])
      await refusalOf(signIn(key, lies), 'PASSKEY_INVALID')
    await refusalOf(signIn({ ...key, privateKey: ofZoe.privateKey }), 'PASSKEY_INVALID')
    await refusalOf(signIn({ ...key, id: ofZoe.id }), 'PASSKEY_INVALID')
    await refusalOf(signIn({ ...key, id: 'unknown' }), 'PASSKEY_INVALID')
    expect(await sessions()).toEqual(before)
    expect((await signIn(key)).user.username).toBe('ann')
  })

  it('answer each question once, within five minutes, also where the answer was wrong', async () => {
    const { ann, add, ask, device, gallery, clock } = await build()
    const { key } = await add(ann)
    const send = (ceremony: Awaited<ReturnType<typeof ask>>, lies = {}) =>
      gallery.sessions.signInWithPasskey({
        ceremony: ceremony.ceremony,
        credential: device.sign(key, ceremony, lies),
      })
    const first = await ask()
    const answers = await Promise.allSettled(
      [1, 2, 3].map(() =>
        gallery.sessions.signInWithPasskey({ ceremony: first.ceremony, credential: device.sign(key, first) }),
      ),
    )
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await refusalOf(send(first), 'PASSKEY_INVALID')
    const second = await ask()
    await refusalOf(send(second, { origin: 'https://evil.test' }), 'PASSKEY_INVALID')
    await refusalOf(send(second), 'PASSKEY_INVALID')
    // The challenge of one question is not that of another.
    const [third, fourth] = [await ask(), await ask()]
    const mixed = { ceremony: fourth.ceremony, credential: device.sign(key, third) }
    await refusalOf(gallery.sessions.signInWithPasskey(mixed), 'PASSKEY_INVALID')
    const late = await ask()
    clock.advance(5 * 60_000)
    await refusalOf(send(late), 'PASSKEY_INVALID')
    for (const ceremony of ['', 'vw_', `vw_${'A'.repeat(43)}`, late.ceremony.replace('vw_', 'vp_')])
      await refusalOf(send({ ...late, ceremony }), 'PASSKEY_INVALID')
    for (const bad of [
      null,
      7,
      {},
      { ...device.sign(key, late), response: {} },
      { ...device.sign(key, late), id: 'ä' },
    ])
      await refusalOf(
        gallery.sessions.signInWithPasskey({ ceremony: (await ask()).ceremony, credential: bad as never }),
        'INPUT_INVALID',
      )
  })

  it('are refused where they count backwards: there may be a copy', async () => {
    const { ann, add, signIn, toStep, finish, begin, gallery, db } = await build()
    const { key } = await add(ann)
    await signIn(key, { counter: 100 })
    for (const counter of [100, 99, 0]) await refusalOf(signIn(key, { counter }), 'PASSKEY_COPIED')
    await refusalOf(finish((await toStep('ann')).step, key, { counter: 50 }), 'PASSKEY_COPIED')
    expect(
      (await db.read.selectFrom('passkeys').select('counter').execute()).map((row) => Number(row.counter)),
    ).toEqual([100])
    await signIn(key, { counter: 101 })
    // Those that synchronise do not count, and say 0 each time.
    const silent = createAuthenticator({ origin, counts: false })
    const ceremony = await begin(ann)
    const { credential, key: cloud } = silent.make(ceremony)
    await ann.as.passkeys.register({ ceremony: ceremony.ceremony, credential, name: 'Cloud' })
    for (let time = 0; time < 2; time++) {
      const question = await gallery.sessions.askForPasskey()
      await gallery.sessions.signInWithPasskey({
        ceremony: question.ceremony,
        credential: silent.sign(cloud, question),
      })
    }
  })

  it('are asked for beside the password, by the step that was begun with it', async () => {
    const { ann, add, toStep, finish, ask, device, gallery, addUser } = await build()
    const { key, recoveryCodes } = await add(ann)
    const { step, needs, passkey } = await toStep('ann')
    expect([needs, passkey]).toEqual(['code', true])
    // A security key without a PIN does here: the password was right.
    const signedIn = await finish(step, key, { isVerified: false, userHandle: null })
    expect(signedIn).toMatchObject({ user: { username: 'ann' }, recoveryCodes: null })
    await refusalOf(finish(step, key), 'SIGN_IN_STEP_INVALID')
    // The password alone does not add an app in its place.
    const again = await toStep('ann')
    await refusalOf(gallery.sessions.enrol({ step: again.step }), 'SECOND_FACTOR_EXISTS')
    await refusalOf(gallery.sessions.finishSignIn({ step: again.step, code: '123456' }), 'CODE_INVALID')
    await refusalOf(gallery.sessions.finishSignIn({ step: again.step }), 'CODE_INVALID')
    await gallery.sessions.finishSignIn({ step: again.step, code: recoveryCodes?.[0] ?? '' })

    // Of another user, of another step, of another purpose.
    const { key: ofZoe } = await add(await addUser('zoe'))
    const third = await toStep('ann')
    await refusalOf(finish(third.step, ofZoe), 'PASSKEY_INVALID')
    const other = await ask((await toStep('ann')).step)
    const elsewhere = { ceremony: other.ceremony, credential: device.sign(key, other) }
    await refusalOf(gallery.sessions.finishSignIn({ step: third.step, passkey: elsewhere }), 'PASSKEY_INVALID')
    const free = await ask()
    const freely = { ceremony: free.ceremony, credential: device.sign(key, free, { isVerified: false }) }
    await refusalOf(gallery.sessions.finishSignIn({ step: third.step, passkey: freely }), 'PASSKEY_INVALID')
    const bound = await ask(third.step)
    const outside = { ceremony: bound.ceremony, credential: device.sign(key, bound) }
    await refusalOf(gallery.sessions.signInWithPasskey(outside), 'PASSKEY_INVALID')
    await refusalOf(ask('vp_nothing'), 'SIGN_IN_STEP_INVALID')
    // Five wrong answers end the step.
    const fourth = await toStep('ann')
    for (let count = 0; count < 5; count++)
      await refusalOf(finish(fourth.step, key, { origin: 'https://evil.test' }), 'PASSKEY_INVALID')
    await refusalOf(finish(fourth.step, key), 'SIGN_IN_STEP_INVALID')
  })

  it('are made at the sign-in by those who must have a second factor and have none', async () => {
    const { ann, device, toStep, gallery, system, signIn, addUser, clock } = await build()
    await addUser('zoe')
    await system.secondFactor.setPolicy({ required: 'everybody' })
    const { step, needs, passkey } = await toStep('ann')
    expect([needs, passkey]).toEqual(['enrolment', false])
    const enrol = (at: string) => gallery.sessions.enrolPasskey({ step: at })
    const made = (ceremony: Awaited<ReturnType<typeof enrol>>, lies: Parameters<typeof device.make>[1] = {}) => ({
      newPasskey: { ceremony: ceremony.ceremony, credential: device.make(ceremony, lies).credential, name: 'Phone' },
    })
    const finish = (at: string, proof: ReturnType<typeof made>) => gallery.sessions.finishSignIn({ step: at, ...proof })
    await refusalOf(enrol('vp_nothing'), 'SIGN_IN_STEP_INVALID')
    // Of another user's step, of another step of one's own, from another page, for another purpose, late, twice.
    const ofZoe = await toStep('zoe')
    await refusalOf(finish(step, made(await enrol(ofZoe.step))), 'PASSKEY_INVALID')
    await refusalOf(finish(step, made(await enrol((await toStep('ann')).step))), 'PASSKEY_INVALID')
    await refusalOf(finish(step, made(await enrol(step), { origin: 'https://evil.test' })), 'PASSKEY_INVALID')
    const late = await enrol(step)
    clock.advance(5 * 60_000)
    await refusalOf(finish(step, made(late)), 'PASSKEY_INVALID')
    const unnamed = made(await enrol(step))
    await refusalOf(finish(step, { newPasskey: { ...unnamed.newPasskey, name: '' } }), 'INPUT_INVALID')

    const [one, other] = [await toStep('ann'), await toStep('ann')]
    const ceremony = await enrol(one.step)
    const { credential, key } = device.make(ceremony)
    const both = await Promise.allSettled([
      gallery.sessions.finishSignIn({
        step: one.step,
        newPasskey: { ceremony: ceremony.ceremony, credential, name: 'Phone' },
      }),
      finish(other.step, made(await enrol(other.step))),
    ])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await ann.as.passkeys.list()).toHaveLength(1)
    const [entered] = both.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []))
    expect(entered?.recoveryCodes).toHaveLength(10)
    expect(await gallery.sessions.resolve(entered?.token ?? '')).not.toBeNull()
    // From now on it is there, and the password alone adds no other.
    const next = await toStep('ann')
    expect([next.needs, next.passkey]).toEqual(['code', true])
    await refusalOf(enrol(next.step), 'SECOND_FACTOR_EXISTS')
    await refusalOf(finish(next.step, made({ ...ceremony })), 'PASSKEY_INVALID')
    if (both[0]?.status === 'fulfilled') expect((await signIn(key)).user.username).toBe('ann')
  })

  it('are made by the session that began, with the password, and by nobody else', async () => {
    const { ann, begin, device, add, addUser, gallery, system, clock } = await build()
    const signedIn = await gallery.sessions.signIn({ username: 'ann', password })
    const other = await gallery.sessions.signIn({ username: 'ann', password })
    const session = (await gallery.sessions.resolve(signedIn.token))?.id ?? ''
    const { passkeys } = ann.as
    for (const wrong of ['', 'wrong', undefined, 7])
      await refusalOf(passkeys.beginRegistration({ currentPassword: wrong as never }), 'PASSWORD_WRONG')
    const register = async (
      ceremony: Awaited<ReturnType<typeof begin>>,
      by: string | undefined,
      lies = {},
      as = passkeys,
    ) =>
      as.register({
        ceremony: ceremony.ceremony,
        credential: device.make(ceremony, lies).credential,
        name: 'Key',
        session: by,
      })
    await refusalOf(register(await begin(ann, session), undefined), 'PASSKEY_INVALID')
    await refusalOf(register(await begin(ann, session), 'f'.repeat(32)), 'PASSKEY_INVALID')
    const zoe = await addUser('zoe')
    await refusalOf(register(await begin(ann, session), session, {}, zoe.as.passkeys), 'PASSKEY_INVALID')
    for (const lies of [
      { origin: 'https://evil.test' },
      { rpId: 'evil.test' },
      { type: 'webauthn.get' },
      { challenge: 'AAAA' },
      { fmt: 'apple' },
      { fmt: 'fido-u2f' },
      { fmt: 'android-key' },
    ])
      await refusalOf(register(await begin(ann, session), session, lies), 'PASSKEY_INVALID')
    // A question for a sign-in makes none.
    const question = await gallery.sessions.askForPasskey()
    await refusalOf(
      register({ ...question, options: { ...question.options, user: { id: 'x' } } }, session),
      'PASSKEY_INVALID',
    )
    const late = await begin(ann, session)
    clock.advance(5 * 60_000)
    await refusalOf(register(late, session), 'PASSKEY_INVALID')
    expect(await passkeys.list()).toEqual([])

    const last = await begin(ann, session)
    const { credential } = device.make(last)
    await passkeys.register({ ceremony: last.ceremony, credential, name: 'Key', session })
    // The first second factor ends what the password alone opened, but for the session that asked.
    expect(await gallery.sessions.resolve(signedIn.token)).not.toBeNull()
    expect(await gallery.sessions.resolve(other.token)).toBeNull()
    await system.secondFactor.setPolicy({ required: 'everybody' })
    expect(await gallery.sessions.resolve(signedIn.token)).not.toBeNull()
    await system.secondFactor.setPolicy({ required: 'nobody' })
    // Known already: to its owner, and to anybody else.
    for (const user of [ann, zoe]) {
      const again = await begin(user)
      const copy = device.make(again, { id: credential.id })
      await refusalOf(
        user.as.passkeys.register({ ceremony: again.ceremony, credential: copy.credential, name: 'One' }),
        'PASSKEY_EXISTS',
      )
    }
    for (let count = 1; count < 20; count++) await add(ann, `Key ${count}`)
    await refusalOf(begin(ann), 'PASSKEY_LIMIT_REACHED')
  })

  it('are removed with the password, the last second factor with a recovery code too', async () => {
    const { ann, add, system, toStep, gallery, signIn } = await build()
    const [one, two] = [await add(ann, 'One'), await add(ann, 'Two')]
    const { passkeys, secondFactor } = ann.as
    const codes = one.recoveryCodes ?? []
    await refusalOf(passkeys.remove(one.passkey.id, { currentPassword: 'wrong' }), 'PASSWORD_WRONG')
    await passkeys.remove(one.passkey.id, { currentPassword: password })
    await refusalOf(signIn(one.key), 'PASSKEY_INVALID')
    const last = two.passkey.id
    await refusalOf(passkeys.remove(last, { currentPassword: password }), 'CODE_INVALID')
    await refusalOf(passkeys.remove(last, { currentPassword: password, code: '000000' }), 'CODE_INVALID')
    const session = await signIn(two.key)
    await system.secondFactor.setPolicy({ required: 'everybody' })
    await refusalOf(
      passkeys.remove(last, { currentPassword: password, code: codes[0] ?? '' }),
      'SECOND_FACTOR_REQUIRED_BY_POLICY',
    )
    await system.secondFactor.setPolicy({ required: 'nobody' })
    expect((await toStep('ann')).needs).toBe('code')
    await passkeys.remove(last, { currentPassword: password, code: codes[0] ?? '' })
    expect(await secondFactor.get()).toMatchObject({ passkeys: 0, recoveryCodesLeft: 0 })
    await gallery.sessions.signIn({ username: 'ann', password })
    // What was opened with it is as if it had been opened by the password alone.
    await system.secondFactor.setPolicy({ required: 'everybody' })
    expect(await gallery.sessions.resolve(session.token)).toBeNull()
  })

  it('stand beside an app: either is enough, and either may go', async () => {
    const { ann, add, codeOf, toStep, finish, gallery, clock, system } = await build()
    const { secondFactor, passkeys } = ann.as
    const { key, passkey } = await add(ann)
    const app = await secondFactor.beginTotp({ currentPassword: password })
    const { recoveryCodes } = await secondFactor.confirmTotp({ code: codeOf(app.secret) })
    clock.advance(30_000)
    await gallery.sessions.finishSignIn({ step: (await toStep('ann')).step, code: codeOf(app.secret) })
    await finish((await toStep('ann')).step, key)
    await system.secondFactor.setPolicy({ required: 'everybody' })
    clock.advance(30_000)
    await secondFactor.remove({ currentPassword: password, code: codeOf(app.secret) })
    expect((await secondFactor.get()).recoveryCodesLeft).toBe(10)
    expect((await toStep('ann')).needs).toBe('code')
    await refusalOf(
      passkeys.remove(passkey.id, { currentPassword: password, code: recoveryCodes[0] ?? '' }),
      'SECOND_FACTOR_REQUIRED_BY_POLICY',
    )
    await system.secondFactor.reset(ann.id)
    expect(await passkeys.list()).toEqual([])
    expect((await toStep('ann')).needs).toBe('enrolment')
  })

  it('end with the user: disabled, made a shared account, deleted', async () => {
    const { ann, add, signIn, system, db, gallery, addUser } = await build()
    const { key } = await add(ann)
    await system.users.update(ann.id, { disabled: true })
    await refusalOf(signIn(key), 'PASSKEY_INVALID')
    await system.users.update(ann.id, { disabled: false, role: 'generic' })
    await refusalOf(signIn(key), 'PASSKEY_INVALID')
    await refusalOf(ann.as.passkeys.beginRegistration({ currentPassword: password }), 'FORBIDDEN')
    await system.users.update(ann.id, { role: 'user' })
    await signIn(key)
    const exported: string[] = []
    for await (const part of (await ann.as.account.export()).content) exported.push(part)
    const { passkeys } = JSON.parse(exported.join('')) as { passkeys: object[] }
    expect(passkeys).toEqual([{ name: 'Phone', createdAt: expect.any(String), lastUsedAt: expect.any(String) }])
    expect(exported.join('')).not.toContain(key.id)
    // Also where somebody else gets what the user added, and the row stays for that long.
    const heir = await addUser('heir')
    await system.settings.setAccounts({ heirUserId: heir.id })
    await system.users.delete(ann.id)
    expect(await db.read.selectFrom('passkeys').selectAll().execute()).toEqual([])
    await refusalOf(signIn(key), 'PASSKEY_INVALID')
    await runJobs(gallery)
  })

  it('AU-26 are out of the reach of keys, previews, hosts and guests', async () => {
    const { ann, add, addUser, gallery } = await build()
    const { passkey } = await add(ann)
    const boss = await addUser('boss', { role: 'admin', level: 8 })
    const { key } = await ann.as.keys.create({ name: 'Script', scopes: ['read'], expiresInDays: 1 })
    const byKey = gallery.as((await gallery.keys.open(key))!).passkeys
    const preview = boss.as.viewAs({ user: ann.id }).passkeys
    const guest = gallery.as({ kind: 'guest' }).passkeys
    for (const [service, code] of [
      [byKey, 'FORBIDDEN'],
      [preview, 'PREVIEW_READ_ONLY'],
      [guest, 'UNAUTHENTICATED'],
    ] as const) {
      await refusalOf(service.beginRegistration({ currentPassword: password }), code)
      await refusalOf(service.rename(passkey.id, { name: 'Mine' }), code)
      await refusalOf(service.remove(passkey.id, { currentPassword: password }), code)
    }
    await refusalOf(byKey.list(), 'FORBIDDEN')
  })

  it('are not gone round by a new password, which mail tells of, as of the passkey', async () => {
    const box = createPostbox()
    const { ann, add, toStep, finish, gallery, system, codeOf, clock } = await build({ mail: box.options })
    await system.users.update(ann.id, { email: 'ann@example.org' })
    const { key } = await add(ann)
    const { step } = await toStep('ann')
    const told = async (text: RegExp) => {
      await runJobs(gallery)
      const [mail, ...more] = box.take('ann@example.org')
      expect(more).toEqual([])
      expect(mail?.subject).toMatch(/^How you sign in at/)
      expect(mail?.text).toMatch(text)
      expect(mail?.text).not.toMatch(/Phone|v[a-z]_/)
    }
    await told(/A passkey was added/)
    await gallery.accounts.requestReset({ who: 'ann' })
    await runJobs(gallery)
    const token = tokenIn(box.take('ann@example.org')[0])
    await gallery.accounts.resetPassword({ token, password: 'after the reset' })
    await refusalOf(finish(step, key), 'SIGN_IN_STEP_INVALID')
    await refusalOf(gallery.sessions.signIn({ username: 'ann', password: 'after the reset' }), 'SECOND_FACTOR_REQUIRED')
    await runJobs(gallery)
    box.take()
    const { secondFactor, passkeys } = ann.as
    const app = await secondFactor.beginTotp({ currentPassword: 'after the reset' })
    await secondFactor.confirmTotp({ code: codeOf(app.secret) })
    await told(/codes? of an app that was just set up/)
    const [first] = await passkeys.list()
    await passkeys.remove(first?.id ?? 0, { currentPassword: 'after the reset' })
    await told(/A passkey was removed/)
    clock.advance(30_000)
    await secondFactor.remove({ currentPassword: 'after the reset', code: codeOf(app.secret) })
    await told(/not asked for any more/)
  })

  it('are not taken where the address of the gallery is not known', async () => {
    const { ann, begin, ask } = await build({ passkeys: undefined as never })
    await refusalOf(begin(ann), 'PASSKEYS_UNAVAILABLE')
    await refusalOf(ask(), 'PASSKEYS_UNAVAILABLE')
    expect((await ann.as.secondFactor.get()).canAddPasskeys).toBe(false)
  })

  it('AU-13 are asked for a few hundred times from one place', async () => {
    const { gallery, clock } = await build()
    const ask = (address: string) => gallery.sessions.askForPasskey({ address })
    for (let count = 0; count < 300; count++) await ask('192.0.2.1')
    await refusalOf(ask('192.0.2.1'), 'RATE_LIMITED')
    await ask('192.0.2.2')
    clock.advance(15 * 60_000)
    await ask('192.0.2.1')
  })
})
