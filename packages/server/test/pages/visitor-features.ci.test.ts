import { Readable } from 'node:stream'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { useFilledSite } from '../every-page/filled-site.ts'
import { shoot } from './visited-site.ts'

// What people who come from Piwigo look for, each by the name that docs/decisions/parity.md gives it.
describeWith('chromium', 'what a visitor finds', ({ chromium }) => {
  const filled = useFilledSite(chromium, (field) => field, { isReal: false })
  const open = (path: string, options: Parameters<typeof site>[2] = {}, who: 'viewer' | 'admin' = 'viewer') =>
    site(who, path, options)
  const site = (...of: Parameters<ReturnType<typeof filled>['site']['open']>): Promise<Page> =>
    filled().site.open(...of)
  const at = () => `/albums/${filled().album.id}-${filled().album.slug}`
  const photoPage = () => `${at()}/photos/${filled().photo}`
  const titles = (page: Page) =>
    page.evaluate<string[]>(`[...document.querySelectorAll('.cell img')].map(({ alt }) => alt)`)

  it('BRW-01: home has a card for each album, with a picture, how much is in it, and from when to when', async () => {
    const page = await open('/')
    const card = page.locator('.album-card').filter({ hasText: 'Album sea' })
    await card.locator('img').waitFor()
    const text = await card.innerText()
    expect(text).toMatch(/67 photos/)
    expect(text).toMatch(/2020/)
    expect(await page.locator('.album-card').filter({ hasText: 'Album secret' }).count()).toBe(0)
  })

  it('BRW-02: an album shows the albums in it and then its photos, and pages them apart', async () => {
    const { system } = filled().site
    const count = 65
    for (let at = 0; at < count; at++) await system.albums.create({ name: `Day ${at}`, parentId: filled().below })
    const page = await open(`/albums/${filled().below}`, { javaScriptEnabled: false })
    const cards = page.locator('.album-card')
    const onFirst = await cards.count()
    expect(onFirst).toBeLessThan(count)
    const photos = await titles(page)
    await page.getByRole('link', { name: 'More albums' }).click()
    await page.waitForURL(/albums=/)
    expect(onFirst + (await cards.count())).toBe(count)
    expect(await titles(page)).toEqual(photos)
  })

  it('BRW-02, USR-08: how many photos a page has is each member’s own choice', async () => {
    const page = await open('/account', { javaScriptEnabled: false })
    const field = page.getByLabel('Photos on a page')
    const few = '30'
    await field.selectOption(few)
    await page.locator('form', { has: field }).locator('[type=submit]').first().click()
    await page.goto(`${filled().site.origin}${at()}`)
    expect((await titles(page)).length).toBe(Number(few))
  })

  it('BRW-06: pictures of lists are small, medium or large, with script and without, and stay so', async () => {
    for (const javaScriptEnabled of [true, false]) {
      const page = await open(at(), { javaScriptEnabled })
      const rowOf = async () => (await page.locator('.cell').first().boundingBox())?.height ?? 0
      const medium = await rowOf()
      await page.getByRole('button', { name: 'Small pictures' }).click()
      await expect.poll(rowOf).toBeLessThan(medium)
      await page.getByRole('button', { name: 'Large pictures' }).click()
      await expect.poll(rowOf).toBeGreaterThan(medium)
      await page.goto(`${filled().site.origin}/recent`)
      expect(await page.locator('html').getAttribute('data-density')).toBe('large')
      expect(await page.getByRole('button', { name: 'Large pictures' }).getAttribute('aria-pressed')).toBe('true')
      await shoot(page, `density-large-${javaScriptEnabled}`)
    }
  })

  it('BRW-07: an album shows all photos below it in one list', async () => {
    const page = await open(at(), { javaScriptEnabled: false })
    await page.locator('.flat-link').click()
    await page.getByText('67 photos').first().waitFor()
  })

  it('BRW-12: favourites are a list, and are all given up at once', async () => {
    const page = await open('/favourites', { javaScriptEnabled: false })
    expect((await titles(page)).length).toBe(6)
    await page.locator('form[action$="/favourites/clear"] [type=submit]').click()
    expect((await titles(page)).length).toBe(0)
  })

  it('BRW-17: a list names albums that share photos with it', async () => {
    const page = await open(`/albums/${filled().other}`)
    await page.locator('.related').getByText('Album sea').waitFor()
  })

  it('BRW-27: derived lists are for no search engine, and a photo has one address', async () => {
    const { site: visited, photo } = filled()
    const page = await open('/random')
    expect(await page.locator('meta[name=robots]').getAttribute('content')).toContain('noindex')
    await page.goto(`${visited.origin}${photoPage()}`)
    const canonical = await page.locator('link[rel=canonical]').getAttribute('href')
    await page.goto(`${visited.origin}/albums/${filled().album.id}-x/photos/${photo}`)
    expect(await page.locator('link[rel=canonical]').getAttribute('href')).toBe(canonical)
  })

  it('PIC-04: the panel says who took a photo and when, and leads to more of both', async () => {
    const page = await open(photoPage())
    await page.locator('.facts a', { hasText: 'Author' }).first().click()
    await page.waitForURL(/search/)
    await page.goto(`${filled().site.origin}${photoPage()}`)
    await page.locator('.facts a:has(time)').first().click()
    await page.waitForURL(/calendar\/2020/)
  })

  it('PIC-06: the original is downloaded as it was sent', async () => {
    const page = await open(photoPage())
    const link = page.locator('.details-actions a[download]')
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    expect(download.suggestedFilename()).toMatch(/^file 3\.jpg$/)
  })

  it('PIC-07: a photo becomes a favourite, and none, on its page', async () => {
    const page = await open(`${at()}/photos/${filled().photo + 20}`, { javaScriptEnabled: false })
    const heart = page.locator('button.favourite')
    expect(await heart.getAttribute('aria-pressed')).toBe('false')
    await heart.click()
    expect(await heart.getAttribute('aria-pressed')).toBe('true')
    await heart.click()
    expect(await heart.getAttribute('aria-pressed')).toBe('false')
  })

  it('PIC-08, COM-09: a photo is rated, and says its new average at once', async () => {
    const page = await open(photoPage(), { javaScriptEnabled: false })
    const average = page.locator('.stars p')
    const before = await average.innerText()
    await page.locator('.stars button').nth(1).click()
    expect(await average.innerText()).not.toBe(before)
  })

  it('PIC-09: a photo has its comments and a form for more', async () => {
    const page = await open(photoPage(), { javaScriptEnabled: false })
    await page.getByText('Words on a photo').first().waitFor()
    expect(await page.locator('form textarea[name=body]').count()).toBeGreaterThan(0)
  })

  it('PIC-10: who may edit gets there from the photo, and makes it the cover of the album', async () => {
    const page = await open(photoPage(), { javaScriptEnabled: false }, 'admin')
    await page.locator('.details-cover button').click()
    expect((await filled().site.system.albums.get(filled().album.id)).coverPhotoId).toBe(filled().photo)
    expect(await page.locator('.details-actions a[href$="/files"]').count()).toBe(1)
    const viewer = await open(photoPage())
    expect(await viewer.locator('.details-cover').count()).toBe(0)
  })

  it('PIC-12: a photo names the albums it is in, as far as they are seen', async () => {
    const { site: visited, photo, album, other, secret } = filled()
    await visited.system.photos.update(photo, { albumIds: [album.id, other, secret] })
    const facts = async (who: 'viewer' | 'admin') =>
      (await open(photoPage(), {}, who)).locator('.facts').first().innerText()
    expect(await facts('viewer')).toMatch(/Album hills/)
    expect(await facts('viewer')).not.toMatch(/Album secret/)
    expect(await facts('admin')).toMatch(/Album secret/)
  })

  it('PIC-13: a hidden photo answers as one that there is not, with a way to sign in', async () => {
    const { site: visited, secret } = filled()
    const [hidden] = (await visited.system.photos.list({ album: secret, sort: 'id' })).items.filter(
      ({ albumIds }) => albumIds.length === 1,
    )
    const page = await open('/sign-in')
    const answers = await Promise.all(
      [`/photos/${hidden?.id}`, '/photos/99999'].map((path) => page.context().request.get(`${visited.origin}${path}`)),
    )
    expect(answers.map((answer) => answer.status())).toEqual([404, 404])
  })

  it('PIC-15: a photo without a title is called like its file', async () => {
    const { site: visited, photo } = filled()
    await visited.system.photos.update(photo, { title: null })
    const page = await open(photoPage())
    expect(await page.locator('h1').innerText()).toBe('file 3')
  })

  it('PIC-02: stays with its photo while there is no connection, and goes on when there is', async () => {
    const page = await open(photoPage())
    const { pathname: before } = new URL(page.url())
    const line = page.locator('[data-connection]')
    await page.waitForLoadState('networkidle')
    await page.context().setOffline(true)
    await page.keyboard.press('ArrowRight')
    await page.getByText('No connection').waitFor()
    expect(new URL(page.url()).pathname).toBe(before)
    expect(await page.locator('[data-stage] img').first().isVisible()).toBe(true)
    await shoot(page, 'no-connection')
    await page.context().setOffline(false)
    await expect.poll(() => new URL(page.url()).pathname, { timeout: 10_000 }).not.toBe(before)
    expect(await line.textContent()).toBe('')
  })

  it('BRW-02: a list that breaks off goes on by itself', async () => {
    const page = await open(`${at()}?flat=1`, { viewport: { width: 390, height: 700 } })
    await page.waitForLoadState('networkidle')
    const before = (await titles(page)).length
    await page.context().setOffline(true)
    await page.evaluate(`scrollTo(0, document.documentElement.scrollHeight)`)
    await page.getByText('No connection').waitFor()
    expect((await titles(page)).length).toBe(before)
    await page.context().setOffline(false)
    await expect.poll(async () => (await titles(page)).length, { timeout: 10_000 }).toBeGreaterThan(before)
    await expect.poll(() => page.locator('.is-broken').count()).toBe(0)
  })

  it('BRW-02: pictures that are on their way are a blur of themselves, in the colours of each', async () => {
    const { system, gallery } = filled().site
    const { id } = await system.albums.create({ name: 'Large' })
    for (const background of ['#803010', '#104080', '#208030']) {
      const content = Readable.from([
        await sharp({ create: { width: 1200, height: 800, channels: 3, background } })
          .jpeg()
          .toBuffer(),
      ])
      await system.photos.add({ content, fileName: `${background.slice(1)}.jpg`, album: id })
    }
    const prepared = async () => {
      while (await gallery.jobs.runNext());
      return (await system.photos.list({ album: id })).items.every(({ placeholder }) => placeholder !== null)
    }
    await expect.poll(prepared, { timeout: 20_000 }).toBe(true)
    const page = await open('/about')
    let letGo = (): void => {}
    const gate = new Promise<void>((resolve) => {
      letGo = resolve
    })
    await page.route('**/media/**', async (route) => {
      await gate
      await route.continue()
    })
    await page.goto(`${filled().site.origin}/albums/${id}`, { waitUntil: 'domcontentloaded' })
    const blurs = page.locator('.cell canvas.blur')
    await blurs.first().waitFor()
    const pixels = await page.evaluate<number[][]>(
      `[...document.querySelectorAll('canvas.blur')].slice(0, 4).map((canvas) => [...canvas.getContext('2d').getImageData(8, 8, 1, 1).data])`,
    )
    expect(new Set(pixels.map(String)).size).toBeGreaterThan(1)
    for (const [, , , alpha] of pixels) expect(alpha).toBe(255)
    await shoot(page, 'blurs')
    letGo()
    await expect.poll(() => blurs.count()).toBe(0)
  })
})
