import { TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { VitrineError } from '../../src/errors/vitrine-error.ts'
import { createRecoveryCode, normaliseRecoveryCode } from '../../src/second-factor/recovery-codes.ts'
import { createSecretBox } from '../../src/second-factor/secret-box.ts'
import { stepOfCode, toBase32, toTotpUri } from '../../src/second-factor/totp.ts'
import { createPostbox, runJobs, tokenIn } from '../accounts/accounts-world.ts'
import { describeDialects } from '../dialects.ts'
import { password, refusalOf } from '../world.ts'

const secret = 'a secret of the tests that is long enough'
const halfMinute = 30_000

describe('codes of an app', () => {
  // RFC 6238, appendix B, its SHA-1 rows, cut to six digits.
  const rfc = Buffer.from('12345678901234567890')
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('at %i s are those of RFC 6238', (seconds, code) => {
    expect(stepOfCode(rfc, code, new Date(seconds * 1_000))).toBe(Math.floor(seconds / 30))
    expect(stepOfCode(rfc, code, new Date((seconds + 30) * 1_000))).toBe(Math.floor(seconds / 30))
    expect(stepOfCode(rfc, code, new Date((seconds - 30) * 1_000))).toBe(Math.floor(seconds / 30))
    for (const off of [60, -60]) expect(stepOfCode(rfc, code, new Date((seconds + off) * 1_000))).toBeNull()
    for (const bad of ['', code.slice(1), `${code}0`, 'abcdef', `-${code.slice(1)}`, '１２３４５６'])
      expect(stepOfCode(rfc, bad, new Date(seconds * 1_000))).toBeNull()
  })

  it('are told to apps in the address that they read', () => {
    const uri = new URL(toTotpUri(rfc, { gallery: 'Ann’s photos: sea & sky', username: 'ann@home' }))
    expect([uri.protocol, uri.host]).toEqual(['otpauth:', 'totp'])
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      issuer: 'Ann’s photos: sea & sky',
      secret: toBase32(rfc),
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
  })
})

describe('what is sealed', () => {
  const box = createSecretBox(secret)
  const plain = Buffer.from('hidden')

  it('opens for its owner, with the same secret, unchanged', () => {
    const sealed = box.seal(plain, 'one')
    expect(sealed).not.toContain('hidden')
    expect(box.seal(plain, 'one')).not.toBe(sealed)
    expect(createSecretBox(secret).open(sealed, 'one')).toEqual(plain)
    expect(box.open(sealed, 'two')).toBeNull()
    expect(createSecretBox(`${secret}!`).open(sealed, 'one')).toBeNull()
    for (let at = 3; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A'
      const opened = box.open(sealed.slice(0, at) + other + sealed.slice(at + 1), 'one')
      // The last character of base64 has bits that say nothing.
      if (at < sealed.length - 1) expect(opened, `${at}`).toBeNull()
    }
    for (const bad of ['', 'v1', 'v1.', 'v2.abc', sealed.slice(0, 20)]) expect(box.open(bad, 'one')).toBeNull()
  })
})

describe('recovery codes', () => {
  it('are random, and read however they are typed', () => {
    const codes = new Set(Array.from({ length: 2_000 }, createRecoveryCode))
    expect(codes.size).toBe(2_000)
    const letters = new Map<string, number>()
    for (const code of codes) {
      expect(code).toMatch(/^(?:[2-9A-HJKMNP-TW-Z]{4}-){3}[2-9A-HJKMNP-TW-Z]{4}$/)
      for (const letter of code.replaceAll('-', '')) letters.set(letter, (letters.get(letter) ?? 0) + 1)
    }
    expect(letters.size).toBe(29)
    const expected = (2_000 * 16) / 29
    for (const [letter, count] of letters) expect(Math.abs(count / expected - 1), letter).toBeLessThan(0.25)
    expect(normaliseRecoveryCode(' abcd efgh-jkmn-PQRS ')).toBe('ABCDEFGHJKMNPQRS')
    for (const bad of ['', 'abcd', '123456', 'abcd-efgh-jkmn-pqr!']) expect(normaliseRecoveryCode(bad)).toBeNull()
  })
})

describeDialects('a second factor', ({ openTestGallery }) => {
  const build = async (options: Parameters<typeof openTestGallery>[0] = { secret }) => {
    const world = await openTestGallery(options)
    const { addUser, clock, gallery } = world
    const ann = await addUser('ann')
    const boss = await addUser('boss', { role: 'admin', level: 8 })
    /** What an app shows that was given this secret. */
    const codeOf = (base32: string, steps = 0) =>
      new TOTP({ secret: base32 }).generate({ timestamp: clock().getTime() + steps * halfMinute })
    const enrol = async (user: typeof ann) => {
      const { secret: base32 } = await user.as.secondFactor.beginTotp({ currentPassword: password })
      const { recoveryCodes } = await user.as.secondFactor.confirmTotp({ code: codeOf(base32) })
      clock.advance(halfMinute)
      return { base32, recoveryCodes }
    }
    const signIn = (username: string) => gallery.sessions.signIn({ username, password })
    /** Signs in with the password, as far as that goes. */
    const toStep = async (username: string) => {
      const error = await refusalOf(signIn(username), 'SECOND_FACTOR_REQUIRED')
      if (!VitrineError.has(error, 'SECOND_FACTOR_REQUIRED') || !error.details) throw error
      return error.details
    }
    return { ...world, ann, boss, codeOf, enrol, signIn, toStep }
  }

  it('is asked for once the app has shown a code, and opens the session', async () => {
    const { ann, codeOf, signIn, toStep, gallery, clock, db } = await build()
    const begun = await ann.as.secondFactor.beginTotp({ currentPassword: password })
    expect(begun.uri).toContain(`secret=${begun.secret}`)
    // Begun is not set up: whoever closes the window there is not shut out.
    await signIn('ann')
    // Begun again: the first secret is worth nothing.
    const { secret: base32 } = await ann.as.secondFactor.beginTotp({ currentPassword: password })
    expect(base32).not.toBe(begun.secret)
    await refusalOf(ann.as.secondFactor.confirmTotp({ code: codeOf(begun.secret) }), 'CODE_INVALID')
    const { recoveryCodes } = await ann.as.secondFactor.confirmTotp({ code: codeOf(base32) })
    expect(recoveryCodes).toHaveLength(10)
    await refusalOf(ann.as.secondFactor.beginTotp({ currentPassword: password }), 'SECOND_FACTOR_EXISTS')
    expect(await ann.as.secondFactor.get()).toEqual({
      totpSince: clock().toISOString(),
      recoveryCodesLeft: 10,
      isRequired: false,
      isAvailable: true,
      passkeys: 0,
      canAddPasskeys: false,
    })

    clock.advance(halfMinute)
    const before = await db.read.selectFrom('sessions').selectAll().execute()
    const { step, needs } = await toStep('ann')
    expect(needs).toBe('code')
    expect(await db.read.selectFrom('sessions').selectAll().execute()).toEqual(before)
    expect(await gallery.sessions.resolve(step)).toBeNull()
    await refusalOf(gallery.sessions.enrol({ step }), 'SECOND_FACTOR_EXISTS')
    const signedIn = await gallery.sessions.finishSignIn({ step, code: codeOf(base32), address: '10.0.0.1' })
    expect(signedIn).toMatchObject({ user: { username: 'ann' }, recoveryCodes: null })
    expect(await gallery.sessions.resolve(signedIn.token)).not.toBeNull()
    await refusalOf(gallery.sessions.finishSignIn({ step, code: codeOf(base32, 1) }), 'SIGN_IN_STEP_INVALID')
  })

  it('AU-11 is not to be read from the database', async () => {
    const { ann, enrol, toStep, db } = await build()
    const { base32, recoveryCodes } = await enrol(ann)
    const { step } = await toStep('ann')
    const dump = JSON.stringify(
      await Promise.all(
        (['totp_factors', 'recovery_codes', 'sign_in_steps', 'changes', 'settings'] as const).map((table) =>
          db.read.selectFrom(table).selectAll().execute(),
        ),
      ),
    )
    for (const hidden of [base32, step, ...recoveryCodes, ...recoveryCodes.map((code) => code.replaceAll('-', ''))])
      expect(dump).not.toContain(hidden)
  })

  it('takes each code once, also where it comes twice at the same moment', async () => {
    const { ann, enrol, toStep, codeOf, gallery, clock } = await build()
    const { base32, recoveryCodes } = await enrol(ann)
    const finish = (step: string, code: string) => gallery.sessions.finishSignIn({ step, code })
    for (const code of [codeOf(base32), recoveryCodes[0] as string]) {
      const steps = await Promise.all(Array.from({ length: 4 }, () => toStep('ann')))
      const outcomes = await Promise.allSettled(steps.map(({ step }) => finish(step, code)))
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
    expect((await ann.as.secondFactor.get()).recoveryCodesLeft).toBe(9)
    // The step before the one that was used is over with it, although the clock would allow it.
    clock.advance(halfMinute)
    const { step } = await toStep('ann')
    const earlier = codeOf(base32, -1)
    await finish(step, codeOf(base32))
    await refusalOf(finish((await toStep('ann')).step, earlier), 'CODE_INVALID')
    // A code typed in small letters and with blanks is the same code.
    const typed = (recoveryCodes[1] as string).toLowerCase().replaceAll('-', ' ')
    expect((await finish((await toStep('ann')).step, typed)).user.username).toBe('ann')
  })

  it('AU-13, AU-19 gives guessers few tries: five a step, ten a quarter of an hour, from wherever they come', async () => {
    const { ann, boss, enrol, toStep, codeOf, gallery, clock } = await build()
    const { base32 } = await enrol(ann)
    const wrong = (step: string, address: string) => gallery.sessions.finishSignIn({ step, code: '000000', address })
    const right = codeOf(base32, 1)
    const first = await toStep('ann')
    for (let count = 0; count < 5; count++) await refusalOf(wrong(first.step, `10.0.0.${count}`), 'CODE_INVALID')
    await refusalOf(gallery.sessions.finishSignIn({ step: first.step, code: right }), 'SIGN_IN_STEP_INVALID')
    const second = await toStep('ann')
    for (let count = 0; count < 5; count++) await refusalOf(wrong(second.step, `10.0.1.${count}`), 'CODE_INVALID')
    const third = await toStep('ann')
    await refusalOf(gallery.sessions.finishSignIn({ step: third.step, code: right }), 'RATE_LIMITED')
    // The same at the doors of those who are signed in.
    await refusalOf(ann.as.secondFactor.remove({ currentPassword: password, code: right }), 'RATE_LIMITED')
    expect((await boss.as.secondFactor.get()).totpSince).toBeNull()
    clock.advance(15 * 60_000)
    const later = await toStep('ann')
    await gallery.sessions.finishSignIn({ step: later.step, code: codeOf(base32) })
  })

  it('has steps that end after ten minutes, with the user, and are nothing but that', async () => {
    const { ann, enrol, toStep, codeOf, gallery, clock, system } = await build()
    const { base32 } = await enrol(ann)
    const { step, expiresAt } = await toStep('ann')
    expect(Date.parse(expiresAt) - clock().getTime()).toBe(10 * 60_000)
    const finish = (given: unknown) => gallery.sessions.finishSignIn({ step: given as string, code: codeOf(base32) })
    for (const bad of ['', 'vp_', null, 7, {}, `vp_${'A'.repeat(43)}`, step.replace('vp_', 'vs_')])
      await refusalOf(finish(bad), 'SIGN_IN_STEP_INVALID')
    for (const bad of [null, 7, {}, '', 'x'.repeat(100_000)])
      await refusalOf(gallery.sessions.finishSignIn({ step, code: bad as never }), 'CODE_INVALID')
    clock.advance(15 * 60_000)
    const fresh = await toStep('ann')
    await system.users.update(ann.id, { disabled: true })
    await refusalOf(finish(fresh.step), 'SIGN_IN_STEP_INVALID')
    await system.users.update(ann.id, { disabled: false })
    clock.advance(10 * 60_000)
    await refusalOf(finish(fresh.step), 'SIGN_IN_STEP_INVALID')
  })

  it('is set up at the sign-in by those who must have one', async () => {
    const { boss, ann, codeOf, signIn, toStep, gallery, clock } = await build()
    const old = await signIn('boss')
    const ofAnn = await signIn('ann')
    expect(await boss.as.secondFactor.policy()).toEqual({ required: 'nobody' })
    expect(await boss.as.secondFactor.setPolicy({ required: 'administrators' })).toEqual({ required: 'administrators' })
    // Sessions that were opened with less are over.
    expect(await gallery.sessions.resolve(old.token)).toBeNull()
    expect(await gallery.sessions.resolve(ofAnn.token)).not.toBeNull()
    await signIn('ann')

    const { step, needs } = await toStep('boss')
    expect(needs).toBe('enrolment')
    await refusalOf(gallery.sessions.finishSignIn({ step, code: '123456' }), 'CODE_INVALID')
    const { secret: base32 } = await gallery.sessions.enrol({ step })
    const done = await gallery.sessions.finishSignIn({ step, code: codeOf(base32) })
    expect(done.recoveryCodes).toHaveLength(10)
    expect(await gallery.sessions.resolve(done.token)).not.toBeNull()
    expect(await boss.as.secondFactor.get()).toMatchObject({ isRequired: true, recoveryCodesLeft: 10 })
    clock.advance(halfMinute)
    await refusalOf(
      boss.as.secondFactor.remove({ currentPassword: password, code: codeOf(base32) }),
      'SECOND_FACTOR_REQUIRED_BY_POLICY',
    )
    expect((await ann.as.secondFactor.get()).isRequired).toBe(false)
  })

  it('AU-10 is asked of whoever becomes one of those, at the next request', async () => {
    const { ann, boss, signIn, toStep, gallery, system, addUser } = await build()
    await boss.as.secondFactor.setPolicy({ required: 'administrators' })
    const session = await signIn('ann')
    await system.users.update(ann.id, { role: 'admin' })
    expect(await gallery.sessions.resolve(session.token)).toBeNull()
    expect((await toStep('ann')).needs).toBe('enrolment')
    await boss.as.secondFactor.setPolicy({ required: 'everybody' })
    await addUser('zoe')
    expect((await toStep('zoe')).needs).toBe('enrolment')
    // Several people share it: no phone is with all of them.
    await addUser('kiosk', { role: 'generic' })
    const kiosk = await signIn('kiosk')
    expect(await gallery.sessions.resolve(kiosk.token)).not.toBeNull()
    await refusalOf(
      gallery.as({ kind: 'user', userId: kiosk.user.id }).secondFactor.beginTotp({ currentPassword: password }),
      'FORBIDDEN',
    )
  })

  it('is everybody’s where the rule cannot be read', async () => {
    const { signIn, toStep, boss, db } = await build()
    await boss.as.secondFactor.setPolicy({ required: 'nobody' })
    await signIn('ann')
    await db.write
      .updateTable('settings')
      .set({ value: '"bogus"' })
      .where('key', '=', 'sessions.second_factor')
      .execute()
    expect((await toStep('ann')).needs).toBe('enrolment')
  })

  it('goes by a code, and new recovery codes void the old ones', async () => {
    const { ann, enrol, signIn, toStep, codeOf, clock, gallery, db } = await build()
    const { base32, recoveryCodes } = await enrol(ann)
    const { secondFactor } = ann.as
    await refusalOf(secondFactor.renewRecoveryCodes({ code: '000000' }), 'CODE_INVALID')
    await refusalOf(secondFactor.renewRecoveryCodes({ code: '' }), 'INPUT_INVALID')
    const renewed = await secondFactor.renewRecoveryCodes({ code: codeOf(base32) })
    const { step } = await toStep('ann')
    await refusalOf(gallery.sessions.finishSignIn({ step, code: recoveryCodes[0] as string }), 'CODE_INVALID')
    await gallery.sessions.finishSignIn({ step, code: renewed.recoveryCodes[0] as string })
    clock.advance(halfMinute)
    await refusalOf(secondFactor.remove({ currentPassword: password, code: '000000' }), 'CODE_INVALID')
    await secondFactor.remove({ currentPassword: password, code: codeOf(base32) })
    await signIn('ann')
    expect(await secondFactor.get()).toMatchObject({ totpSince: null, recoveryCodesLeft: 0 })
    const log = await db.read
      .selectFrom('changes')
      .select(['action', 'actor_id'])
      .where('subject', '=', 'user')
      .execute()
    expect(log.filter(({ actor_id }) => actor_id === ann.id).map(({ action }) => action)).toEqual([
      'second-factor-added',
      'recovery-codes-renewed',
      'second-factor-removed',
    ])
  })

  it('is taken away by an administrator where it was lost, and by nobody else', async () => {
    const { ann, boss, enrol, signIn, toStep, gallery, codeOf, db, addUser } = await build()
    const { base32 } = await enrol(ann)
    await enrol(boss)
    const { step } = await toStep('ann')
    const session = await gallery.sessions.finishSignIn({ step, code: codeOf(base32) })
    const zoe = await addUser('zoe')
    await refusalOf(zoe.as.secondFactor.reset(ann.id), 'FORBIDDEN')
    await refusalOf(boss.as.secondFactor.reset(boss.id), 'FORBIDDEN')
    await refusalOf(boss.as.secondFactor.reset(99_999), 'USER_NOT_FOUND')
    const owner = await addUser('owner', { role: 'webmaster' })
    await refusalOf(boss.as.secondFactor.reset(owner.id), 'FORBIDDEN')
    await boss.as.secondFactor.reset(ann.id)
    await signIn('ann')
    expect(await gallery.sessions.resolve(session.token)).toBeNull()
    const [last] = await db.read.selectFrom('changes').selectAll().orderBy('id', 'desc').limit(1).execute()
    expect(last).toMatchObject({
      actor_id: boss.id,
      subject: 'user',
      subject_id: ann.id,
      action: 'second-factor-reset',
    })
  })

  it('AU-26 is out of the reach of keys, previews, hosts and guests', async () => {
    const { ann, boss, enrol, codeOf, gallery } = await build()
    const { base32 } = await enrol(ann)
    const { key } = await boss.as.keys.create({ name: 'Script', scopes: ['administer'], expiresInDays: 1 })
    const byKey = gallery.as((await gallery.keys.open(key))!).secondFactor
    for (const call of [
      () => byKey.get(),
      () => byKey.beginTotp({ currentPassword: password }),
      () => byKey.reset(ann.id),
      () => byKey.setPolicy({ required: 'nobody' }),
    ])
      await refusalOf(call(), 'FORBIDDEN')
    const preview = boss.as.viewAs({ user: ann.id }).secondFactor
    await refusalOf(preview.remove({ currentPassword: password, code: codeOf(base32) }), 'PREVIEW_READ_ONLY')
    await refusalOf(
      gallery.as({ kind: 'guest' }).secondFactor.beginTotp({ currentPassword: password }),
      'UNAUTHENTICATED',
    )
    // It was not used up by that.
    await ann.as.secondFactor.remove({ currentPassword: password, code: codeOf(base32) })
  })

  it('asks for the password again before one is set up or taken away', async () => {
    const { ann, enrol, codeOf, gallery, clock } = await build()
    for (const wrong of ['', 'wrong', undefined, null, 7])
      await refusalOf(ann.as.secondFactor.beginTotp({ currentPassword: wrong as never }), 'PASSWORD_WRONG')
    await refusalOf(ann.as.secondFactor.beginTotp(undefined as never), 'INPUT_INVALID')
    clock.advance(15 * 60_000)
    const { base32 } = await enrol(ann)
    const code = codeOf(base32)
    await refusalOf(ann.as.secondFactor.remove({ currentPassword: 'wrong', code }), 'PASSWORD_WRONG')
    // The code was not used up by that.
    await ann.as.secondFactor.remove({ currentPassword: password, code })
    await gallery.sessions.signIn({ username: 'ann', password })
  })

  it('ends what was opened by the password alone, but for the session that sets it up', async () => {
    const { ann, boss, codeOf, signIn, gallery, clock } = await build()
    const [other, here] = [await signIn('ann'), await signIn('ann')]
    const keepSession = (await gallery.sessions.resolve(here.token))?.id
    const { secret: base32 } = await ann.as.secondFactor.beginTotp({ currentPassword: password })
    await ann.as.secondFactor.confirmTotp({ code: codeOf(base32), keepSession })
    expect(await gallery.sessions.resolve(other.token)).toBeNull()
    // Which has shown both by now: a rule that comes later does not end it.
    await boss.as.secondFactor.setPolicy({ required: 'everybody' })
    expect(await gallery.sessions.resolve(here.token)).not.toBeNull()
    // Nor does another password, which opens a new one in its place.
    const next = await gallery.sessions.changePassword({
      token: here.token,
      currentPassword: password,
      password: 'another correct horse',
    })
    expect(await gallery.sessions.resolve(next.token)).not.toBeNull()
    await boss.as.secondFactor.setPolicy({ required: 'nobody' })
    clock.advance(halfMinute)
    await ann.as.secondFactor.remove({ currentPassword: 'another correct horse', code: codeOf(base32) })
    await boss.as.secondFactor.setPolicy({ required: 'everybody' })
    expect(await gallery.sessions.resolve(next.token)).toBeNull()
    await refusalOf(
      gallery.sessions.changePassword({ token: next.token, currentPassword: 'another correct horse', password }),
      'UNAUTHENTICATED',
    )
  })

  it('is asked for after a reset of the password too, which voids steps begun with the old one', async () => {
    const box = createPostbox()
    const { ann, enrol, toStep, codeOf, gallery, system } = await build({ secret, mail: box.options })
    const { base32 } = await enrol(ann)
    await system.users.update(ann.id, { email: 'ann@example.org' })
    const { step } = await toStep('ann')
    await gallery.accounts.requestReset({ who: 'ann' })
    await runJobs(gallery)
    await gallery.accounts.resetPassword({
      token: tokenIn(box.take('ann@example.org')[0]),
      password: 'after the reset',
    })
    await refusalOf(gallery.sessions.finishSignIn({ step, code: codeOf(base32) }), 'SIGN_IN_STEP_INVALID')
    const again = await refusalOf(
      gallery.sessions.signIn({ username: 'ann', password: 'after the reset' }),
      'SECOND_FACTOR_REQUIRED',
    )
    const details = again.details as unknown as { step: string }
    expect((await gallery.sessions.finishSignIn({ step: details.step, code: codeOf(base32) })).user.id).toBe(ann.id)
  })

  it('leads to a session that is remembered where that was said with the password', async () => {
    const { ann, enrol, codeOf, gallery, clock } = await build()
    const { base32 } = await enrol(ann)
    for (const remember of [true, false]) {
      const credentials = { username: 'ann', password, remember }
      const error = await refusalOf(gallery.sessions.signIn(credentials), 'SECOND_FACTOR_REQUIRED')
      const { step } = error.details as unknown as { step: string }
      const done = await gallery.sessions.finishSignIn({ step, code: codeOf(base32) })
      expect(done.remembered).toBe(remember)
      clock.advance(halfMinute)
    }
  })

  it('slows guessers down in whichever process they try', async () => {
    const { ann, enrol, codeOf, database, gallery, clock } = await build()
    const { base32 } = await enrol(ann)
    const guess = async (on: typeof gallery, times: number) => {
      for (let count = 0; count < times; count++)
        await refusalOf(
          on.as({ kind: 'user', userId: ann.id }).secondFactor.renewRecoveryCodes({ code: '000000' }),
          'CODE_INVALID',
        )
    }
    const two = await openTestGallery({ on: database, secret })
    await guess(gallery, 10)
    await guess(two.gallery, 10)
    const three = await openTestGallery({ on: database, secret })
    await refusalOf(
      three.gallery.as({ kind: 'user', userId: ann.id }).secondFactor.renewRecoveryCodes({ code: codeOf(base32) }),
      'RATE_LIMITED',
    )
    clock.advance(24 * 3_600_000)
    await ann.as.secondFactor.renewRecoveryCodes({ code: codeOf(base32) })
  })

  it('goes with its user, also where an heir gets what the user added, and is told of in the export', async () => {
    const { ann, boss, enrol, toStep, db, system } = await build()
    await enrol(ann)
    await toStep('ann')
    let text = ''
    for await (const part of (await ann.as.account.export()).content) text += part
    const { totpSince } = await ann.as.secondFactor.get()
    expect(JSON.parse(text).secondFactor).toEqual({ totpSince, recoveryCodesLeft: 10 })
    const factor = await db.read.selectFrom('totp_factors').select('secret').executeTakeFirstOrThrow()
    const codes = await db.read.selectFrom('recovery_codes').select('code_hash').execute()
    for (const hidden of [factor.secret, ...codes.map(({ code_hash }) => code_hash)]) expect(text).not.toContain(hidden)
    await system.settings.setAccounts({ heirUserId: boss.id })
    await ann.as.account.delete({ currentPassword: password })
    for (const table of ['totp_factors', 'recovery_codes', 'sign_in_steps'] as const)
      expect(await db.read.selectFrom(table).selectAll().execute(), table).toEqual([])
  })

  it('needs a secret of the gallery, and survives another one by its recovery codes', async () => {
    const without = await build({})
    await refusalOf(without.ann.as.secondFactor.beginTotp({ currentPassword: password }), 'SECOND_FACTOR_UNAVAILABLE')
    await refusalOf(without.boss.as.secondFactor.setPolicy({ required: 'everybody' }), 'SECOND_FACTOR_UNAVAILABLE')
    expect((await without.ann.as.secondFactor.get()).isAvailable).toBe(false)
    await refusalOf(openTestGallery({ secret: 'short' }), 'OPTIONS_INVALID')

    const { ann, enrol, database } = await build()
    const { base32, recoveryCodes } = await enrol(ann)
    const other = await openTestGallery({ on: database, secret: `${secret} but another` })
    const error = await refusalOf(
      other.gallery.sessions.signIn({ username: 'ann', password }),
      'SECOND_FACTOR_REQUIRED',
    )
    const { step } = error.details as unknown as { step: string }
    const now = new TOTP({ secret: base32 }).generate({ timestamp: other.clock().getTime() })
    await refusalOf(other.gallery.sessions.finishSignIn({ step, code: now }), 'CODE_INVALID')
    await other.gallery.sessions.finishSignIn({ step, code: recoveryCodes[0] as string })
  })
})
