import { Readable } from 'node:stream'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

const windows = [
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 390, height: 844, colorScheme: 'dark' },
  { width: 1440, height: 900, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
] as const

describeWith('chromium', 'LNG-03 texts in several languages on pages', ({ chromium }) => {
  const subject = { album: 0, below: 0, photo: 0, tag: 0 }
  const site = useVisitedSite(chromium, {}, async ({ system }) => {
    const { id } = await system.albums.create({ name: 'Mountains', description: 'High up in the north.' })
    const below = await system.albums.create({ name: 'Lakes', parentId: id })
    await system.albums.update(id, { translations: { ar: { name: 'جبال الشمال' }, fr: { name: 'Montagnes' } } })
    await system.albums.update(below.id, { translations: { ar: { name: 'بحيرات' } } })
    const picture = sharp({ create: { width: 900, height: 600, channels: 3, background: '#373' } })
    const { photo } = await system.photos.add({
      content: Readable.from([await picture.jpeg().toBuffer()]),
      fileName: 'one.jpg',
      album: id,
    })
    const { tags } = await system.photos.update(photo.id, {
      title: 'Summit',
      translations: { ar: { title: 'القمة' } },
      tags: ['mountain', 'snow'],
    })
    Object.assign(subject, { album: id, below: below.id, photo: photo.id, tag: tags[0]?.id })
    await system.tags.manage.update(subject.tag, { translations: { ar: { name: 'جبل' } } })
  })
  const open = (to: string, window: (typeof windows)[number], locale: string) =>
    site.open('admin', to, {
      locale,
      viewport: { width: window.width, height: window.height },
      colorScheme: window.colorScheme,
    })

  it.each(windows)(
    'are read in that of the visitor, and what was not translated says which it is in ($width, $colorScheme)',
    async (window) => {
      const page = await open(`/albums/${subject.album}`, window, 'ar')
      const text = (selector: string) => page.locator(selector).first().innerText()
      expect(await text('h1 bdi')).toBe('جبال الشمال')
      expect(await page.locator('h1 bdi').getAttribute('lang')).toBeNull()
      expect(await page.title()).toContain('جبال الشمال')
      expect(await page.locator('.page-head .description').getAttribute('lang')).toBe('en')
      expect(await page.locator('.page-head .description').getAttribute('dir')).toBe('ltr')
      expect(await text('.album-name bdi')).toBe('بحيرات')
      await inspect(page)
      await shoot(page, `texts-album-${window.width}-${window.colorScheme}`)

      await page.goto(`${site.origin}/albums/${subject.below}`)
      expect(await text('.breadcrumbs li:nth-child(2)')).toBe('جبال الشمال')
      await page.goto(`${site.origin}/photos/${subject.photo}`)
      expect(await page.locator('#photo-title').textContent()).toBe('القمة')
      const tags = page.locator('a[rel="tag"] bdi')
      expect(await tags.allTextContents()).toEqual(['جبل', 'snow'])
      expect(await tags.nth(1).getAttribute('lang')).toBe('en')
      await page.goto(`${site.origin}/tags`)
      expect(await page.locator('.cloud').innerText()).toContain('جبل')
      await inspect(page)
    },
    300_000,
  )

  it.each(windows)(
    'are edited beside the usual ones ($width, $colorScheme)',
    async (window) => {
      const page = await open(`/admin/albums/${subject.album}`, window, 'fr')
      // As it was written, in whatever language it is read.
      expect(await page.locator('#album-name').inputValue()).toBe('Mountains')
      await page.locator('.translations > summary').click()
      const german = page.locator('.translation', { hasText: 'Deutsch' })
      await german.locator('summary').click()
      const input = page.locator('[name="translations.ar.name"]')
      expect([await input.inputValue(), await input.getAttribute('dir')]).toEqual(['جبال الشمال', 'rtl'])
      await inspect(page)
      await shoot(page, `texts-edit-${window.width}-${window.colorScheme}`)
      const name = `Berge ${window.width} ${window.colorScheme}`
      await german.locator('[name="translations.de.name"]').fill(name)
      await page.locator('[name="translations.fr.name"]').fill('')
      await page.locator('form:has(#album-name) button[type="submit"]').first().click()
      await page.waitForURL(/done=saved/)
      expect((await site.system.albums.get(subject.album)).translations).toEqual({
        ar: { name: 'جبال الشمال' },
        de: { name },
      })
      await site.system.albums.update(subject.album, { translations: { fr: { name: 'Montagnes' }, de: null } })
    },
    300_000,
  )

  it('of photos have a page for those who may edit them, and for nobody else', async () => {
    const page = await site.open('admin', `/photos/${subject.photo}`, {
      locale: 'de',
      viewport: { width: 390, height: 844 },
    })
    await page.goto(`${site.origin}/photos/${subject.photo}/texts`)
    expect(await page.locator('#texts-title').inputValue()).toBe('Summit')
    await page.locator('.translations > summary').click()
    const german = page.locator('.translation', { hasText: 'Deutsch' })
    await german.locator('summary').click()
    await german.locator('input').fill('Gipfel')
    await inspect(page)
    await shoot(page, 'texts-photo')
    await page.locator('form:has(#texts-title) button[type="submit"]').click()
    await page.waitForURL(/\/photos\/\d+[^/]*$/)
    expect(await page.locator('#photo-title').textContent()).toBe('Gipfel')
    const { title, translations } = await site.system.photos.get(subject.photo)
    expect([title, translations?.de]).toEqual(['Summit', { title: 'Gipfel' }])
    const viewer = await site.open('viewer', '/', {})
    expect((await viewer.goto(`${site.origin}/photos/${subject.photo}/texts`))?.status()).toBe(403)
  }, 300_000)

  it('TAG-05 of tags are edited too, without script, and a fault stands at its field', async () => {
    await site.system.tags.manage.create({ name: 'neige' })
    const page = await site.open('admin', `/admin/tags/${subject.tag}`, { locale: 'en', javaScriptEnabled: false })
    const save = () => page.locator('form:has(#tag-name) button[type="submit"]').first().click()
    await page.locator('.translations > summary').click()
    const french = page.locator('.translation', { hasText: 'Français' })
    await french.locator('summary').click()
    await french.locator('input').fill('Neige')
    await save()
    expect(await page.locator('[name="translations.fr.name"]').getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('.translation .field-error').innerText()).toContain('Neige')
    await page.locator('[name="translations.fr.name"]').fill('montagne')
    await save()
    await page.waitForURL(/done=saved/)
    expect((await site.system.tags.manage.get(subject.tag)).translations).toEqual({
      ar: { name: 'جبل' },
      fr: { name: 'montagne' },
    })
  }, 300_000)
})
