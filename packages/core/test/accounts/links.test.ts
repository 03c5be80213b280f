import { expect, it } from 'vitest'
import { describeDialects } from '../dialects.ts'
import { password, refusalOf } from '../world.ts'
import { createPostbox, refused, runJobs, tokenIn } from './accounts-world.ts'

const [minute, hour] = [60_000, 3_600_000]
const next = 'another long one'

describeDialects('links in mails', ({ openTestGallery }) => {
  const open = async () => {
    const box = createPostbox()
    const world = await openTestGallery({ mail: box.options })
    const ann = await world.addUser('ann')
    await world.system.users.update(ann.id, { email: 'ann@example.org' })
    const { accounts, sessions } = world.gallery
    const ask = async (who = 'ann@example.org') => {
      await accounts.requestReset({ who })
      await runJobs(world.gallery)
      return tokenIn(box.take('ann@example.org').find(({ text }) => text.includes('/reset?')))
    }
    return {
      ...world,
      box,
      ann,
      accounts,
      sessions,
      ask,
      signIn: (pass = password) => sessions.signIn({ username: 'ann', password: pass }),
    }
  }

  it('AU-02: asks for a reset the same for somebody, nobody and a shared account, and writes by a job', async () => {
    const { accounts, box, gallery, addUser, system, db } = await open()
    const shared = await addUser('shared', { role: 'generic' })
    await system.users.update(shared.id, { email: 'shared@example.org' })
    const gone = await addUser('gone')
    await system.users.update(gone.id, { email: 'gone@example.org', disabled: true })
    const whom = ['ann@example.org', 'nobody@example.org', 'shared@example.org', 'shared', 'gone', 'nobody']
    for (const who of whom) expect(await accounts.requestReset({ who })).toBeUndefined()
    expect(box.mails).toEqual([])
    const jobs = await db.read.selectFrom('jobs').select('payload').where('queue', '=', 'mail').execute()
    expect(jobs).toHaveLength(whom.length)
    await runJobs(gallery)
    expect(box.mails.map(({ to }) => to)).toEqual(['ann@example.org'])
    expect(box.mails[0]?.html).toContain('https://photos.example.org/reset?token=')
  })

  it('AU-18: sets a password once, within an hour, and not after the address changed', async () => {
    const { accounts, ask, signIn, sessions, clock, system, ann, addUser } = await open()
    const { token: session } = await signIn()
    const token = await ask('ANN')
    expect(await accounts.resetOf(token)).toEqual({ username: 'ann' })
    await refusalOf(accounts.resetPassword({ token, password: 'short' }), 'INPUT_INVALID')
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4].map((index) => accounts.resetPassword({ token, password: `${next} ${index}` })),
    )
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await refusalOf(accounts.resetPassword({ token, password: next }), 'ACCOUNT_LINK_INVALID')
    expect(await sessions.resolve(session)).toBeNull()
    await refusalOf(signIn(), 'CREDENTIALS_INVALID')

    clock.advance(10 * minute)
    const late = await ask()
    clock.advance(hour + minute)
    expect(await accounts.resetOf(late)).toBeNull()
    await refusalOf(accounts.resetPassword({ token: late, password: next }), 'ACCOUNT_LINK_INVALID')

    const moved = await ask()
    await system.users.update(ann.id, { email: 'new@example.org' })
    await refusalOf(accounts.resetPassword({ token: moved, password: next }), 'ACCOUNT_LINK_INVALID')
    // Of another kind, and of nobody.
    const ben = await addUser('ben')
    await system.users.update(ben.id, { disabled: true })
    await refusalOf(accounts.confirmEmail({ token: moved }), 'ACCOUNT_LINK_INVALID')
  })

  it('AU-19: writes to nobody again and again, whoever asks', async () => {
    const { accounts, box, gallery, clock } = await open()
    for (let index = 0; index < 12; index++) {
      await accounts.requestReset({ who: 'ann', address: `10.0.0.${index}` })
      await runJobs(gallery)
    }
    expect(box.take()).toHaveLength(1)
    for (let index = 0; index < 5; index++) await accounts.requestReset({ who: 'x', address: '10.9.9.9' })
    await refusalOf(accounts.requestReset({ who: 'X', address: '10.9.9.9' }), 'RATE_LIMITED')
    for (let index = 0; index < 15; index++) await accounts.requestReset({ who: `name ${index}`, address: '10.9.9.9' })
    await refusalOf(accounts.requestReset({ who: 'name 15', address: '10.9.9.9' }), 'RATE_LIMITED')
    clock.advance(6 * minute)
    await accounts.requestReset({ who: 'ann', address: '10.0.0.1' })
    await runJobs(gallery)
    expect(box.take()).toHaveLength(1)
  })

  it('AU-08: a changed password, a reset and a changed address end sessions and links', async () => {
    const { accounts, ask, signIn, sessions, box, gallery, ann } = await open()
    const link = await ask()
    const [one, two] = [await signIn(), await signIn()]
    await refusalOf(
      sessions.changePassword({ token: one.token, currentPassword: 'wrong', password: next }),
      'PASSWORD_WRONG',
    )
    expect(await sessions.resolve(two.token)).not.toBeNull()
    const renewed = await sessions.changePassword({ token: one.token, currentPassword: password, password: next })
    expect(renewed.token).not.toBe(one.token)
    for (const { token } of [one, two]) expect(await sessions.resolve(token)).toBeNull()
    expect(await sessions.resolve(renewed.token)).toMatchObject({ user: { id: ann.id } })
    await refusalOf(accounts.resetPassword({ token: link, password }), 'ACCOUNT_LINK_INVALID')
    await runJobs(gallery)
    expect(box.take('ann@example.org')[0]?.subject).toMatch(/password .* changed/)

    const other = await signIn(next)
    await refusalOf(ann.as.account.changeEmail({ email: 'a@example.org', currentPassword: password }), 'PASSWORD_WRONG')
    await ann.as.account.changeEmail({ email: 'a@example.org', currentPassword: next })
    expect((await ann.as.account.get()).pendingEmail).toBe('a@example.org')
    await runJobs(gallery)
    const confirm = tokenIn(box.take('a@example.org')[0])
    expect((await ann.as.account.get()).user.email).toBe('ann@example.org')
    expect(await accounts.emailOf(confirm)).toEqual({ username: 'ann', email: 'a@example.org' })
    const kept = (await sessions.resolve(renewed.token))?.id
    await accounts.confirmEmail({ token: confirm, keepSession: kept })
    await refusalOf(accounts.confirmEmail({ token: confirm }), 'ACCOUNT_LINK_INVALID')
    expect(await sessions.resolve(renewed.token)).not.toBeNull()
    expect(await sessions.resolve(other.token)).toBeNull()
    expect(await ann.as.account.get()).toMatchObject({ pendingEmail: null, user: { email: 'a@example.org' } })
    await runJobs(gallery)
    expect(box.take('ann@example.org')[0]?.text).toContain('a@example.org')
  })

  it('AU-03: a new address that somebody else has gets no link, and its owner is told', async () => {
    const { ann, addUser, system, box, gallery } = await open()
    const ben = await addUser('ben')
    await system.users.update(ben.id, { email: 'ben@example.org' })
    const before = await ann.as.account.changeEmail({ email: 'BEN@example.org', currentPassword: password })
    const free = await ann.as.account.changeEmail({ email: 'free@example.org', currentPassword: password })
    expect({ ...before, pendingEmail: '' }).toEqual({ ...free, pendingEmail: '' })
    await ann.as.account.changeEmail({ email: 'BEN@example.org', currentPassword: password })
    await runJobs(gallery)
    expect(box.mails.map(({ to }) => to)).toEqual(['ben@example.org'])
    expect(box.mails[0]?.text).not.toContain('token')
  })

  it('AU-08: an address that an administrator changes ends sessions, too', async () => {
    const { system, ann, signIn, sessions, addUser } = await open()
    const boss = await addUser('boss', { role: 'webmaster', level: 8 })
    const { token } = await signIn()
    await system.users.update(ann.id, { level: 2 })
    expect(await sessions.resolve(token)).not.toBeNull()
    await system.users.update(ann.id, { email: 'other@example.org' })
    expect(await sessions.resolve(token)).toBeNull()
    const own = await sessions.signIn({ username: 'boss', password })
    await boss.as.users.update(boss.id, { email: 'boss@example.org' })
    expect(await sessions.resolve(own.token)).not.toBeNull()
  })

  it('go to no stranger again and again, nor with words that somebody chose', async () => {
    const { ann, accounts, box, gallery, system, clock } = await open()
    await system.users.update(ann.id, { username: 'win at evil.example' })
    for (let index = 0; index < 10; index++)
      await ann.as.account.changeEmail({ email: `victim${index}@example.net`, currentPassword: password })
    await refusalOf(
      ann.as.account.changeEmail({ email: 'victim@example.net', currentPassword: password }),
      'RATE_LIMITED',
    )
    await system.settings.setAccounts({ registration: 'open' })
    const register = (index: number) =>
      accounts.register({
        username: `evil.example ${index}`,
        password,
        email: index % 2 ? 'victim@example.net' : 'Victim@example.net',
        address: `10.0.0.${index}`,
      })
    for (let index = 0; index < 5; index++) await register(index)
    await refusalOf(register(5), 'RATE_LIMITED')
    clock.advance(hour)
    await register(6)
    await runJobs(gallery)
    expect(box.mails.length).toBeGreaterThan(6)
    for (const { text, html, subject } of box.mails) expect(text + html + subject).not.toContain('evil')
  })

  it('AU-11: are not to be found in the database', async () => {
    const { ask, accounts, db, system, ann, box, gallery } = await open()
    const tokens = [await ask()]
    tokens.push(new URL((await system.users.createResetLink(ann.id)).url).searchParams.get('token') ?? '')
    await ann.as.account.changeEmail({ email: 'a@example.org', currentPassword: password })
    await system.settings.setAccounts({ registration: 'open' })
    await accounts.register({ username: 'ben', password, email: 'ben@example.org' })
    await runJobs(gallery)
    for (const mail of box.take()) tokens.push(tokenIn(mail))
    expect(new Set(tokens).size).toBe(4)
    const tables = ['account_tokens', 'registrations', 'jobs', 'changes', 'users', 'sessions', 'settings'] as const
    const dump = JSON.stringify(
      await Promise.all(tables.map((table) => db.read.selectFrom(table).selectAll().execute())),
    )
    for (const token of tokens) expect(dump).not.toContain(token.slice(3))
  })

  it('are made by administrators to be handed over, where the address of the gallery is known', async () => {
    const { system, ann, accounts, addUser, box } = await open()
    const boss = await addUser('boss', { role: 'webmaster', level: 8 })
    const { url, expiresAt } = await boss.as.users.createResetLink(ann.id)
    expect(url).toMatch(/^https:\/\/photos\.example\.org\/reset\?token=va_/)
    expect(expiresAt).toBe('2024-01-02T12:00:00.000Z')
    await refusalOf(ann.as.users.createResetLink(ann.id), 'FORBIDDEN')
    // It would go round the password that is asked for again.
    await refusalOf(boss.as.users.createResetLink(boss.id), 'FORBIDDEN')
    await refusalOf(ann.as.users.createResetLink(boss.id), 'USER_NOT_FOUND')
    const token = new URL(url).searchParams.get('token') ?? ''
    await accounts.resetPassword({ token, password: next })
    expect(box.mails).toEqual([])
    const bare = await openTestGallery()
    const cleo = await bare.addUser('cleo')
    const error = await refusalOf(bare.system.users.createResetLink(cleo.id), 'MAIL_UNAVAILABLE')
    expect(error.details).toEqual({ missing: 'baseUrl' })
    await system.users.delete(ann.id)
  })

  it('come later where the mail server fails, and not at all where it refuses', async () => {
    const { accounts, box, gallery, clock } = await open()
    box.failures = [new Error('421 try later'), new Error('421 try later')]
    await accounts.requestReset({ who: 'ann' })
    await runJobs(gallery)
    expect(box.mails).toEqual([])
    for (const ms of [1_100, 4_100]) {
      clock.advance(ms)
      await runJobs(gallery)
    }
    const token = tokenIn(box.take('ann@example.org')[0])
    expect(await accounts.resetOf(token)).not.toBeNull()
    clock.advance(10 * minute)
    box.failures = [refused('550 no such user')]
    await accounts.requestReset({ who: 'ann' })
    await runJobs(gallery)
    clock.advance(10 * hour)
    await runJobs(gallery)
    expect(box.mails).toEqual([])
    expect((await gallery.jobs.list({ state: 'failed' })).length).toBe(0)
  })

  it('are tried out by administrators', async () => {
    const { ann, addUser, box, gallery } = await open()
    const boss = await addUser('boss', { role: 'webmaster', level: 8 })
    await refusalOf(ann.as.mail.state(), 'FORBIDDEN')
    expect(await boss.as.mail.state()).toEqual({ isSet: true, hasLinks: true, description: 'a box' })
    expect((await refusalOf(boss.as.mail.sendTest(), 'INPUT_INVALID')).issues[0]?.path).toBe('to')
    const { jobId } = await boss.as.mail.sendTest({ to: 'boss@example.org' })
    expect((await boss.as.mail.test(jobId)).state).toBe('waiting')
    await runJobs(gallery)
    expect((await boss.as.mail.test(jobId)).state).toBe('sent')
    expect(box.take()[0]).toMatchObject({ to: 'boss@example.org', subject: 'Test of the mail of Vitrine' })
    box.failures = [refused('550 go away')]
    const failing = await boss.as.mail.sendTest({ to: 'boss@example.org' })
    await runJobs(gallery)
    const outcome = await boss.as.mail.test(failing.jobId)
    expect(outcome.state).toBe('failed')
    expect(outcome.reason).toContain('550 go away')
    await refusalOf(boss.as.mail.test(99_999), 'JOB_NOT_FOUND')
  })

  it('never break a line of the mail, nor its HTML', async () => {
    const { box, gallery, system, accounts, ann } = await open()
    await system.users.update(ann.id, { username: `<b>"&'\u2028x` })
    await accounts.requestReset({ who: 'ann@example.org' })
    await runJobs(gallery)
    const [mail] = box.take()
    expect(mail?.html).not.toContain('<b>"')
    expect(mail?.html).toContain('&lt;b&gt;&quot;&amp;&#39; x')
    expect(mail?.subject).not.toMatch(/[\r\n\u2028]/)
  })
})
