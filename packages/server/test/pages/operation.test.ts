import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { useVisitedSite } from './visited-site.ts'

describeWith('chromium', 'the pages of the gallery as a whole', ({ chromium }) => {
  const hostile = '<script>alert(1)</script>'
  let album: number
  const site = useVisitedSite(chromium, { title: 'As configured' }, async ({ system, gallery }) => {
    album = (await system.albums.create({ name: hostile })).id
    await system.albums.update(album, { name: 'Sea', description: hostile })
    gallery.jobs.define('broken', () => Promise.reject(new Error('out of order')))
    await gallery.jobs.enqueue('broken', null, { maxAttempts: 1 })
    while (await gallery.jobs.runNext());
  })

  for (const [width, colorScheme] of [
    [390, 'light'],
    [1440, 'dark'],
  ] as const) {
    const options = { viewport: { width, height: 844 }, colorScheme }

    it(`BRW-05, BRW-23: change the title and the orders of photos: ${width} px, ${colorScheme}`, async () => {
      await site.system.settings.setSite({ title: null })
      const page = await site.open('admin', '/admin/site', options)
      await inspect(page)
      const form = page.locator('#site')
      await form.getByLabel('Language').fill('no language')
      await form.getByLabel('Title').fill('Club & friends')
      await form.getByRole('button', { name: 'Save' }).click()
      await form.getByText('Must be a language such as en or de-AT.').waitFor()
      expect(await form.getByLabel('Title').inputValue()).toBe('Club & friends')
      await form.getByLabel('Language').fill('de')
      await form.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('status').waitFor()
      expect(await page.title()).toContain('Club & friends')
      await page.locator('#sorts').getByLabel('In albums').selectOption('-takenAt')
      await page.locator('#sorts').getByRole('button', { name: 'Save' }).click()
      await page.getByRole('status').waitFor()
      expect(await site.system.settings.photoSorts()).toMatchObject({ albums: '-takenAt' })
    })

    it(`tell who changed what, as text: ${width} px, ${colorScheme}`, async () => {
      const page = await site.open('admin', '/admin/activity', options)
      await inspect(page)
      await page.getByLabel('What').selectOption('album')
      await page.getByRole('button', { name: 'Show', exact: true }).click()
      await page.getByText('album updated').waitFor()
      expect(await page.getByRole('listitem').filter({ hasText: 'setting' }).count()).toBe(0)
      await page
        .getByRole('listitem')
        .filter({ hasText: 'album updated' })
        .getByText(/fields/)
        .click()
      await page.getByText(hostile).first().waitFor()
      await page.getByRole('link', { name: 'Sea', exact: true }).first().click()
      await page.getByText('About Sea').waitFor()
      await page.getByRole('link', { name: 'Show everything' }).click()
      await page.waitForURL(/\/admin\/activity$/)
    })

    it(`tell what failed, and let it run again: ${width} px, ${colorScheme}`, async () => {
      const page = await site.open('admin', '/admin/jobs', options)
      await inspect(page)
      await page.getByRole('link', { name: 'Failed', exact: true }).click()
      const job = page.getByRole('listitem').filter({ hasText: 'broken' })
      await job.getByText('Something went wrong on our side.').waitFor()
      await job.getByRole('button', { name: 'Run again' }).click()
      await page.getByText('The job waits to run again.').waitFor()
      while (await site.gallery.jobs.runNext());
    })
  }

  it('are for administrators', async () => {
    for (const path of ['/admin/site', '/admin/activity', '/admin/jobs']) {
      const page = await site.open('viewer', '/')
      const response = await page.goto(`${site.origin}${path}`)
      expect(response?.status(), path).toBe(403)
    }
  })
})
