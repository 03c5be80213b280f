import { join } from 'node:path'
import { Readable } from 'node:stream'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { useVisitedSite } from './visited-site.ts'

describeWith('chromium', 'the page about tables', ({ chromium }) => {
  const photos: number[] = []
  const site = useVisitedSite(chromium, { tools: false }, async ({ system }) => {
    const album = (await system.albums.create({ name: 'Norway' })).id
    for (const [index, background] of ['#36a', '#a63', '#3a6'].entries()) {
      const picture = sharp({ create: { width: 90, height: 60, channels: 3, background } })
      const content = Readable.from([await picture.jpeg().toBuffer()])
      const file = { content, fileName: `fjord-${index}.jpg`, album, title: `Fjord ${index}` }
      photos.push((await system.photos.add(file)).photo.id)
    }
  })

  const choose = async (page: Page, text: string, name = 'photos.csv'): Promise<void> => {
    await page.locator('#import-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
    await page.getByRole('button', { name: 'Show what would change' }).click()
  }
  const titles = async () => (await site.system.photos.getMany(photos)).map(({ title }) => title)
  /** The figure with this label. */
  const figure = (page: Page, label: string) =>
    page.locator(`.figures > div:has(dt:text-is("${label}")) dd`).textContent()

  it('shows what a table would change, and changes it when told to, without a script', async () => {
    const page = await site.open('admin', '/admin/tables', { javaScriptEnabled: false })
    await choose(page, `id,title,colour\n${photos[0]},Lofoten,blue\n${photos[1]},Fjord 1,red\n`)
    await page.getByRole('heading', { name: 'What would change' }).waitFor()
    expect(await figure(page, 'Rows')).toBe('2')
    expect(await figure(page, 'Photos that would change')).toBe('1')
    await page.getByText('Columns that mean nothing here: colour.').waitFor()
    expect(await page.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/^2\s+\d+\s+title\s+Fjord 0\s+Lofoten$/),
    ])
    expect(await titles()).toEqual(['Fjord 0', 'Fjord 1', 'Fjord 2'])
    await page.getByRole('button', { name: 'Change 1 photo', exact: true }).click()
    await page.getByRole('heading', { name: 'Applied', exact: true }).waitFor()
    expect(await titles()).toEqual(['Lofoten', 'Fjord 1', 'Fjord 2'])
    expect(await figure(page, 'Photos changed')).toBe('1')
    expect(await page.getByRole('button', { name: /^Change/ }).count()).toBe(0)
    // What was done is not done again, and says nothing new.
    await choose(page, `[{ "id": ${photos[0]}, "title": "Lofoten" }]`, 'photos.json')
    await page.getByText('Every photo says that already').waitFor()
    await site.system.photos.update(photos[0] ?? 0, { title: 'Fjord 0' })
  })

  it('names rows that are wrong, and leaves them out', async () => {
    const page = await site.open('admin', '/admin/tables', { javaScriptEnabled: false })
    await choose(page, `id,title,rating\n${photos[1]},Bergen,5\n999999,Nowhere,1\n${photos[2]},Oslo,many\n`)
    await page.getByRole('heading', { name: 'Wrong rows, and why' }).waitFor()
    expect(await figure(page, 'Wrong rows')).toBe('2')
    expect(await page.locator('#errors-title ~ .table').first().locator('tbody th').allInnerTexts()).toEqual(['3', '4'])
    await page.getByRole('button', { name: 'Change 1 photo, without the wrong rows' }).click()
    await page.getByRole('heading', { name: 'Applied', exact: true }).waitFor()
    expect(await titles()).toEqual(['Fjord 0', 'Bergen', 'Fjord 2'])
    await site.system.photos.update(photos[1] ?? 0, { title: 'Fjord 1' })
    await choose(page, 'id,title\n999999,Nowhere\n')
    await page.getByText('No row can be applied.').waitFor()
  })

  it('takes values away only where that is ticked, and says what is no table', async () => {
    const page = await site.open('admin', '/admin/tables', { javaScriptEnabled: false })
    await page.getByRole('button', { name: 'Show what would change' }).click()
    expect(await page.textContent('#import-file-help')).not.toMatch(/256/)
    await choose(page, '{ "id": ', 'photos.json')
    expect(await page.textContent('#import-file-help')).toMatch(/no JSON/)
    await choose(page, `id,title\n${photos[2]},\n`)
    await page.getByText('Every photo says that already').waitFor()
    await page.getByLabel('Empty cells take values away').check()
    await choose(page, `id,title\n${photos[2]},\n`)
    expect(await figure(page, 'Photos that would change')).toBe('1')
    await page.goto(`${site.origin}/admin/tables?table=gone`)
    await page.getByText('That table is not here any more.').waitFor()
    expect(await titles()).toEqual(['Fjord 0', 'Fjord 1', 'Fjord 2'])
  })

  it('exports photos as the search and the format say', async () => {
    const page = await site.open('admin', '/admin/tables', { javaScriptEnabled: false })
    const get = (query: string) => page.request.get(`${site.origin}/admin/tables/export?${query}`)
    const csv = await get('format=csv-bom&q=')
    expect(csv.headers()).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="photos.csv"',
    })
    const lines = (await csv.text()).trimEnd().split(/\r?\n/)
    expect([lines.length, lines[0]?.startsWith('\uFEFFid,')]).toEqual([4, true])
    const json = await get('format=json&q=%22Fjord%201%22')
    expect(await json.json()).toMatchObject([{ id: photos[1], title: 'Fjord 1' }])
    await page.locator('#export-format').selectOption('json')
    await page.locator('#export-q').fill(`${'('.repeat(200)}sea`)
    await page.getByRole('button', { name: 'Download' }).click()
    expect(await page.getAttribute('#export-q', 'aria-invalid')).toBe('true')
    expect(await page.inputValue('#export-format')).toBe('json')
  })

  it.each([
    [390, 'light'],
    [1440, 'dark'],
  ] as const)('fits a window of %i pixels, %s, and everybody can use it', async (width, colorScheme) => {
    const page = await site.open('admin', '/admin/tables', { viewport: { width, height: 844 }, colorScheme })
    await page.getByRole('heading', { level: 1, name: 'Tables' }).waitFor()
    await inspect(page)
    const text = 'A long description of what was seen that day from the harbour to the top of the mountain'
    await choose(
      page,
      `id,title,description,size\n${photos[0]},Lofoten,${text},1\n${photos[1]},Bergen,${text},2\n999999,Nowhere,,3\n`,
      'a table with quite a long name for a file, as people give them.csv',
    )
    await page.getByRole('heading', { name: 'What would change' }).waitFor()
    await inspect(page)
    if (process.env.VITRINE_SHOTS)
      await page.screenshot({
        path: join(process.env.VITRINE_SHOTS, `tables ${width} ${colorScheme}.png`),
        fullPage: true,
      })
  })

  it('is for administrators alone, and takes no form from elsewhere', async () => {
    const viewer = await site.open('viewer', '/')
    for (const path of ['', '/export'])
      expect((await viewer.goto(`${site.origin}/admin/tables${path}`))?.status()).toBe(403)
    const send = (page: Page, csrfToken: string) => {
      const file = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from(`id,title\n${photos[0]},Forged\n`) }
      return page.request.post(`${site.origin}/admin/tables/check`, { multipart: { csrfToken, file } })
    }
    expect((await send(viewer, 'guessed')).status()).toBe(403)
    const admin = await site.open('admin', '/admin/tables')
    expect((await send(admin, 'guessed')).status()).toBe(403)
    const form = { table: 'x', csrfToken: 'guessed' }
    expect((await admin.request.post(`${site.origin}/admin/tables/apply`, { form })).status()).toBe(403)
    expect(await titles()).toEqual(['Fjord 0', 'Fjord 1', 'Fjord 2'])
  })
})
