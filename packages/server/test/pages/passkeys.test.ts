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
  })
})
