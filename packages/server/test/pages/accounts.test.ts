import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mailLinks, smtpMailer } from 'vitrine'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { openSmtpBox, type ReceivedMail, type SmtpBox } from '../mail/smtp-box.ts'
import { inspect } from './inspect.ts'
import { useVisitedSite } from './visited-site.ts'

const password = 'correct horse battery'
const next = 'another long one'
const from = 'Photos <photos@example.org>'
const plain = { javaScriptEnabled: false } as const

describeWith('chromium', 'the pages about accounts', ({ chromium }) => {
  let box: SmtpBox
  beforeAll(async () => {
    box = await openSmtpBox()
  })
  afterAll(() => box[Symbol.asyncDispose]())
  const site = useVisitedSite(chromium, {
    tools: false,
    mail: {
      // Opened after the suite is described.
      mailer: { send: (message, options) => smtpMailer({ url: box.url, from }).send(message, options) },
      linkTo: (page) => mailLinks({ baseUrl: new URL(site.origin).origin, basePath: '/gallery' })(page),
    },
  })

  const deliver = async (to: string): Promise<ReceivedMail[]> => {
    while (await site.gallery.jobs.runNext());
    return box.mails.splice(0).filter((mail) => mail.to.includes(to))
  }
  const linkIn = (mail: ReceivedMail | undefined): string => /http:\/\/\S+/.exec(mail?.text ?? '')?.[0] ?? ''
  /** Somebody who is not signed in. */
  const visit = async (to: string): Promise<Page> => {
    const page = await site.open('viewer', '/', plain)
    await page.context().clearCookies()
    await page.goto(to.startsWith('http') ? to : `${site.origin}${to}`)
    return page
  }
  const heading = (page: Page) => page.locator('h1').innerText()

  it('register somebody by mail, whom an administrator lets in', async () => {
    const closed = await visit('/register')
    expect(await heading(closed)).toBe('Accounts are made by the administrators')
    const admin = await site.open('admin', '/admin/accounts', plain)
    await admin.getByLabel('Anybody asks, an administrator lets in').check()
    await admin.getByRole('button', { name: 'Save' }).click()
    await admin.getByText('Saved.').waitFor()

    const page = await visit('/sign-in')
    await page.getByRole('link', { name: 'Make an account' }).click()
    await page.getByLabel('User name').fill('Newcomer')
    await page.getByLabel('E-mail').fill('no address')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Make the account' }).click()
    expect(await page.locator('.field-error').allInnerTexts()).toEqual([
      'Must be an e-mail address.',
      'Must have 8 characters or more.',
    ])
    expect(await page.getByLabel('User name').inputValue()).toBe('Newcomer')
    await page.getByLabel('E-mail').fill('new@example.org')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Make the account' }).click()
    expect(await heading(page)).toBe('Look into your mail')

    const link = linkIn((await deliver('new@example.org'))[0])
    // Looking at the link does nothing yet: mail servers do that too.
    await page.goto(link)
    const response = await page.goto(link)
    expect(response?.headers()['referrer-policy']).toBe('no-referrer')
    expect(response?.headers()['cache-control']).toBe('no-store')
    await page.getByRole('button', { name: 'Confirm' }).click()
    expect(await heading(page)).toBe('An administrator looks at your request')
    expect((await page.goto(link))?.status()).toBe(403)
    expect(await heading(page)).toBe('This link is not valid any more')

    await admin.goto(`${site.origin}/admin/accounts`)
    await admin.getByRole('button', { name: 'Let in Newcomer' }).click()
    await admin.getByText('Let in.').waitFor()
    expect(await deliver('new@example.org')).toHaveLength(1)
    await page.goto(`${site.origin}/sign-in`)
    await page.getByLabel('User name').fill('newcomer')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.goto(`${site.origin}/account`)
    await page.getByText('Mail goes to new@example.org.').waitFor()
  })

  it('set a new password by a link', async () => {
    await site.system.users.create({ username: 'forgetful', password, email: 'forgetful@example.org' })
    const page = await visit('/sign-in')
    await page.getByRole('link', { name: 'Forgot your password?' }).click()
    for (const who of ['nobody@example.org', 'forgetful']) {
      await page.goto(`${site.origin}/forgot`)
      await page.getByLabel('User name or e-mail address').fill(who)
      await page.getByRole('button', { name: 'Send the link' }).click()
      expect(await heading(page)).toBe('Look into your mail')
    }
    await page.goto(linkIn((await deliver('forgetful@example.org'))[0]))
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText('Must have 8 characters or more.').waitFor()
    await page.getByLabel('New password').fill(next)
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText('Your password was set.').waitFor()
    await page.getByLabel('User name').fill('forgetful')
    await page.getByLabel('Password').fill(next)
    await page.getByLabel('Stay signed in').check()
    await page.getByRole('button', { name: 'Sign in' }).click()
    const [cookie] = (await page.context().cookies()).filter(({ name }) => name.endsWith('session'))
    expect(cookie?.expires).toBeGreaterThan(Date.now() / 1_000 + 59 * 86_400)
  })

  it('show one’s own account, and change it', async () => {
    const { id } = await site.system.users.create({ username: 'ann', password, email: 'ann@example.org' })
    const other = await site.gallery.sessions.signIn({
      username: 'ann',
      password,
      address: '192.0.2.7',
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0',
    })
    const page = await visit('/sign-in?return=/gallery/account')
    await page.getByLabel('User name').fill('ann')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This device').waitFor()
    const nav = page.getByRole('navigation', { name: 'Your account' })
    expect(await nav.getByRole('link').allInnerTexts()).toEqual([
      'Your account',
      'What is new',
      'Signing in',
      'API keys',
      'Your links',
      'Favourites',
      'What you sent in',
      'The API',
    ])
    expect(await page.locator('.session-device').allInnerTexts()).toContain('Firefox on Windows')

    await page.getByLabel('Photos on a page').selectOption('120')
    await page.getByLabel('Recent means the last').selectOption('30')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByText('Saved.').waitFor()
    expect(await page.getByLabel('Photos on a page').inputValue()).toBe('120')
    await page.goto(`${site.origin}/recent`)
    expect(await page.locator('.tabs [aria-current]').innerText()).toContain('30')

    await page.goto(`${site.origin}/account`)
    await page.getByRole('button', { name: 'Sign out Firefox on Windows' }).click()
    await page.getByText('Signed out there.').waitFor()
    expect(await site.gallery.sessions.resolve(other.token)).toBeNull()

    await page.locator('#password-currentPassword').fill('wrong')
    await page.locator('#password-password').fill(next)
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByText('Is wrong.').waitFor()
    await page.locator('#password-currentPassword').fill(password)
    await page.locator('#password-password').fill(next)
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByText('The password was changed').waitFor()
    // There are none to be revoked.
    expect(await page.locator('.advice').count()).toBe(0)
    const ann = site.gallery.as({ kind: 'user', userId: id })
    await ann.keys.create({ name: 'Backup', scopes: ['read'], expiresInDays: 30 })
    await page.reload()
    await page.locator('.advice').getByRole('link', { name: 'Look at them' }).click()
    await page.getByRole('heading', { name: 'Backup' }).waitFor()
    await page.getByRole('link', { name: 'Your account' }).first().click()

    await page.locator('#email-email').fill('moved@example.org')
    await page.locator('#email-currentPassword').fill(next)
    await page.getByRole('button', { name: 'Send a link there' }).click()
    await page.getByText('moved@example.org waits to be confirmed').waitFor()
    await page.goto(linkIn((await deliver('moved@example.org'))[0]))
    await page.getByRole('button', { name: 'Use this address' }).click()
    await page.getByText('Mail goes to moved@example.org.').waitFor()

    await page.locator('#delete-currentPassword').fill(next)
    await page.getByRole('button', { name: 'Delete my account' }).click()
    await page.getByText('Your account was deleted.').waitFor()
    await expect(site.system.users.get(id)).rejects.toMatchObject({ code: 'USER_NOT_FOUND' })
  })

  it('show of a shared account nothing of the others, and of another’s account no place', async () => {
    await site.system.users.create({ username: 'shared', password, role: 'generic' })
    const page = await visit('/sign-in?return=/gallery/account')
    await page.getByLabel('User name').fill('shared')
    await page.getByLabel('Password').fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Several people share this account').waitFor()
    expect(await page.locator('.session, form.form, a[download]').count()).toBe(0)
    const file = await page.request.get(`${site.origin}/account/export`)
    expect(file.status()).toBe(403)

    const { id } = (await site.system.users.list({ q: 'viewer' })).items[0] ?? { id: 0 }
    const admin = await site.open('admin', '/admin/accounts', plain)
    const csrfToken = await admin.locator('input[name=csrfToken]').first().inputValue()
    await admin.request.post(`${site.origin}/view-as`, {
      form: { csrfToken, viewer: 'user', viewerId: String(id) },
      headers: { origin: new URL(site.origin).origin },
    })
    await admin.goto(`${site.origin}/account`)
    await admin.getByRole('heading', { name: 'Your account' }).waitFor()
    expect(await admin.locator('h1 .chip').innerText()).toBe('viewer')
    expect(await admin.locator('.session').count()).toBe(0)
  })

  it('tell administrators whether mail works, and make links to hand over', async () => {
    const page = await site.open('admin', '/admin/accounts', plain)
    await page.getByText('Mail is set up.').waitFor()
    await page.getByLabel('Send a test to').fill('refused@example.org')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('The test mail is being sent').waitFor()
    await deliver('')
    await page.getByRole('link', { name: 'Look again' }).click()
    await page.getByText('No such user here').waitFor()
    const reset = page.locator('#reset')
    await reset.getByLabel('User name').fill('nobody here')
    await reset.getByRole('button', { name: 'Make a link' }).click()
    await page.getByText('There is no such user.').waitFor()
    await reset.getByLabel('User name').fill('viewer')
    await reset.getByRole('button', { name: 'Make a link' }).click()
    expect(await page.locator('#made').inputValue()).toContain('/gallery/reset?token=va_')
    await page.getByLabel('Signed out after so many hours').fill('many')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Must be a number.').waitFor()
    const viewer = await site.open('viewer', '/admin/accounts', plain)
    expect(await viewer.locator('body').innerText()).toContain('403')
  })

  it('need a sign-in, and take nothing from another site', async () => {
    const page = await visit('/account')
    expect(await page.locator('body').innerText()).toContain('401')
    for (const path of ['/register', '/forgot', '/reset', '/account/delete', '/account/password']) {
      const answer = await fetch(`${site.origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' },
        body: 'currentPassword=x',
      })
      expect(answer.status, path).toBe(403)
    }
  })

  it('fit narrow and wide windows, for everybody', async () => {
    await site.gallery.accounts.register({
      username: 'Waits with a rather long name',
      password,
      email: 'w@example.org',
    })
    await site.gallery.accounts.confirmRegistration({
      token: new URL(linkIn((await deliver('w@example.org'))[0])).searchParams.get('token') ?? '',
    })
    for (const [width, colorScheme] of [
      [390, 'light'],
      [1440, 'dark'],
    ] as const) {
      const page = await site.open('admin', '/admin/accounts', { viewport: { width, height: 900 }, colorScheme })
      await inspect(page)
      await page.goto(`${site.origin}/account`)
      await inspect(page)
      await page.context().clearCookies()
      for (const path of ['/sign-in', '/register', '/forgot']) {
        await page.goto(`${site.origin}${path}`)
        await inspect(page)
      }
    }
  })
})
