import { Readable } from 'node:stream'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

describeWith(['chromium', 'exiftool'], 'the page about metadata', ({ chromium }) => {
  let album: number
  let photo: number
  // The use of exiftool is fixed by whoever runs the gallery: shown, and left alone.
  const site = useVisitedSite(chromium, { metadata: { exiftool: 'always' } }, async ({ system }) => {
    album = (await system.albums.create({ name: 'Norway' })).id
    await system.fields.create({ subject: 'photo', name: 'Place', type: 'text' })
    await system.shares.create({ name: 'For the press', albumIds: [album] })
    const content = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#36a' } })
      .withExif({ IFD0: { Artist: 'Ada', ImageDescription: 'A fjord' } })
      .jpeg()
      .toBuffer()
    photo = (await system.photos.add({ content: Readable.from([content]), fileName: 'fjord.jpg', album })).photo.id
  })

  const settings = async () => (await site.system.settings.metadata()).settings
  const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()

  it('sets where fields come from and go to, and names the field that is wrong, without a script', async () => {
    const page = await site.open('admin', '/admin/metadata', { javaScriptEnabled: false })
    const place = page.getByLabel('Where Place is read from')
    await page.getByLabel('Where Title is read from').fill('XMP-photoshop:Headline, xmp, nonsense')
    await page.getByLabel('Write Rating to EXIF').check()
    await place.fill('Location')
    await page.getByLabel('Allow writing into originals').check()
    await save(page)
    expect(await page.textContent('#read-title-error')).toMatch(/Must be one of exif/)
    expect(await page.textContent('#from-place-error')).toMatch(/Must be a tag/)
    expect(await page.inputValue('#read-title')).toBe('XMP-photoshop:Headline, xmp, nonsense')
    expect(await page.getByLabel('Write Rating to EXIF').isChecked()).toBe(true)
    expect(await page.inputValue('#settings-exiftool-locked')).toBe('About every file')
    expect(await settings()).toMatchObject({ writesFiles: false, keywordTrees: true })

    await page.locator('#read-title').fill('XMP-photoshop:Headline, xmp')
    await page.locator('#read-orientation').fill('')
    await place.fill('XMP-iptcCore:Location, IPTC:Sub-location')
    await page.getByLabel('Where Place is written to').fill('XMP-iptcCore:Location')
    await save(page)
    await page.getByText('Saved.').waitFor()
    const now = await settings()
    expect(now.read).toMatchObject({
      title: ['XMP-photoshop:Headline', 'xmp'],
      orientation: [],
      rating: ['xmp', 'exif'],
    })
    expect(now.write).toMatchObject({ rating: ['exif', 'xmp'], position: ['exif', 'xmp'] })
    expect(now.fields).toEqual({
      place: { read: ['XMP-iptcCore:Location', 'IPTC:Sub-location'], write: ['XMP-iptcCore:Location'] },
    })
    expect(now).toMatchObject({ writesFiles: true, exiftool: 'always' })
    await site.system.settings.setMetadata({ read: { title: ['xmp', 'iptc', 'exif'] } })
  })

  it('lists whose downloads hold no position', async () => {
    const page = await site.open('admin', '/admin/metadata', { javaScriptEnabled: false })
    await page.getByLabel('One more album').fill('Nowhere')
    await page.getByLabel('Role: Guest').check()
    await save(page)
    await page.getByText('There is no such album.').waitFor()
    expect(await page.getByLabel('Role: Guest').isChecked()).toBe(true)
    await page.getByLabel('One more album').fill('norway')
    await page.getByLabel('One more link').selectOption({ label: 'For the press' })
    await save(page)
    await page.getByText('Saved.').waitFor()
    const [link] = (await site.system.shares.list()).items
    const guest = (await site.system.roles.list()).find(({ key }) => key === 'guest')
    expect((await settings()).withoutPosition).toEqual([{ role: guest?.id }, { link: link?.id }, { album }])
    await page.getByLabel('Album and those below it: Norway').uncheck()
    await page.getByLabel('Link: For the press').uncheck()
    await page.getByLabel('Role: Guest').uncheck()
    await save(page)
    expect((await settings()).withoutPosition).toEqual([])
  })

  it('reads files again and writes into them, and says how far that is', async () => {
    await site.system.settings.setMetadata({ writesFiles: true })
    await site.system.photos.update(photo, { author: 'Nobody' })
    const page = await site.open('admin', '/admin/metadata', { javaScriptEnabled: false })
    await page
      .locator('#reading')
      .getByLabel('Only photos that a search finds')
      .fill(`${'('.repeat(200)}sea`)
    await page.getByRole('button', { name: 'Read again' }).click()
    expect(await page.getAttribute('#reading-q', 'aria-invalid')).toBe('true')
    await page.locator('#reading-q').fill('album:Norway')
    await page.getByLabel('What the file says wins').check()
    await page.getByRole('button', { name: 'Read again' }).click()
    await page.getByText('Waiting to begin …').waitFor()
    while (await site.gallery.jobs.runNext());
    // The page comes again by itself.
    await page.getByText('Files that could not be read stand').waitFor()
    expect((await site.system.photos.get(photo)).author).toBe('Ada')

    await site.system.photos.update(photo, { title: 'Fjord in spring' })
    await page.getByRole('button', { name: 'Write into files' }).click()
    while (await site.gallery.jobs.runNext());
    await page.reload()
    await page.getByText('Files that could not be written stand').waitFor()
    expect((await site.system.photos.versions.list(photo)).length).toBeGreaterThan(0)

    await page.getByLabel('Allow writing into originals').uncheck()
    await save(page)
    await page.getByText('Writing into originals is switched off above.').waitFor()
  })

  it('follows a job where it is told, and leaves what was typed meanwhile alone', async () => {
    const page = await site.open('admin', '/admin/metadata')
    await page.getByRole('button', { name: 'Read again' }).click()
    await page.getByText('Waiting to begin …').waitFor()
    const began = page.locator('section', { has: page.locator('#reading-title') })
    await page.locator('#read-title').fill('xmp, iptc')
    while (await site.gallery.jobs.runNext());
    await began.getByText('Files that could not be read stand').waitFor()
    expect(await page.inputValue('#read-title')).toBe('xmp, iptc')
    expect(await page.evaluate<string>('document.activeElement.id')).toBe('read-title')
    await began.getByRole('button', { name: 'Read again' }).waitFor()
    await inspect(page)
  })

  it.each([
    [390, 'light'],
    [1440, 'dark'],
  ] as const)('fits a window of %i pixels, %s, and everybody can use it', async (width, colorScheme) => {
    await site.system.settings.setMetadata({ writesFiles: true })
    const page = await site.open('admin', '/admin/metadata', { viewport: { width, height: 844 }, colorScheme })
    await page.getByRole('heading', { level: 1, name: 'Metadata' }).waitFor()
    await inspect(page)
    await shoot(page, `metadata ${width} ${colorScheme}`)
    await page.locator('#read-rating').fill('film tape')
    await save(page)
    await page.locator('#read-rating-error').waitFor()
    await inspect(page)
  })

  it('is for administrators alone, and takes no form from elsewhere', async () => {
    const viewer = await site.open('viewer', '/')
    expect((await viewer.goto(`${site.origin}/admin/metadata`))?.status()).toBe(403)
    const admin = await site.open('admin', '/admin/metadata')
    for (const path of ['', '/reading', '/writing']) {
      const forged = await admin.request.post(`${site.origin}/admin/metadata${path}`, { form: { q: '' } })
      expect(forged.status()).toBe(403)
    }
  })
})
