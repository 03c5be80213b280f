import { expect, it } from 'vitest'
import type { OwnerPurpose } from '../../src/accounts/account.types.ts'
import { ownerPurposes } from '../../src/accounts/confirmation.ts'
import { describeDialects } from '../dialects.ts'
import { password, refusalOf } from '../world.ts'
import { createAuthenticator } from './software-authenticator.ts'

const issuer = 'https://id.example.org'
const origin = 'https://gallery.test'

describeDialects('owners of accounts without a password', ({ openTestGallery }) => {
  const build = async () => {
    const world = await openTestGallery({
      secret: 'a secret of the tests that is long enough',
      passkeys: { origin },
    })
    const { gallery, clock } = world
    const claims = (subject: string) => ({ issuer, subject, authenticatedAt: clock().getTime() / 1_000 })
    const come = async (subject: string) => {
      const signedIn = await gallery.identities.signIn(claims(subject), { createAccounts: true }, {})
      const session = (await gallery.sessions.resolve(signedIn.token))?.id ?? ''
      return { id: signedIn.user.id, token: signedIn.token, session }
    }
    const zoe = await come('zoe')
    const as = gallery.as({ kind: 'user', userId: zoe.id })
    const begin = async (purpose: OwnerPurpose, session = zoe.session) => {
      const token = await as.identities.beginConfirming({ issuer, purpose, session, data: 'x' })
      const back = await gallery.identities.takeReturn(token)
      expect(back).toMatchObject({ data: 'x', link: null, confirm: { purpose, session, userId: zoe.id } })
      return back!.confirm!
    }
    const confirm = async (purpose: OwnerPurpose, at = zoe) =>
      gallery.identities.confirm(claims('zoe'), { token: at.token, confirm: await begin(purpose, at.session) })
    return { ...world, zoe, as, come, claims, begin, confirm }
  }

  it('confirm by the provider, each thing for itself, and set a password in the end', async () => {
    const { as, zoe, gallery, confirm } = await build()
    expect((await as.account.get()).hasPassword).toBe(false)
    await refusalOf(as.secondFactor.beginTotp({ currentPassword: '' }), 'CONFIRMATION_REQUIRED')
    await refusalOf(as.secondFactor.beginTotp({ currentPassword: password }), 'CONFIRMATION_REQUIRED')
    await as.secondFactor.beginTotp({ currentPassword: await confirm('add-app') })
    const { ceremony } = await as.passkeys.beginRegistration({
      currentPassword: await confirm('add-passkey'),
      session: zoe.session,
    })
    expect(ceremony).toMatch(/^vw_/)
    // Of a password that cannot be one nothing is used up.
    const proof = await confirm('password')
    const change = { token: zoe.token, currentPassword: proof }
    await refusalOf(gallery.sessions.changePassword({ ...change, password: 'short' }), 'INPUT_INVALID')
    await gallery.sessions.changePassword({ ...change, password })
    expect((await as.account.get()).hasPassword).toBe(true)
    const [identity] = await as.identities.list()
    await refusalOf(as.identities.remove(identity!.id, { currentPassword: proof }), 'PASSWORD_WRONG')
    await as.identities.remove(identity!.id, { currentPassword: password })
    await as.account.delete({ currentPassword: password })
  })

  it('AU-27 confirm once, for five minutes, for what they asked and where they asked', async () => {
    const { as, zoe, come, gallery, clock, confirm } = await build()
    const proof = await confirm('add-app')
    const elsewhere = await come('zoe')
    const [token] = proof.split('.')
    for (const wrong of ['', token ?? '', `${token}.${elsewhere.session}`, `${token}.${'0'.repeat(32)}`, `${proof}.x`])
      await refusalOf(as.secondFactor.beginTotp({ currentPassword: wrong }), 'CONFIRMATION_REQUIRED')
    await as.secondFactor.beginTotp({ currentPassword: proof })
    await refusalOf(as.secondFactor.beginTotp({ currentPassword: proof }), 'CONFIRMATION_REQUIRED')
    // For one thing, and used up by the attempt at another.
    for (const purpose of ownerPurposes.filter((each) => each !== 'add-app')) {
      const other = await confirm(purpose)
      await refusalOf(as.secondFactor.beginTotp({ currentPassword: other }), 'CONFIRMATION_REQUIRED')
    }
    const forOther = await confirm('add-app')
    await refusalOf(as.account.delete({ currentPassword: forOther }), 'CONFIRMATION_REQUIRED')
    await refusalOf(as.secondFactor.beginTotp({ currentPassword: forOther }), 'CONFIRMATION_REQUIRED')
    const late = await confirm('add-app')
    clock.advance(5 * 60_000)
    await refusalOf(as.secondFactor.beginTotp({ currentPassword: late }), 'CONFIRMATION_REQUIRED')
    // Two at once are one.
    const once = await confirm('add-app')
    const both = await Promise.allSettled([1, 2].map(() => as.secondFactor.beginTotp({ currentPassword: once })))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    // Nobody else's.
    const eve = await come('eve')
    const asEve = gallery.as({ kind: 'user', userId: eve.id })
    const stolen = await confirm('delete')
    await refusalOf(asEve.account.delete({ currentPassword: stolen }), 'CONFIRMATION_REQUIRED')
    expect(zoe.id).not.toBe(eve.id)
  })

  it('AU-27 are confirmed by the same account at the provider, signed in to just now, in the session that began', async () => {
    const { gallery, begin, claims, come, zoe, clock } = await build()
    const elsewhere = await come('zoe')
    const eve = await come('eve')
    const go = async (given: object, token = zoe.token) =>
      gallery.identities.confirm({ ...claims('zoe'), ...given }, { token, confirm: await begin('delete') })
    await refusalOf(go({ subject: 'eve' }), 'IDENTITY_NOT_LINKED')
    await refusalOf(go({ subject: 'nobody' }), 'IDENTITY_NOT_LINKED')
    await refusalOf(go({ issuer: `${issuer}/` }), 'IDENTITY_NOT_LINKED')
    for (const authenticatedAt of [null, undefined, 0, clock().getTime() / 1_000 - 31])
      await refusalOf(go({ authenticatedAt }), 'CONFIRMATION_REQUIRED')
    await refusalOf(go({ authenticatedAt: 'now' as never }), 'INPUT_INVALID')
    for (const token of ['', elsewhere.token, eve.token]) await refusalOf(go({}, token), 'UNAUTHENTICATED')
    // What was begun to link or to sign in confirms nothing, and the other way round.
    const signIn = await gallery.identities.takeReturn(await gallery.identities.begin({ data: 'confirm delete:x' }))
    expect(signIn).toEqual({ data: 'confirm delete:x', link: null, confirm: null })
    const forged = { ...(await begin('delete')), purpose: 'everything' as never }
    await refusalOf(gallery.identities.confirm(claims('zoe'), { token: zoe.token, confirm: forged }), 'FORBIDDEN')
    await gallery.sessions.signOut(zoe.token)
    await refusalOf(go({}), 'UNAUTHENTICATED')
  })

  it('confirm by a passkey that asks its owner, where they have one', async () => {
    const { as, zoe, confirm, gallery } = await build()
    const device = createAuthenticator({ origin })
    const asked = { purpose: 'delete' as const, session: zoe.session }
    await refusalOf(as.passkeys.beginConfirming(asked), 'PASSKEY_NOT_FOUND')
    const begun = await as.passkeys.beginRegistration({
      currentPassword: await confirm('add-passkey'),
      session: zoe.session,
    })
    const { credential: attestation, key } = device.make(begun)
    const answer = { ceremony: begun.ceremony, credential: attestation, name: 'Phone', session: zoe.session }
    await as.passkeys.register(answer)
    const question = () => as.passkeys.beginConfirming(asked)
    expect((await question()).options).toMatchObject({ userVerification: 'required' })

    await refusalOf(gallery.identities.signIn({ issuer, subject: 'zoe' }, {}, {}), 'SECOND_FACTOR_REQUIRED')
    for (const wrong of [
      { ...asked, purpose: 'email' as const },
      { ...asked, session: '0'.repeat(32) },
    ]) {
      const one = await question()
      const given = { ...wrong, ceremony: one.ceremony, credential: device.sign(key, one) }
      await refusalOf(as.passkeys.confirm(given), 'PASSKEY_INVALID')
    }
    const unverified = await question()
    const silent = device.sign(key, unverified, { isVerified: false })
    await refusalOf(as.passkeys.confirm({ ...asked, ...unverified, credential: silent }), 'PASSKEY_INVALID')
    // What it signed to sign in does not confirm.
    const door = await gallery.sessions.askForPasskey({})
    await refusalOf(
      as.passkeys.confirm({ ...asked, ceremony: door.ceremony, credential: device.sign(key, door) }),
      'PASSKEY_INVALID',
    )
    const last = await question()
    const signed = device.sign(key, last)
    const proof = await as.passkeys.confirm({ ...asked, ceremony: last.ceremony, credential: signed })
    await refusalOf(as.passkeys.confirm({ ...asked, ceremony: last.ceremony, credential: signed }), 'PASSKEY_INVALID')
    await as.account.delete({ currentPassword: proof })
  })

  it('keep the last account that lets them in', async () => {
    const { as, confirm, db, zoe } = await build()
    const [first] = await as.identities.list()
    await refusalOf(
      as.identities.remove(first!.id, { currentPassword: await confirm('unlink-identity') }),
      'LAST_WAY_IN',
    )
    await db.write
      .insertInto('identities')
      .values({
        user_id: zoe.id,
        issuer: 'https://other.example.org',
        subject: 'zoe',
        name: 'zoe',
        gives_admin: 0,
        created_at: '2024-01-01T00:00:00.000Z',
        last_used_at: null,
      })
      .execute()
    const second = (await as.identities.list())[1]
    await as.identities.remove(second!.id, { currentPassword: await confirm('unlink-identity') })
    expect(await as.identities.list()).toHaveLength(1)
  })

  it('AU-26 are nobody who has a password, comes with a key, or looks through other eyes', async () => {
    const { gallery, addUser, zoe, as } = await build()
    const ann = await addUser('ann')
    const boss = await addUser('boss', { role: 'admin', level: 8 })
    const { key } = await as.keys.create({ name: 'Script', scopes: ['read'], expiresInDays: 1 })
    const asked = { issuer, purpose: 'delete' as const, session: zoe.session, data: 'x' }
    for (const [service, code] of [
      [ann.as, 'FORBIDDEN'],
      [gallery.as((await gallery.keys.open(key))!), 'FORBIDDEN'],
      [boss.as.viewAs({ user: zoe.id }), 'PREVIEW_READ_ONLY'],
      [gallery.as({ kind: 'guest' }), 'UNAUTHENTICATED'],
    ] as const) {
      await refusalOf(service.identities.beginConfirming(asked), code)
      await refusalOf(service.passkeys.beginConfirming(asked), code)
      await refusalOf(service.passkeys.confirm({ ...asked, ceremony: '', credential: {} as never }), code)
    }
    for (const wrong of [{ purpose: 'everything' as never }, { session: undefined }, { session: 'x' }])
      await refusalOf(as.identities.beginConfirming({ ...asked, ...wrong }), 'FORBIDDEN')
    await refusalOf(
      as.identities.beginConfirming({ ...asked, issuer: 'https://other.example.org' }),
      'IDENTITY_NOT_FOUND',
    )
  })
})
