import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterEach, expect, it } from 'vitest'
import { createServer } from 'vitrine'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

/** A name in letters of one colour, without a ground. */
const drawn = (colour: string) => {
  const bar = (left: number, top: number, width: number, height: number) => ({
    input: { create: { width, height, channels: 4 as const, background: colour } },
    left,
    top,
  })
  return sharp({ create: { width: 480, height: 120, channels: 4, background: '#00000000' } })
    .composite([bar(0, 0, 24, 120), bar(48, 48, 24, 72), bar(96, 0, 24, 120), bar(144, 96, 336, 24)])
    .png()
    .toBuffer()
}

describeWith('chromium', 'the logo of the site', ({ chromium }) => {
  const site = useVisitedSite(chromium, {}, async ({ system }) => {
    const album = await system.albums.create({ name: 'Coast' })
    const content = await sharp({ create: { width: 900, height: 600, channels: 3, background: '#7a8fa0' } })
      .jpeg()
      .toBuffer()
    await system.photos.add({ content: Readable.from([content]), fileName: 'a.jpg', album: album.id })
  })
  afterEach(() => site.system.settings.setLogo({ light: null, dark: null, withTitle: false }))

  /** Those that are seen. */
  const shown =
    'document.querySelectorAll(".site-title .site-logo").length === 0 ? null : [...document.querySelectorAll(".site-title .site-logo")].filter((one) => one.checkVisibility()).map((one) => one.className)'

  it('THM-05: is given on a page, stands on every page for the ground of its header, and is taken away', async () => {
    const page = await site.open('admin', '/admin/themes', { viewport: { width: 1440, height: 900 } })
    await page.getByRole('link', { name: 'Edit' }).first().click()
    await inspect(page)
    await page
      .getByLabel('Picture')
      .first()
      .setInputFiles({ name: 'l.png', mimeType: 'image/png', buffer: await drawn('#204060') })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    // One alone stands everywhere.
    expect(await page.evaluate(shown)).toEqual(['site-logo'])
    await page
      .getByLabel('Picture')
      .last()
      .setInputFiles({ name: 'd.png', mimeType: 'image/png', buffer: await drawn('#f0e6d0') })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.logo-sample.on-dark-ground img').waitFor()
    await inspect(page)
    await shoot(page, 'logo-admin')

    const title = page.getByRole('link', { name: 'Vitrine', exact: true }).first()
    for (const [path, width, scheme, seen] of [
      ['/', 1440, 'light', 'on-light'],
      ['/', 390, 'dark', 'on-dark'],
      ['/sign-in', 390, 'light', 'on-light'],
      ['/photos/1', 1440, 'light', 'on-dark'],
      ['/photos/1', 390, 'dark', 'on-dark'],
    ] as const) {
      await page.setViewportSize({ width, height: 900 })
      await page.emulateMedia({ colorScheme: scheme })
      await page.goto(`${site.origin}${path}`)
      expect([path, await page.evaluate(shown)]).toEqual([path, [`site-logo ${seen}`]])
      // The name of the site is there for those who listen.
      expect(await title.count()).toBe(1)
      const box = await page.locator(`.site-logo.${seen}`).boundingBox()
      expect([box?.height, box?.width]).toEqual([36, 144])
      await inspect(page)
      await shoot(page, `logo${path.replaceAll('/', '-')}-${width}-${scheme}`)
    }
    // Chosen by the visitor, whatever the device says.
    await page.emulateMedia({ colorScheme: 'light' })
    await page.goto(`${site.origin}/`)
    await page.locator('[data-mode-toggle]').click()
    expect(await page.evaluate(shown)).toEqual(['site-logo on-dark'])

    await page.goto(`${site.origin}/admin/themes/logo`)
    await page.getByLabel('The title stands beside it').check()
    await page.getByLabel('Remove it').first().check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Saved.').waitFor()
    expect(await page.evaluate(shown)).toEqual(['site-logo'])
    expect(await page.locator('.site-title bdi').boundingBox()).toMatchObject({ height: expect.any(Number) })
    await page.setViewportSize({ width: 390, height: 844 })
    await inspect(page)
    await page.getByLabel('Remove it').check()
    await page.getByRole('button', { name: 'Save' }).click()
    await page.locator('.site-title .site-mark').waitFor()
  })

  it('says what is wrong with a picture, and needs no script', async () => {
    const page = await site.open('admin', '/admin/themes/logo', { javaScriptEnabled: false })
    await page
      .getByLabel('Picture')
      .first()
      .setInputFiles({ name: 'l.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') })
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Cannot be read as a picture.').waitFor()
    expect(await page.locator('.site-title .site-mark').count()).toBe(1)
  })

  it('is served by a node that never drew a page, and told by the API', async () => {
    await site.system.settings.setLogo({ light: await drawn('#204060') })
    const { light } = (await (await fetch(`${site.origin}/api/v1/settings/logo`)).json()) as { light: { url: string } }
    const other = createServer(site.gallery, { basePath: '/gallery' })
    const found = await other.fetch(new Request(new URL(light.url, site.origin)))
    expect([found.status, found.headers.get('content-type')]).toEqual([200, 'image/png'])
    const { width, height } = await sharp(Buffer.from(await found.arrayBuffer())).metadata()
    expect([width, height]).toEqual([480, 120])
    await other.close()
  })
})
