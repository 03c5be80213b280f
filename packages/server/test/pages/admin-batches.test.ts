import { Readable } from 'node:stream'
import { beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { pictureOf } from '../../../core/test/world.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

describeWith('chromium', 'the page about many photos at once', ({ chromium }) => {
  const site = useVisitedSite(chromium, { tools: false })
  beforeAll(async () => {
    const album = await site.system.albums.create({ name: 'Harbour' })
    for (const name of ['boat', 'quay', 'rope'])
      await site.system.photos.add({
        content: Readable.from([await pictureOf(name)]),
        fileName: `${name}.jpg`,
        album: album.id,
      })
  })

  it('shows what would change, changes it, and undoes it, without a script', async () => {
    const page = await site.open('admin', '/admin/batches', { javaScriptEnabled: false })
    await page.getByText('Nothing yet').waitFor()
    const total = (await site.system.photos.list({ limit: 1 })).total
    const look = () => page.getByRole('button', { name: 'Show what would change' }).click()
    await page.getByLabel('Author').fill('Ann')
    await look()
    await page.getByText('Say which photos, or choose all of them.').waitFor()
    expect(await page.getByLabel('Author').inputValue()).toBe('Ann')
    await page.getByLabel('All photos of the gallery').check()
    await page.getByLabel('Add tags').fill('Brittany, Sea shore')
    await page.getByLabel('Move dates').fill('soon')
    await look()
    await page.getByText('Write it as 1:00, -7:30 or 2d.').waitFor()
    await page.getByLabel('Move dates').fill('1:00')
    await page.getByLabel('Albums').selectOption('add')
    await page.getByLabel('Album', { exact: true }).fill('No such album')
    await look()
    await page.getByText('There is no such album.').waitFor()
    await page.getByLabel('Albums').selectOption('')
    await look()
    await page.getByRole('heading', { name: 'What would change' }).waitFor()
    expect((await site.system.photos.list({ q: 'author:ann' })).total).toBe(0)
    await page.getByRole('button', { name: new RegExp(`^Change ${total} photos$`) }).click()
    await page.getByText(`${total} photos were changed.`).waitFor()
    expect((await site.system.photos.list({ q: 'author:ann tag:"sea shore"' })).total).toBe(total)
    await page.getByText(/Tags added: Brittany, Sea shore/).waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByText(`${total} photos are as before.`).waitFor()
    expect((await site.system.photos.list({ q: 'author:ann' })).total).toBe(0)
    await page.getByRole('button', { name: 'Apply again' }).waitFor()
  })

  it('refuses to change another selection than the one that was shown', async () => {
    const page = await site.open('admin', '/admin/batches?q=created%3A1900')
    expect(await page.getByLabel('Photos that a search finds').inputValue()).toBe('created:1900')
    await page.getByLabel('Copyright').fill('CC BY 4.0')
    await page.getByRole('button', { name: 'Show what would change' }).click()
    await page.getByText('The search finds no photo.').waitFor()
    await page.getByLabel('All photos of the gallery').check()
    await page.getByRole('button', { name: 'Show what would change' }).click()
    const [photo] = (await site.system.photos.list({ limit: 1 })).items
    await site.system.photos.delete([photo?.id ?? 0])
    await page.getByRole('button', { name: /^Change / }).click()
    await page.getByText(/The selection was changed by somebody else/).waitFor()
    expect((await site.system.photos.list({ q: '"CC BY"' })).total).toBe(0)
  })

  it('is for administrators', async () => {
    const refused = await site.open('viewer', '/admin/batches')
    expect(await refused.title()).toContain('This is not yours to open')
  })

  it.each([
    [390, 'light'],
    [390, 'dark'],
    [1440, 'light'],
    [1440, 'dark'],
  ] as const)('fits a window of %i pixels, %s', async (width, colorScheme) => {
    const page = await site.open('admin', '/admin/batches', { viewport: { width, height: 900 }, colorScheme })
    await page.getByLabel('All photos of the gallery').check()
    await page.getByLabel('Author').fill('Somebody with a long name')
    await page.getByRole('button', { name: 'Show what would change' }).click()
    await page.getByRole('heading', { name: 'What would change' }).waitFor()
    await inspect(page)
    await shoot(page, `batches-${width}-${colorScheme}`)
  })
})
