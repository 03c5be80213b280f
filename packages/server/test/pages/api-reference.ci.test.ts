import { contract, listOperations } from '@vitrine/sdk/contract'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { expectNothingWider } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

describeWith('chromium', 'the page of the API', ({ chromium }) => {
  const site = useVisitedSite(chromium, { tools: false })
  const address = '/api/v1/reference'

  /** Everything that a browser complains about, and every address that is not this server's. */
  const watch = (page: Page): string[] => {
    const seen: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) seen.push(message.text())
    })
    page.on('request', (request) => {
      const url = new URL(request.url())
      if (url.protocol !== 'data:' && url.origin !== new URL(site.origin).origin) seen.push(request.url())
    })
    return seen
  }

  const open = async (page: Page, method: string, path: string): Promise<void> => {
    const block = page.locator(`.opblock-${method}:has([data-path="${path}"])`)
    if (!(await block.isVisible())) await page.locator(`.opblock-tag[data-tag="${path.split('/')[1]}"]`).click()
    await block.locator('.opblock-control-arrow').click()
    await block.getByRole('button', { name: 'Try it out' }).click()
  }

  const execute = async (page: Page): Promise<{ status: string; body: string }> => {
    await page.locator('.opblock.is-open .execute').click()
    const answer = page.locator('.opblock.is-open .live-responses-table .response').first()
    await answer.waitFor()
    return {
      status: (await answer.locator('.response-col_status').innerText()).trim(),
      body: await answer.locator('.highlight-code pre').first().innerText(),
    }
  }

  it('sends a write as who is signed in, and shows the answer, under the policy of all pages', async () => {
    const page = await site.open('admin', '/account/keys')
    const seen = watch(page)
    await page.getByRole('link', { name: 'The API' }).click()
    await page.waitForURL(`${site.origin}${address}`)
    await page.getByText('is sent as admin').waitFor()
    await open(page, 'post', '/albums')
    await page.locator('.opblock.is-open textarea').fill('{"name":"Tried"}')
    const { status, body } = await execute(page)
    expect(status).toBe('201')
    expect(JSON.parse(body)).toMatchObject({ name: 'Tried', slug: 'tried' })
    expect((await site.system.albums.list({ parent: null })).items.map(({ name }) => name)).toContain('Tried')
    await shoot(page, 'api-reference')
    await page.setViewportSize({ width: 390, height: 844 })
    await expectNothingWider(page)
    await shoot(page, 'api-reference-phone')
    expect(seen).toEqual([])
  })

  it('sends what an API key may, in place of the session', async () => {
    const viewer = (await site.system.users.list({})).items.find(({ username }) => username === 'viewer')!
    const { key } = await site.gallery.as({ kind: 'user', userId: viewer.id }).keys.create({
      name: 'Tried',
      scopes: ['read'],
      expiresInDays: 1,
    })
    const page = await site.open('admin', address)
    const seen = watch(page)
    await page.getByRole('button', { name: 'Authorize' }).click()
    expect(await page.locator('.auth-container').count()).toBe(1)
    await page.locator('.auth-container input').fill(key)
    await page.locator('.auth-btn-wrapper .authorize').click()
    await page.locator('.auth-btn-wrapper .btn-done').click()
    await open(page, 'get', '/session')
    const { status, body } = await execute(page)
    expect(status).toBe('200')
    expect(JSON.parse(body)).toMatchObject({ kind: 'apiKey', name: 'viewer' })
    expect(seen).toEqual([])
  })

  it('is for guests too, who may sign in on it, and are not believed for having opened it', async () => {
    const page = await site.open('viewer', address)
    await page.context().clearCookies()
    await page.reload()
    await page.getByText('is sent as a guest').waitFor()
    await open(page, 'post', '/albums')
    await page.locator('.opblock.is-open textarea').fill('{"name":"No"}')
    expect((await execute(page)).status).toBe('401')
    await page.locator('.opblock.is-open .opblock-control-arrow').click()
    await open(page, 'post', '/session')
    await page.locator('.opblock.is-open textarea').fill('{"username":"admin","password":"correct horse battery"}')
    expect((await execute(page)).status).toBe('200')
    await page.locator('.opblock.is-open .opblock-control-arrow').click()
    // The token that the answer brought goes along from here on.
    await page.locator('.opblock-post:has([data-path="/albums"]) .opblock-control-arrow').click()
    expect((await execute(page)).status).toBe('201')
  })

  it('lists every operation without a script', async () => {
    const page = await site.open('viewer', address, { javaScriptEnabled: false })
    const listed = await page.locator('.operations dt').allInnerTexts()
    expect(listed).toHaveLength(listOperations(contract).length)
    expect(listed).toContain('GET /api/v1/photos/:id')
  })

  it('comes with files that browsers keep, and relaxes nothing but pictures that are written in a style sheet', async () => {
    const answer = await fetch(`${site.origin}${address}`)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('content-security-policy')).toBe(
      "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    )
    const [script = ''] = /\/gallery\/assets\/reference\.[\w-]+\.js/.exec(await answer.text()) ?? []
    const file = await fetch(new URL(script, site.origin), { headers: { 'accept-encoding': 'gzip' } })
    expect(file.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    expect(Number(file.headers.get('content-length'))).toBeLessThan(500 * 1024)
    expect(await (await fetch(`${site.origin}/sign-in`)).text()).not.toContain('reference.')
  })
})
