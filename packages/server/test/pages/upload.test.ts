import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

const picture = (colour: string, size = 60): Promise<Buffer> =>
  sharp({ create: { width: size, height: size, channels: 3, background: colour } })
    .jpeg()
    .toBuffer()

describeWith('chromium', 'the upload page', ({ chromium }) => {
  const site = useVisitedSite(chromium)

  const open = async (name: string, options: BrowserContextOptions = {}) => {
    const album = await site.system.albums.create({ name })
    const page = await site.open('admin', `/albums/${album.id}`, options)
    await page.getByRole('link', { name: 'Add photos' }).click()
    await page.getByRole('heading', { level: 1, name: `Add photos to ${name}` }).waitFor()
    // Files that are chosen before the script listens are chosen for nobody.
    if (options.javaScriptEnabled !== false) await page.locator('[data-scripted]').waitFor()
    return { album, page, context: page.context() }
  }
  const photosIn = async (album: number) => (await site.system.photos.list({ album, limit: 100 })).items

  for (const [width, colorScheme] of [
    [390, 'light'],
    [1440, 'dark'],
  ] as const) {
    it(`adds files, tells duplicates and faults: ${width} px, ${colorScheme}`, async () => {
      const name = `Album ${width} ${colorScheme}`
      const { album, page } = await open(name, { viewport: { width, height: 844 }, colorScheme })
      await inspect(page)
      const red = await picture(`#a${width % 10}${colorScheme === 'dark' ? 1 : 2}`, width)
      await page.locator('[data-files-input]').setInputFiles([
        { name: 'red.jpg', mimeType: 'image/jpeg', buffer: red },
        { name: 'a copy.jpg', mimeType: 'image/jpeg', buffer: red },
        { name: 'notes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') },
      ])
      await page.getByText('Added: 2 of 3. In the gallery already: 1. Not added: 1.').first().waitFor()
      await page.getByText('This is not a picture, video or document that Vitrine knows.').waitFor()
      await inspect(page)
      await shoot(page, name)
      await page.getByRole('link', { name: 'Show the album' }).click()
      await page.getByRole('heading', { level: 1, name }).waitFor()
      // Both travel at once: the one that arrives first becomes the photo.
      const added = await photosIn(album.id)
      expect(added).toHaveLength(1)
      expect(['red.jpg', 'a copy.jpg']).toContain(added[0]?.fileName)
    })
  }

  it('makes albums of folders, and uses those that are there', async () => {
    const { album, page } = await open('Travels')
    const there = await site.system.albums.create({ name: 'iceland', parentId: album.id })
    const root = join(site.folder, 'Iceland')
    await mkdir(join(root, 'Day 1'), { recursive: true })
    await writeFile(join(root, 'top.jpg'), await picture('#123'))
    await writeFile(join(root, '.DS_Store'), 'x')
    for (const n of [1, 2, 3]) await writeFile(join(root, 'Day 1', `${n}.jpg`), await picture(`#45${n}`))
    await page.locator('[data-folder-input]').setInputFiles(root)
    await page.getByText('Added: 4 of 4.').first().waitFor()
    const below = await site.system.albums.list({ parent: album.id })
    expect(below.items.map(({ name }) => name)).toEqual(['iceland'])
    const days = await site.system.albums.list({ parent: there.id })
    expect(days.items.map(({ name }) => name)).toEqual(['Day 1'])
    expect((await photosIn(there.id)).map(({ fileName }) => fileName)).toEqual(['top.jpg'])
    expect(await photosIn(days.items[0]?.id ?? 0)).toHaveLength(3)
  })

  it('waits for a lost connection, pauses, and goes on after the page was loaded again', async () => {
    const { album, page, context } = await open('Slow line')
    const noise = await sharp({
      create: {
        width: 2400,
        height: 2400,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    })
      .jpeg({ quality: 100 })
      .toBuffer()
    const file = join(site.folder, 'noise.jpg')
    await writeFile(file, noise)
    expect(noise.length).toBeGreaterThan(4.5 * 1024 ** 2)
    // After the first piece the line is dead.
    let pieces = 0
    await context.route('**/api/v1/uploads/*', (route) =>
      route.request().method() === 'PATCH' && ++pieces > 1 ? route.abort('connectionreset') : route.continue(),
    )
    await page.locator('[data-files-input]').setInputFiles(file)
    await page.getByText('The connection was lost. Trying again').waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.locator('.upload-state', { hasText: 'Paused' }).waitFor()
    await page.reload()
    await page.getByText('Not finished: noise.jpg (1).').waitFor()
    await context.unroute('**/api/v1/uploads/*')
    const offsets: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '')
    })
    await page.locator('[data-files-input]').setInputFiles(file)
    await page.getByText('Added: 1 of 1.').first().waitFor()
    expect(Number(offsets[0])).toBe(4 * 1024 ** 2)
    expect(await photosIn(album.id)).toHaveLength(1)
  })

  it('can be used by the keys alone, and lets go of what is cancelled', async () => {
    const { page, context } = await open('Keys')
    await context.route('**/api/v1/uploads/*', (route) =>
      route.request().method() === 'PATCH' ? route.abort('connectionreset') : route.continue(),
    )
    // Asked for before the button is there: the browser hears of it later than of a key.
    const chooser = page.waitForEvent('filechooser')
    await page.locator('[data-pick-files]').waitFor()
    await page.locator('[data-pick-files]').focus()
    await page.keyboard.press('Enter')
    await (await chooser).setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await picture('#0ff') })
    const cancel = page.getByRole('button', { name: 'Cancel: a.jpg' })
    await cancel.press('Enter')
    await cancel.waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.hasAttribute("data-pick-files")')).toBe(true)
  }, 300_000)

  it('takes one file without a script', async () => {
    const { album, page } = await open('Plain', { javaScriptEnabled: false })
    await page
      .locator('#file')
      .setInputFiles({ name: 'plain.jpg', mimeType: 'image/jpeg', buffer: await picture('#f0f') })
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('The file was added.').waitFor()
    await page.locator('#file').setInputFiles({ name: 'x.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('nothing') })
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByRole('alert').getByText('not a picture').waitFor()
    expect(await photosIn(album.id)).toHaveLength(1)
  })

  it('loads its script on no other page, and not much of it', async () => {
    const { page } = await open('Scripts')
    const sizes = await page.evaluate<number>(
      `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js')).reduce((sum, each) => sum + each.encodedBodySize, 0)`,
    )
    expect(sizes).toBeLessThan(40 * 1024)
    await page.goto(`${site.origin}/`)
    expect(await page.locator('script[src*="upload"]').count()).toBe(0)
  })
})
