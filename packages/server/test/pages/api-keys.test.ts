import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

describeWith('chromium', 'the pages about API keys', ({ chromium }) => {
  const site = useVisitedSite(chromium, { tools: false })
  const keyOf = (text: string | null) => text ?? ''

  it('make a key that is shown once and works, without a script, and revoke it', async () => {
    const page = await site.open('viewer', '/account/keys', { javaScriptEnabled: false })
    await page.getByText('No key yet.').waitFor()
    expect(await page.getByRole('checkbox', { name: 'Administer' }).count()).toBe(0)
    await page.getByRole('textbox', { name: 'Name' }).fill('Backup')
    await page.getByRole('checkbox', { name: 'Upload' }).check()
    await page.getByLabel('Ends after').selectOption('custom')
    await page.getByLabel('Days', { exact: true }).fill('7')
    await page.getByRole('button', { name: 'Make the key' }).click()
    const key = keyOf(await page.getByLabel('The key').inputValue())
    expect(key).toMatch(/^vk_[\w-]{43}$/)
    const whoAmI = () =>
      fetch(`${site.origin}/api/v1/session`, { headers: { authorization: `Bearer ${key}` } }).then(
        async (response) => [response.status, await response.json()] as const,
      )
    expect(await whoAmI()).toMatchObject([200, { kind: 'apiKey', scopes: ['read', 'upload'], name: 'viewer' }])

    await page.goto(`${site.origin}/account/keys`)
    expect(await page.content()).not.toContain(key)
    await page.getByText(`Begins with ${key.slice(0, 10)}…`).waitFor()
    await page.getByRole('button', { name: 'Revoke Backup' }).click()
    await page.getByText('The key is revoked.').waitFor()
    expect((await whoAmI())[0]).toBe(401)
  })

  it('say what is wrong at the field, and keep what was typed', async () => {
    const page = await site.open('viewer', '/account/keys', { javaScriptEnabled: false })
    await page.getByRole('checkbox', { name: 'Edit' }).check()
    await page.getByLabel('Ends after').selectOption('custom')
    await page.getByLabel('Days', { exact: true }).fill('many')
    await page.getByRole('button', { name: 'Make the key' }).click()
    expect(await page.locator('#new-key-name-error').textContent()).toMatch(/must not be empty/i)
    expect(await page.locator('#new-key-days-error').textContent()).toMatch(/1 or more/)
    expect(await page.getByRole('checkbox', { name: 'Edit' }).isChecked()).toBe(true)
    expect(await page.getByLabel('Days', { exact: true }).inputValue()).toBe('many')
    expect((await site.gallery.as({ kind: 'user', userId: 2 }).keys.list()).total).toBe(1)
  })

  it('show administrators the keys of everybody, and nobody else', async () => {
    const admin = await site.open('admin', '/account/keys')
    await admin.getByRole('textbox', { name: 'Name' }).fill('Nightly “sync”')
    await admin.getByRole('checkbox', { name: 'Administer' }).check()
    await admin.getByRole('button', { name: 'Make the key' }).click()
    await admin.getByText('Your new key: Nightly “sync”').waitFor()
    await inspect(admin)
    await shoot(admin, 'api-key-made')
    await admin.goto(`${site.origin}/admin/keys`)
    expect(await admin.locator('.way h3').allInnerTexts()).toEqual([
      expect.stringMatching(/Nightly “sync”\s+Works/),
      expect.stringMatching(/Backup\s+Revoked/),
    ])
    await inspect(admin)
    await admin.getByRole('button', { name: 'Revoke Nightly “sync”' }).click()
    await admin.getByText('The key is revoked.').waitFor()

    const viewer = await site.open('viewer', '/admin/keys')
    await viewer.getByText('This is not yours to open').waitFor()
    const guest = await viewer.context().browser()?.newPage()
    await guest?.goto(`${site.origin}/account/keys`)
    await guest?.getByText('Sign in to continue').first().waitFor()
  })

  it('AU-21 change nothing for another site or without the token', async () => {
    const page = await site.open('viewer', '/account/keys')
    await page.getByRole('textbox', { name: 'Name' }).fill('Left')
    await page.getByRole('button', { name: 'Make the key' }).click()
    await page.getByLabel('The key').waitFor()
    const send = (path: string, headers: Record<string, string>) =>
      page.request.post(`${site.origin}${path}`, { form: { name: 'x', expires: '30' }, headers })
    for (const path of ['/account/keys', '/account/keys/revoke-all', '/account/keys/3/revoke']) {
      expect((await send(path, {})).status(), path).toBe(403)
      expect((await send(path, { 'sec-fetch-site': 'cross-site' })).status(), path).toBe(403)
    }
    await page.getByRole('button', { name: 'Revoke all keys' }).click()
    await page.getByText('All your keys are revoked.').waitFor()
  })

  it.each([
    [390, 'light'],
    [1440, 'dark'],
  ] as const)('fit a window of %i pixels, %s', async (width, colorScheme) => {
    const look = { viewport: { width, height: 900 }, colorScheme }
    const page = await site.open('admin', '/account/keys', look)
    await page
      .locator('#new-key-name')
      .fill('A backup with a name that is rather long, as people will have it, and longer')
    await page.getByRole('button', { name: 'Make the key' }).click()
    await page.getByLabel('The key').waitFor()
    await inspect(page)
    await shoot(page, `api-keys-${width}-${colorScheme}`)
  })
})
