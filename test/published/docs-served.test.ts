import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, fsStorage, sqlite } from '@vitrine/core'
import { afterAll, expect, it } from 'vitest'
import { createServer } from 'vitrine'
import { describeWith } from '../../packages/core/src/testing/environment.ts'
import { closePages, openBrowser } from '../setup/browser.ts'

describeWith('chromium', 'the documentation site as the built server serves it', ({ chromium }) => {
  const closing: (() => unknown)[] = []
  afterAll(async () => {
    for (const close of closing.reverse()) await close()
  })

  it('is searched and read under the policy of all pages, below a path', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-docs-'))
    closing.push(() => rm(folder, { recursive: true, force: true }))
    const gallery = await createGallery({
      database: sqlite({ file: join(folder, 'gallery.db') }),
      storage: fsStorage({ root: join(folder, 'data') }),
      cacheFolder: join(folder, 'cache'),
    })
    closing.push(() => gallery.close())
    const server = createServer(gallery, { docs: true, basePath: '/a/b' })
    closing.push(() => server.close())
    const http = createHttpServer(server.nodeHandler).listen(0, '127.0.0.1')
    closing.push(() => {
      http.closeAllConnections()
      http.close()
    })
    const browser = await openBrowser(chromium)
    closing.push(() => closePages(browser))

    const origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    const page = await browser.newPage()
    const seen: string[] = []
    page.on('console', (message) => seen.push(message.text()))
    page.on('request', (request) => {
      if (!request.url().startsWith(`${origin}/a/b/docs`)) seen.push(request.url())
    })
    await page.goto(`${origin}/a/b/docs`)
    const field = page.locator('#tsd-search-input')
    // The script that listens comes after the page.
    await expect
      .poll(async () => {
        if (!(await field.isVisible())) await page.keyboard.press('/')
        return field.isVisible()
      })
      .toBe(true)
    await field.fill('watermark')
    await page.locator('#tsd-search-results a', { hasText: 'Derivatives' }).first().click()
    await page.waitForURL(`${origin}/a/b/docs/guides/derivatives.html*`)
    await page.getByRole('heading', { name: 'Watermarks' }).waitFor()
    expect(seen).toEqual([])
  })
})
