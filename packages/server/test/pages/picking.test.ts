import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { unzip } from '../../../core/test/archives/unzip.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

/** More than fit on one page of a list. */
const count = 70

describeWith('chromium', 'photos chosen on a page, and played', ({ chromium }) => {
  let album = { path: '', id: 0 }
  const site = useVisitedSite(chromium, {}, async ({ system }) => {
    const { id, slug } = await system.albums.create({ name: 'Sea', visibility: 'public' })
    album = { path: `/albums/${id}-${slug}`, id }
    for (let i = 0; i < count; i++) {
      const background = { r: (i * 37) % 200, g: (i * 71) % 200, b: (i * 13) % 200 }
      const content = await sharp({ create: { width: 90, height: 60, channels: 3, background } })
        .jpeg()
        .toBuffer()
      await system.photos.add({
        content: Readable.from([content]),
        fileName: `sea ${i}.jpg`,
        album: id,
        title: `Sea ${i}`,
      })
    }
  })

  const cells = (page: Page) => page.locator('[data-photo] > a')
  const picked = (page: Page) => page.locator('.cell.is-picked').count()
  const bar = (page: Page) => page.locator('.picking-count')
  const namesIn = async (page: Page, click: () => Promise<void>): Promise<string[]> => {
    const [download] = await Promise.all([page.waitForEvent('download'), click()])
    return [...(await unzip(createReadStream(await download.path()))).keys()]
  }

  it('are toggled, taken in ranges, kept over a reload, and downloaded', async () => {
    const page = await site.open('viewer', `${album.path}?sort=fileName`, { viewport: { width: 1_200, height: 800 } })
    await page.getByRole('button', { name: 'Select', exact: true }).click()
    await cells(page).nth(1).click()
    await cells(page)
      .nth(3)
      .click({ modifiers: ['Shift'] })
    await cells(page).nth(2).click()
    expect(await picked(page)).toBe(2)
    await bar(page).getByText('2 selected · about').waitFor()
    expect(await cells(page).nth(1).getAttribute('aria-checked')).toBe('true')
    await inspect(page)
    await shoot(page, 'picking')
    await page.reload()
    await bar(page).getByText('2 selected').waitFor()
    const titles = await page.evaluate<string[]>(
      `[...document.querySelectorAll('.cell.is-picked img')].map(({ alt }) => alt)`,
    )
    const names = await namesIn(page, () => page.getByRole('button', { name: 'Download', exact: true }).click())
    expect(names).toEqual(titles.map((title) => `${title.toLowerCase()}.jpg`).sort())
    expect(page.url()).toContain(album.path)

    await page.getByRole('button', { name: 'Add to favourites' }).click()
    await bar(page).getByText('Added to favourites').waitFor()
    await page.keyboard.press('Escape')
    expect([await picked(page), await page.locator('[data-picking]').isVisible()]).toEqual([0, false])
    await page.goto(`${site.origin}/favourites`)
    await page.getByText('2 photos').waitFor()
  })

  it('are chosen with the keyboard alone, as far as the list is loaded', async () => {
    const page = await site.open('viewer', album.path, { viewport: { width: 1_200, height: 800 } })
    await page.getByRole('button', { name: 'Select', exact: true }).press('Enter')
    await cells(page).first().focus()
    await page.keyboard.press('Space')
    expect(await picked(page)).toBe(1)
    await page.keyboard.press('ControlOrMeta+a')
    const loaded = await cells(page).count()
    expect(await picked(page)).toBe(loaded)
    await page.evaluate('scrollTo(0, document.body.scrollHeight)')
    await cells(page)
      .nth(count - 1)
      .waitFor({ state: 'attached' })
    await bar(page).getByText(`${loaded} selected`).waitFor()
    expect(await picked(page)).toBe(loaded)
    await page.keyboard.press('Escape')
    expect(await picked(page)).toBe(0)
  })

  it('are chosen by a finger that rests, on a phone', async () => {
    const page = await site.open('viewer', album.path, { viewport: { width: 390, height: 844 }, hasTouch: true })
    await page.evaluate(`
      const cell = document.querySelectorAll('[data-photo] > a')[2]
      cell.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, pointerType: 'touch', clientX: 50, clientY: 300 }))
    `)
    await bar(page).getByText('1 selected').waitFor()
    await page.evaluate(`document.querySelectorAll('[data-photo] > a')[2].click()`)
    expect(await picked(page)).toBe(1)
    await cells(page).nth(0).tap()
    expect(await picked(page)).toBe(2)
    await inspect(page)
    await shoot(page, 'picking-phone')
  })

  it('become a link by those who may share', async () => {
    const page = await site.open('admin', album.path)
    await page.getByRole('button', { name: 'Select', exact: true }).click()
    await cells(page).nth(0).click()
    await cells(page).nth(1).click()
    await page.getByRole('button', { name: 'Share', exact: true }).click()
    await page.getByRole('heading', { name: 'Share 2 photos' }).waitFor()
    // A device that can hand addresses to other apps.
    await page.addInitScript(
      `navigator.canShare = () => true; navigator.share = async (data) => { window.handed = data }`,
    )
    await page.locator('#share [type=submit]').click()
    await page.getByText('The link is ready').waitFor()
    const url = await page.getByLabel('Address', { exact: true }).inputValue()
    const mail = new URL((await page.getByRole('link', { name: 'Write a mail' }).getAttribute('href')) ?? '')
    expect([mail.protocol, mail.searchParams.get('body')]).toEqual(['mailto:', url])
    await page.getByRole('button', { name: 'Pass it on' }).click()
    expect(await page.evaluate('window.handed.url')).toBe(url)
    await inspect(page)
    await shoot(page, 'picking-shared')
    const { items } = await site.system.shares.list()
    expect(items[0]?.photos?.count).toBe(2)
  })

  it('are ticked on a page of their own without script, over several pages', async () => {
    const page = await site.open('viewer', album.path, { javaScriptEnabled: false })
    await page.getByRole('link', { name: 'Select', exact: true }).click()
    await page.getByRole('button', { name: 'Download', exact: true }).click()
    await page.getByText('Select at least one photo.').waitFor()
    await page.getByRole('checkbox').nth(0).check()
    await page.getByRole('checkbox').nth(4).check()
    await page.getByRole('button', { name: 'More photos' }).click()
    await page.getByText('2 photos of other pages stay selected.').waitFor()
    await page.getByRole('checkbox').nth(0).check()
    const names = await namesIn(page, () => page.getByRole('button', { name: 'Download', exact: true }).click())
    expect(names).toHaveLength(3)
  })

  it('are downloaded as a whole album', async () => {
    const page = await site.open('viewer', album.path)
    await page.getByRole('link', { name: 'Download all' }).click()
    await page.getByText(`${count} photos, about`).waitFor()
    await inspect(page)
    const names = await namesIn(page, () => page.getByRole('button', { name: 'Download', exact: true }).click())
    expect(names).toHaveLength(count)
  })

  it('BRW-19: are played one after the other, paused, turned by keys, and left', async () => {
    const page = await site.open('viewer', `/slideshow?album=${album.id}&seconds=3`)
    const position = page.locator('[data-part=position]')
    await position.getByText(`2 / ${count}`).waitFor({ timeout: 10_000 })
    await page.keyboard.press('Space')
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor({ state: 'attached' })
    await page.keyboard.press('ArrowRight')
    await position.getByText(`3 / ${count}`).waitFor()
    await page.keyboard.press('ArrowLeft')
    await position.getByText(`2 / ${count}`).waitFor()
    await page.keyboard.press('c')
    expect(await page.locator('figcaption').isVisible()).toBe(false)
    await inspect(page)
    await shoot(page, 'slideshow')
    await page.reload()
    expect(await page.locator('figcaption').isVisible()).toBe(false)
    await page.keyboard.press('Escape')
    await page.getByText(`2 / ${count}`).waitFor()
    expect(page.url()).toContain('/photos/')
  })

  it('begin again at the end, in another order where that is asked for', async () => {
    const page = await site.open('viewer', `${album.path}?sort=fileName`)
    const last = (await site.system.photos.list({ album: album.id, sort: '-fileName', limit: 1 })).items[0]
    await page.goto(`${site.origin}/slideshow?album=${album.id}&sort=fileName&photo=${last?.id}&play=0`)
    await page.getByText(`${count} / ${count}`).waitFor()
    await page.keyboard.press('ArrowRight')
    await page.locator('[data-part=position]').getByText(`1 / ${count}`).waitFor()
    await page.locator('.slideshow-options summary').click()
    await page.getByLabel('Shuffle').check()
    await page.waitForURL(/shuffle=/)
    expect(await page.locator('[data-slide]').count()).toBe(1)
  })

  it('are played without script by a page that goes on by itself', async () => {
    const page = await site.open('viewer', `/slideshow?album=${album.id}&seconds=3`, { javaScriptEnabled: false })
    await page.locator('[data-part=position]').getByText(`2 / ${count}`).waitFor({ timeout: 15_000 })
    await page.getByRole('button', { name: 'Pause' }).click()
    await page.waitForURL(/play=0/)
    await page.locator('[data-part=next]').click()
    await page
      .locator('[data-part=position]')
      .getByText(/^[34] \//)
      .waitFor()
  })
})
