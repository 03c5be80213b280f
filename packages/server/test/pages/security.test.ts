import { TOTP } from 'otpauth'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

const password = 'correct horse battery'

describeWith('chromium', 'the pages about signing in with more than a password', ({ chromium }) => {
  const site = useVisitedSite(chromium, { tools: false, secret: 'a secret of the tests that is long enough' })
  const codeOf = (secret: string, steps = 0) =>
    new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 })
  const secretOf = async (page: Page) => (await page.locator('.enrolment-secret').innerText()).replace(/\s/g, '')
  const codesOf = (page: Page) => page.locator('.recovery-codes code').allInnerTexts()
  const submit = async (page: Page, code: string, button: string, form = page.locator('main')) => {
    await form.getByLabel('Code', { exact: true }).fill(code)
    await form.getByRole('button', { name: button }).click()
  }
  const begin = async (page: Page) => {
    await page.locator('#begin-currentPassword').fill(password)
    await page.getByRole('button', { name: 'Set up an app' }).click()
  }
  const remove = async (page: Page, code: string) => {
    await page.locator('#remove-currentPassword').fill(password)
    await submit(page, code, 'Stop asking for codes', page.locator('#remove'))
  }
  const toSecondStep = async (page: Page, username: string) => {
    await page.goto(`${site.origin}/sign-in?return=/gallery/tags`)
    await page.locator('#username').fill(username)
    await page.locator('#password').fill(password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'One more step' }).waitFor()
  }

  it('set an app up, sign in with it, and take it away, without a script', async () => {
    const page = await site.open('viewer', '/account/security', { javaScriptEnabled: false })
    await page.getByText('Not set up.').waitFor()
    await page.locator('#begin-currentPassword').fill('not the password')
    await page.getByRole('button', { name: 'Set up an app' }).click()
    await page.locator('#begin-currentPassword-error').waitFor()
    await begin(page)
    const secret = await secretOf(page)
    expect(await page.getByRole('img', { name: 'QR code for your app' }).count()).toBe(1)
    await submit(page, '000000', 'Switch it on')
    expect(await page.locator('#confirm-code-error').innerText()).toMatch(/wrong/)
    // A wrong code does not lose what the app was given already.
    expect(await secretOf(page)).toBe(secret)
    await submit(page, codeOf(secret, -1), 'Switch it on')
    const codes = await codesOf(page)
    expect(codes).toHaveLength(10)

    await page
      .getByRole('button', { name: 'Sign out' })
      .or(page.locator('summary[aria-label="Account"]'))
      .first()
      .waitFor()
    await page.context().clearCookies()
    await toSecondStep(page, 'viewer')
    await submit(page, '000000', 'Sign in')
    await page.getByText('The code is wrong, or was used already.').waitFor()
    await submit(page, codeOf(secret), 'Sign in')
    await page.waitForURL(`${site.origin}/tags`)

    await page.goto(`${site.origin}/account/security`)
    await page.getByText('10 recovery codes are left.').waitFor()
    await submit(page, codes[0] ?? '', 'Make new recovery codes', page.locator('#renew'))
    const renewed = await codesOf(page)
    expect(renewed).toHaveLength(10)
    expect(renewed).not.toContain(codes[1])
    await remove(page, codes[1] ?? '')
    await page.locator('#remove-code-error').waitFor()
    await remove(page, renewed[0] ?? '')
    await page.getByText('Codes are not asked for any more.').waitFor()
  })

  it('have administrators say who must have one, who then set it up as they sign in', async () => {
    const admin = await site.open('admin', '/admin/security', { javaScriptEnabled: false })
    await admin.getByLabel('Everybody All users').check()
    await admin.getByRole('button', { name: 'Save' }).click()
    // Whoever says so is asked as well.
    await admin.goto(`${site.origin}/admin/security`)
    await admin.getByText('Sign in to continue').first().waitFor()
    await toSecondStep(admin, 'admin')
    const secret = await secretOf(admin)
    await submit(admin, '', 'Sign in')
    await admin.getByText('Enter the code.').waitFor()
    await submit(admin, codeOf(secret), 'Sign in')
    expect(await codesOf(admin)).toHaveLength(10)
    await admin.getByRole('link', { name: 'I have kept them: go on' }).click()
    await admin.waitForURL(`${site.origin}/tags`)
    await admin.goto(`${site.origin}/account/security`)
    expect(await admin.locator('#remove').count()).toBe(0)

    await admin.goto(`${site.origin}/admin/security`)
    await admin.getByLabel('User name').fill('nobody')
    await admin.getByRole('button', { name: 'Take it away' }).click()
    await admin.getByText('There is no user of that name.').waitFor()
    await admin.getByLabel('User name').fill('Viewer')
    await admin.getByRole('button', { name: 'Take it away' }).click()
    await admin.getByText('It is taken away.').waitFor()
    await admin.getByLabel('Nobody').check()
    await admin.getByRole('button', { name: 'Save' }).click()
    await admin.getByText('Saved').first().waitFor()
    await site.system.secondFactor.reset(1)
  })

  it('begin again with the password after five wrong codes', async () => {
    const page = await site.open('viewer', '/account/security', { javaScriptEnabled: false })
    await begin(page)
    const secret = await secretOf(page)
    await submit(page, codeOf(secret), 'Switch it on')
    await page.context().clearCookies()
    await toSecondStep(page, 'viewer')
    for (let count = 0; count < 6; count++) await submit(page, '000000', 'Sign in')
    await page.getByText('Sign in again.').waitFor()
    expect(new URL(page.url()).searchParams.get('return')).toBe('/gallery/tags')
    await site.system.secondFactor.reset(2)
  })

  it.each([
    [390, 'light'],
    [1440, 'dark'],
  ] as const)('fit a window of %i pixels, %s', async (width, colorScheme) => {
    const look = { viewport: { width, height: 900 }, colorScheme }
    const shot = (name: string) => `${name}-${width}-${colorScheme}`
    const page = await site.open('viewer', '/account/security', look)
    await inspect(page)
    await shoot(page, shot('second-factor-off'))
    await begin(page)
    const secret = await secretOf(page)
    await inspect(page)
    await shoot(page, shot('second-factor-set-up'))
    await submit(page, codeOf(secret), 'Switch it on')
    await page.getByRole('heading', { name: 'Recovery codes', exact: true }).waitFor()
    await inspect(page)
    await shoot(page, shot('second-factor-on'))
    await page.context().clearCookies()
    await toSecondStep(page, 'viewer')
    await inspect(page)
    await shoot(page, shot('second-step'))
    await submit(page, '000000', 'Sign in')
    await inspect(page)
    await shoot(page, shot('second-step-wrong'))
    await site.system.secondFactor.reset(2)

    const admin = await site.open('admin', '/admin/security', look)
    await inspect(admin)
    await shoot(admin, shot('second-factor-rule'))
    await site.system.secondFactor.setPolicy({ required: 'everybody' })
    await toSecondStep(page, 'viewer')
    const given = await secretOf(page)
    await inspect(page)
    await shoot(page, shot('second-step-enrolment'))
    await submit(page, codeOf(given), 'Sign in')
    await page.getByRole('heading', { name: 'You are signed in' }).waitFor()
    await inspect(page)
    await shoot(page, shot('second-step-codes'))
    await site.system.secondFactor.setPolicy({ required: 'nobody' })
    await site.system.secondFactor.reset(2)
  })
})
