import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

describeWith('chromium', 'the pages of the history', ({ chromium }) => {
  const hostile = '<script>alert(1)</script>'
  const userAgent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36'
  let album: number
  const site = useVisitedSite(chromium, {}, async ({ system }) => {
    album = (await system.albums.create({ name: hostile })).id
  })

  for (const [width, colorScheme] of [
    [390, 'light'],
    [1440, 'dark'],
  ] as const) {
    const options = { viewport: { width, height: 844 }, colorScheme, userAgent }

    it(`say how to switch it on, and then who looked at what: ${width} px, ${colorScheme}`, async () => {
      await site.system.history.setSettings({ guests: false, users: false, administrators: false, keepDays: 90 })
      const page = await site.open('admin', '/admin/history', options)
      await inspect(page)
      await page.getByText('No visits are kept').waitFor()
      const form = page.locator('#settings')
      await form.getByLabel('Visits of users').check()
      await form.getByLabel('Visits of administrators').check()
      await form.getByLabel('Days that visits are kept').fill('0')
      await form.getByRole('button', { name: 'Save' }).click()
      await form.getByText('Must be 1 or more.').waitFor()
      await form.getByLabel('Days that visits are kept').fill('30')
      await form.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('status').waitFor()
      expect(await site.system.history.settings()).toMatchObject({ users: true, keepDays: 30, guests: false })

      const viewer = await site.open('viewer', '/tags', options)
      await viewer.goto(`${site.origin}/albums/${album}`)
      await viewer.getByRole('heading', { name: hostile }).waitFor()
      await site.system.history.purge({ what: 'lines', before: '1990-01-01' })
      await page.goto(`${site.origin}/admin/history`)
      await inspect(page)
      await shoot(page, `history-${width}-${colorScheme}`)
      await page.getByRole('link', { name: hostile, exact: true }).first().click()
      await page.getByText(`In “${hostile}”`).waitFor()
      await page.getByRole('link', { name: 'viewer', exact: true }).first().click()
      await page.getByText('By viewer').waitFor()
      expect(await page.locator('.visit-lines tbody tr').count()).toBe(1)
      await page.getByRole('link', { name: 'Show everything' }).click()
      await page.waitForURL(/\/admin\/history$/)
      for (const tab of ['Hours', 'Months', 'Years']) {
        await page.getByRole('link', { name: tab }).click()
        await inspect(page)
      }

      const purge = page.locator('#purge')
      await purge.getByRole('button', { name: 'Forget' }).click()
      await purge.getByText('Tick this to go on.').waitFor()
      await purge.getByLabel('The numbers in the charts, too').check()
      await purge.getByLabel('Yes, forget them').check()
      await purge.getByRole('button', { name: 'Forget' }).click()
      await page.getByRole('status').waitFor()
      while (await site.gallery.jobs.runNext());
      expect((await site.system.history.list()).items).toEqual([])
    })

    it(`begin with what waits, and with figures: ${width} px, ${colorScheme}`, async () => {
      await site.system.comments.setSettings({ enabled: true, guests: true })
      const page = await site.open('admin', '/admin', options)
      await inspect(page)
      await page.getByText('The gallery in figures').waitFor()
      await shoot(page, `overview-${width}-${colorScheme}`)
    })
  }
})
