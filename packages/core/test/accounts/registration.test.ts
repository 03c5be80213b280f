import { expect, it } from 'vitest'
import type { AccountSettings } from '../../src/accounts/account-settings.types.ts'
import { reject } from '../../src/hooks/rejection.ts'
import { describeDialects } from '../dialects.ts'
import { password, refusalOf } from '../world.ts'
import { createPostbox, runJobs, tokenIn } from './accounts-world.ts'

const hour = 3_600_000

describeDialects('registering', ({ openTestGallery }) => {
  const open = async (settings: Partial<AccountSettings> = {}, options: { withMail?: boolean } = {}) => {
    const box = createPostbox()
    const mail = options.withMail === false ? {} : { mail: box.options }
    const world = await openTestGallery(mail)
    await world.system.settings.setAccounts(settings)
    const { accounts, sessions } = world.gallery
    const signIn = (username: string) => sessions.signIn({ username, password })
    return { ...world, box, accounts, signIn }
  }

  it('is closed until it is opened, and without mail where mail is asked for', async () => {
    const closed = await open()
    expect(await closed.accounts.registration()).toBeNull()
    await refusalOf(
      closed.accounts.register({ username: 'ann', password, email: 'ann@example.org' }),
      'REGISTRATION_CLOSED',
    )
    const mute = await open({ registration: 'open' }, { withMail: false })
    expect(await mute.accounts.registration()).toBeNull()
    const error = await refusalOf(
      mute.accounts.register({ username: 'ann', password, email: 'ann@example.org' }),
      'MAIL_UNAVAILABLE',
    )
    expect(error.details).toEqual({ missing: 'mailer' })
    const noUrl = await openTestGallery({
      mail: { mailer: mute.box.options.mailer },
      accounts: { registration: 'open' },
    })
    const cause = noUrl.gallery.accounts.register({ username: 'ann', password, email: 'ann@example.org' })
    expect((await refusalOf(cause, 'MAIL_UNAVAILABLE')).details).toEqual({ missing: 'baseUrl' })
    expect((await mute.system.users.list()).total).toBe(0)
  })

  it('makes a user of whoever opens the link, within 72 hours, once', async () => {
    const { accounts, box, gallery, system, signIn, clock, db } = await open({ registration: 'open' })
    const family = await system.groups.create({ name: 'Family', isDefault: true })
    expect(await accounts.registration()).toEqual({ needsApproval: false, email: 'required' })
    const issues = (
      await refusalOf(accounts.register({ username: '', password: 'short', email: 'x' }), 'INPUT_INVALID')
    ).issues
    expect(issues.map(({ path }) => path).sort()).toEqual(['email', 'password', 'username'])
    expect((await refusalOf(accounts.register({ username: 'ann', password }), 'INPUT_INVALID')).issues[0]?.path).toBe(
      'email',
    )

    expect(await accounts.register({ username: 'Ann', password, email: 'ann@example.org' })).toBe('confirm')
    expect(await accounts.register({ username: 'Late', password, email: 'late@example.org' })).toBe('confirm')
    await refusalOf(signIn('Ann'), 'CREDENTIALS_INVALID')
    await runJobs(gallery)
    const mails = box.take()
    const token = tokenIn(mails.find(({ to }) => to === 'ann@example.org'))
    const late = tokenIn(mails.find(({ to }) => to === 'late@example.org'))
    expect(await accounts.registrationOf(token)).toEqual({ username: 'Ann', isTaken: false })
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => accounts.confirmRegistration({ token })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'ACCOUNT_LINK_INVALID' })
    await refusalOf(accounts.confirmRegistration({ token }), 'ACCOUNT_LINK_INVALID')
    expect(await accounts.registrationOf(token)).toBeNull()

    const { user } = await signIn('ann')
    expect(user).toMatchObject({ username: 'Ann', email: 'ann@example.org', role: 'user', level: 0 })
    expect((await system.groups.members(family.id)).items.map(({ id }) => id)).toEqual([user.id])
    clock.advance(72 * hour + 1)
    await refusalOf(accounts.confirmRegistration({ token: late }), 'ACCOUNT_LINK_INVALID')
    // What nobody came back for is forgotten.
    await signIn('ann')
    expect(await db.read.selectFrom('registrations').select('username').execute()).toEqual([])
    expect(await db.read.selectFrom('jobs').select('payload').distinct().execute()).toEqual([{ payload: 'null' }])
    for (const bad of ['', 'va_', `va_${'x'.repeat(43)}`, token.replace('va_', 'vs_'), 7 as never])
      await refusalOf(accounts.confirmRegistration({ token: bad }), 'ACCOUNT_LINK_INVALID')
  })

  it('AU-03: answers the same for an address that is in use, and tells its owner', async () => {
    const { accounts, box, gallery, system, db } = await open({ registration: 'open' })
    await system.users.create({ username: 'Ann', password, email: 'Ann@Example.org' })
    const answers = [
      await accounts.register({ username: 'new', password, email: 'new@example.org' }),
      await accounts.register({ username: 'other', password, email: 'ann@example.ORG' }),
      // A name is as little told as an address.
      await accounts.register({ username: 'ANN', password, email: 'third@example.org' }),
    ]
    expect(new Set(answers)).toEqual(new Set(['confirm']))
    await runJobs(gallery)
    const [known] = box.mails.filter(({ to }) => to.toLowerCase() === 'ann@example.org')
    // To the address as its owner wrote it.
    expect(known?.to).toBe('Ann@Example.org')
    expect(known?.text).not.toContain('token')
    expect(known?.text).toContain('https://photos.example.org/forgot')
    expect(await db.read.selectFrom('registrations').select('username').orderBy('id').execute()).toEqual([
      { username: 'new' },
      { username: 'ANN' },
    ])
    const token = tokenIn(box.mails.find(({ to }) => to === 'third@example.org'))
    expect(await accounts.registrationOf(token)).toEqual({ username: 'ANN', isTaken: true })
    await refusalOf(accounts.confirmRegistration({ token }), 'USERNAME_TAKEN')
    await refusalOf(accounts.confirmRegistration({ token, username: ' ann ' }), 'USERNAME_TAKEN')
    expect(await accounts.confirmRegistration({ token, username: 'Anna' })).toBe('done')
    expect((await system.users.list({ q: 'anna' })).items[0]).toMatchObject({ email: 'third@example.org' })
  })

  it('waits for an administrator, where that is asked for', async () => {
    const { accounts, box, gallery, system, addUser, signIn, db } = await open({
      registration: 'approval',
      notify: 'administrators',
    })
    const admin = await addUser('boss', { role: 'webmaster', level: 8 })
    await system.users.update(admin.id, { email: 'boss@example.org' })
    const member = await addUser('member')
    await system.users.update(member.id, { email: 'member@example.org' })
    for (const name of ['ann', 'ben']) {
      await accounts.register({ username: name, password, email: `${name}@example.org` })
      await runJobs(gallery)
      const token = tokenIn(box.take(`${name}@example.org`)[0])
      expect(await accounts.confirmRegistration({ token })).toBe('waiting')
      await runJobs(gallery)
      expect(box.mails.map(({ to }) => to)).toEqual(['boss@example.org'])
      expect(box.take()[0]?.subject).toContain(name)
    }
    await refusalOf(signIn('ann'), 'CREDENTIALS_INVALID')
    await refusalOf(member.as.registrations.list(), 'FORBIDDEN')
    const { items, total, nextCursor } = await admin.as.registrations.list({ limit: 1 })
    expect({ total, name: items[0]?.username }).toEqual({ total: 2, name: 'ann' })
    const rest = await admin.as.registrations.list({ limit: 1, cursor: nextCursor ?? undefined })
    const [ann, ben] = [items[0]?.id ?? 0, rest.items[0]?.id ?? 0]
    await refusalOf(member.as.registrations.approve(ann), 'FORBIDDEN')
    expect(await admin.as.registrations.approve(ann)).toMatchObject({ username: 'ann', email: 'ann@example.org' })
    await refusalOf(admin.as.registrations.approve(ann), 'REGISTRATION_NOT_FOUND')
    await admin.as.registrations.refuse(ben)
    await refusalOf(admin.as.registrations.refuse(ben), 'REGISTRATION_NOT_FOUND')
    await runJobs(gallery)
    expect(
      box
        .take()
        .map(({ to }) => to)
        .sort(),
    ).toEqual(['ann@example.org', 'ben@example.org'])
    expect((await signIn('ann')).user.username).toBe('ann')
    await refusalOf(signIn('ben'), 'CREDENTIALS_INVALID')
    expect(await db.read.selectFrom('registrations').selectAll().execute()).toEqual([])
  })

  it('needs no address where none is asked for, and tells a group', async () => {
    const { accounts, box, gallery, system, addUser, addGroup, signIn } = await open({
      registration: 'open',
      emailRequired: false,
    })
    const watcher = await addUser('watcher')
    await system.users.update(watcher.id, { email: 'watcher@example.org' })
    const issues = (await refusalOf(system.settings.setAccounts({ notify: 'group' }), 'INPUT_INVALID')).issues
    expect(issues[0]?.path).toBe('notifyGroupId')
    await refusalOf(system.settings.setAccounts({ notify: 'group', notifyGroupId: 999 }), 'INPUT_INVALID')
    const groupId = await addGroup('Watchers', [watcher])
    await system.settings.setAccounts({ notify: 'group', notifyGroupId: groupId })
    expect(await accounts.registration()).toEqual({ needsApproval: false, email: 'optional' })
    expect(await accounts.register({ username: 'ann', password })).toBe('done')
    await refusalOf(accounts.register({ username: 'ANN', password }), 'USERNAME_TAKEN')
    expect((await signIn('ann')).user).toMatchObject({ email: null, role: 'user' })
    await runJobs(gallery)
    expect(box.take().map(({ to }) => to)).toEqual(['watcher@example.org'])
  })

  it('is slowed down for one place, and asks the gates', async () => {
    const { accounts, gallery } = await open({ registration: 'open', emailRequired: false })
    gallery.hooks.gate('user.registering', ({ username }) =>
      username === 'spam' ? reject('NOT_YOU', 'Not you.', 'username') : undefined,
    )
    const register = (username: string, address: string) => accounts.register({ username, password, address })
    expect((await refusalOf(register('spam', '10.0.0.9'), 'HOOK_REJECTED')).issues[0]?.path).toBe('username')
    for (let index = 0; index < 5; index++) await register(`name ${index}`, '2001:db8::1')
    // The same /64.
    const error = await refusalOf(register('one more', '2001:db8::ffff:2'), 'RATE_LIMITED')
    expect(error.details?.retryAfterSeconds).toBeGreaterThan(60)
    await register('elsewhere', '2001:db8:0:1::1')
  })
})
