import type { CDPSession, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

const password = 'correct horse battery'

/** A key of the browser's own, as the DevTools protocol has it. */
const plugIn = async (page: Page, { isUserVerified = true }: { isUserVerified?: boolean } = {}) => {
  const session: CDPSession = await page.context().newCDPSession(page)
  await session.send('WebAuthn.enable')
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified,
      automaticPresenceSimulation: true,
    },
  })
  return {
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    setCounter: async (signCount: number) => {
      const [credential] = (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials
      if (!credential) throw new Error('There is no passkey.')
      const { credentialId } = credential
      await session.send('WebAuthn.removeCredential', { authenticatorId, credentialId })
      await session.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount } })
    },
    /** As though it had made none. */
    forget: () => session.send('WebAuthn.clearCredentials', { authenticatorId }),
    refuseUser: () => session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false }),
    unplug: () => session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId }),
  }
}

describeWith('chromium', 'the pages about passkeys', ({ chromium }) => {
  const site = useVisitedSite(chromium, (origin) => ({
    tools: false,
    secret: 'a secret of the tests that is long enough',
    passkeys: { origin },
  }))
  const add = async (page: Page, name: string) => {
    await page.locator('#passkey-add-name').fill(name)
    await page.locator('#passkey-add-currentPassword').fill(password)
    await page.getByRole('button', { name: 'Add a passkey' }).click()
  }
  const viewer = async () => (await site.system.users.list({ q: 'viewer' })).items[0]?.id ?? 0
  const toSecondStep = async (page: Page) => {
    await page.goto(`${site.origin}/sign-in?return=/gallery/tags`)
    await page.locator('#username').fill('viewer')
    await page.locator('#password').fill(password)
    await page.locator('#password').press('Enter')
    await page.getByRole('heading', { name: 'One more step' }).waitFor()
  }

  it('add one, sign in with it alone and beside a password, and remove it', async () => {
    const page = await site.open('viewer', '/account/security')
    const device = await plugIn(page)
    await page.locator('#passkey-add-currentPassword').fill('not the password')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('The password is wrong.').waitFor()
    expect(await device.credentials()).toEqual([])
    await add(page, 'Phone')
    await page.getByText('The passkey is there.').waitFor()
    const codes = await page.locator('.recovery-codes code').allInnerTexts()
    expect(codes).toHaveLength(10)
    expect(await device.credentials()).toHaveLength(1)
    // The same device makes no second one for the same account.
    await page.goto(`${site.origin}/account/security`)
    await add(page, 'Phone again')
    await page.getByText('This device has a passkey for your account already.').waitFor()

    await page.context().clearCookies()
    await page.goto(`${site.origin}/sign-in?return=/gallery/tags`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.waitForURL(`${site.origin}/tags`)
    await page.context().clearCookies()
    await toSecondStep(page)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL(`${site.origin}/tags`)

    // A copy has signed meanwhile.
    await device.setCounter(1)
    await page.context().clearCookies()
    await page.goto(`${site.origin}/sign-in`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('there may be a copy of it').waitFor()
    await toSecondStep(page)
    await page.locator('#code').fill(codes[0] ?? '')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await page.waitForURL(`${site.origin}/tags`)

    await page.goto(`${site.origin}/account/security`)
    await page.getByLabel('Change Phone').click()
    const [passkey] = await site.gallery.as({ kind: 'user', userId: await viewer() }).passkeys.list()
    const [rename, remove] = [`#passkey-${passkey?.id}-rename`, `#passkey-${passkey?.id}-remove`]
    await page.locator(`${rename}-name`).fill('')
    await page.getByRole('button', { name: 'Save the name' }).click()
    await page.locator(`${rename}-name-error`).waitFor()
    await page.locator(`${rename}-name`).fill('Old phone')
    await page.getByRole('button', { name: 'Save the name' }).click()
    await page.getByRole('heading', { name: 'Old phone' }).waitFor()
    await page.getByLabel('Change Old phone').click()
    await page.locator(`${remove}-currentPassword`).fill(password)
    await page.locator(`${remove}-code`).fill('000000')
    await page.getByRole('button', { name: 'Remove the passkey' }).click()
    await page.locator(`${remove}-code-error`).waitFor()
    await page.locator(`${remove}-currentPassword`).fill(password)
    await page.locator(`${remove}-code`).fill(codes[1] ?? '')
    await page.getByRole('button', { name: 'Remove the passkey' }).click()
    await page.getByText('it opens nothing any more').waitFor()
    await page.context().clearCookies()
    await page.goto(`${site.origin}/sign-in`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('This passkey is not known here').waitFor()
  })

  it('let nobody in whom the device does not know, and say so', async () => {
    const page = await site.open('viewer', '/account/security')
    const device = await plugIn(page)
    await add(page, 'Phone')
    await page.getByText('The passkey is there.').waitFor()
    await device.refuseUser()
    await page.context().clearCookies()
    await page.goto(`${site.origin}/sign-in`)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await page.getByText('No passkey was shown.').waitFor()
    expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isEnabled()).toBe(true)
    await site.system.secondFactor.reset(await viewer())
  })

  it('are offered at the sign-in to those who must have a second factor, beside an app', async () => {
    const page = await site.open('viewer', '/tags')
    await page.context().clearCookies()
    await site.system.secondFactor.setPolicy({ required: 'everybody' })
    const device = await plugIn(page)
    await toSecondStep(page)
    await page.locator('.enrolment').waitFor()
    await page.locator('#passkey-add-name').fill('')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.locator('#passkey-add-name-error').waitFor()
    // The app that was offered is the same one still.
    await page.locator('.enrolment').waitFor()
    await page.locator('#passkey-add-name').fill('Phone')
    await device.forget()
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
    expect(await page.locator('.recovery-codes code').allInnerTexts()).toHaveLength(10)
    await page.getByRole('link', { name: 'I have kept them' }).click()
    await page.waitForURL(`${site.origin}/tags`)
    await page.context().clearCookies()
    await toSecondStep(page)
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.waitForURL(`${site.origin}/tags`)
    await site.system.secondFactor.setPolicy({ required: 'nobody' })
    await site.system.secondFactor.reset(await viewer())
  })

  it('confirm an account without a password, for one thing', async () => {
    const given = { issuer: 'https://id.example.org', subject: 'zoe', username: 'zoe' }
    const zoe = await site.gallery.identities.signIn(given, { createAccounts: true }, {})
    const session = (await site.gallery.sessions.resolve(zoe.token))?.id ?? ''
    const page = await site.open('viewer', '/tags')
    await page.context().clearCookies()
    const [name, value] = ['vitrine_session', zoe.token]
    await page.context().addCookies([{ name, value, url: site.origin, httpOnly: true, sameSite: 'Lax' }])
    await plugIn(page)
    await page.goto(`${site.origin}/account/security`)
    await page.locator('#passkey-add').getByRole('button', { name: 'Confirm who you are first' }).click()
    await page.getByRole('heading', { name: 'Confirm who you are' }).waitFor()
    await page.getByText('There is no way to do so').waitFor()
    await inspect(page)

    // As after a sign-in at the provider.
    const as = site.gallery.as({ kind: 'user', userId: zoe.user.id })
    const begun = await as.identities.beginConfirming({
      issuer: given.issuer,
      purpose: 'add-passkey',
      session,
      data: '',
    })
    const { confirm } = (await site.gallery.identities.takeReturn(begun)) ?? {}
    const proof = await site.gallery.identities.confirm(
      { ...given, authenticatedAt: Date.now() / 1_000 },
      { token: zoe.token, confirm: confirm! },
    )
    const confirmed = `add-passkey.${proof.split('.')[0]}`
    await page.context().addCookies([{ name: 'vitrine_confirmed', value: confirmed, url: site.origin }])
    await page.goto(`${site.origin}/account/security`)
    await page.locator('#passkey-add-name').fill('Phone')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await page.getByText('The passkey is there.').waitFor()

    await page.goto(`${site.origin}/account`)
    await inspect(page)
    await shoot(page, 'account-without-password')
    await page.locator('#password').getByRole('button', { name: 'Confirm who you are first' }).click()
    await page.getByRole('button', { name: 'Use a passkey' }).waitFor()
    await shoot(page, 'confirm')
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await page.getByText('You have confirmed who you are').waitFor()
    expect(new URL(page.url()).hash).toBe('#password')
    await inspect(page)
    await page.locator('#password-password').fill('another long password')
    await page.getByRole('button', { name: 'Set the password' }).click()
    await page.getByText('The password was changed').waitFor()
    expect((await as.account.get()).hasPassword).toBe(true)
    await site.system.users.delete(zoe.user.id)
  })

  it('say nothing of them without a script, or where none can be used', async () => {
    const page = await site.open('viewer', '/account/security', { javaScriptEnabled: false })
    await page.getByRole('heading', { name: 'Passkeys' }).waitFor()
    expect(await page.getByRole('button', { name: 'Add a passkey' }).isVisible()).toBe(false)
    await page.context().clearCookies()
    await page.goto(`${site.origin}/sign-in`)
    expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).isVisible()).toBe(false)
    // Whatever is sent there all the same.
    for (const form of [{}, { ceremony: 'x', credential: 'x' }, { ceremony: 'x', credential: '{}' }]) {
      const answer = await page.request.post(`${site.origin}/sign-in/passkey`, { form, failOnStatusCode: false })
      expect(answer.status()).toBe(401)
    }
  })

  it.each([
    [390, 'light'],
    [1440, 'dark'],
  ] as const)('fit a window of %i pixels, %s', async (width, colorScheme) => {
    const shot = (name: string) => `${name}-${width}-${colorScheme}`
    const page = await site.open('viewer', '/account/security', { viewport: { width, height: 900 }, colorScheme })
    await plugIn(page)
    await inspect(page)
    await shoot(page, shot('passkeys-none'))
    await add(page, 'Phone of my grandmother’s second cousin')
    await page.getByText('The passkey is there.').waitFor()
    await inspect(page)
    await page.goto(`${site.origin}/account/security`)
    await page.locator('.way-more summary').click()
    await inspect(page)
    await shoot(page, shot('passkeys'))
    await page.context().clearCookies()
    await toSecondStep(page)
    await inspect(page)
    await shoot(page, shot('passkey-step'))
    await page.goto(`${site.origin}/sign-in`)
    await inspect(page)
    await shoot(page, shot('passkey-sign-in'))
    await site.system.secondFactor.reset(await viewer())
    await site.system.secondFactor.setPolicy({ required: 'everybody' })
    await toSecondStep(page)
    await inspect(page)
    await shoot(page, shot('passkey-enrolment'))
    await site.system.secondFactor.setPolicy({ required: 'nobody' })
  })
})
