import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { closePages, openBrowser } from '../../../../test/setup/browser.ts'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { bigAlbum, bigAlbumSize, makePictures, openSite, type TestSite } from './fixture.ts'
import { expectNothingWider, inspect } from './inspect.ts'

/** What a visitor must never meet: errors in the console, requests that fail, things that jump. */
interface Watch {
  readonly page: Page
  readonly faults: string[]
}

const openPage = async (browser: Browser, options: BrowserContextOptions): Promise<Watch> => {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`script: ${error.message}`))
  page.on('requestfailed', (request) => {
    // Leaving a page ends what was still loading on it.
    if (!request.failure()?.errorText.includes('ERR_ABORTED')) faults.push(`failed: ${request.url()}`)
  })
  page.on('response', (response) => {
    const [url, status] = [response.url(), response.status()]
    if (status >= 400) faults.push(`${status}: ${url}`)
  })
  // Scripts for the page are texts: this file is checked for Node, which has no DOM.
  await page.addInitScript(`
    globalThis.vitrineShifts = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) vitrineShifts += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
  `)
  return { page, faults }
}

/** Nothing serious for people with assistive technology, nothing wider than the window, nothing that jumped. */
const look = async (page: Page, hasScript: boolean): Promise<void> => {
  await page.waitForLoadState('networkidle')
  if (!hasScript) return expectNothingWider(page)
  const shifts = await page.evaluate<number>('vitrineShifts')
  expect(shifts, `layout shift on ${page.url()}`).toBeLessThan(0.01)
  await inspect(page)
}

const isLoaded = (page: Page, selector: string): Promise<boolean> =>
  page.evaluate<boolean>(
    `(async (image) => { await image.decode(); return image.naturalWidth > 0 })(document.querySelector('${selector}'))`,
  )

describeWith('chromium', 'the gallery in a browser', ({ chromium }) => {
  let browser: Browser
  let site: TestSite
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-browser-'))
    await makePictures(folder)
    site = await openSite(folder)
    browser = await openBrowser(chromium)
  }, 300_000)

  afterAll(async () => {
    await closePages(browser)
    await site?.[Symbol.asyncDispose]()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  // Colours do not depend on the width: each scheme is seen in one window.
  const windows = [
    { width: 390, height: 844, colorScheme: 'light', scripts: [true, false] },
    { width: 1440, height: 900, colorScheme: 'dark', scripts: [true] },
  ] as const

  for (const { width, height, colorScheme, scripts } of windows) {
    for (const hasScript of scripts) {
      it(`leads from home to album, photo, next photo and search: ${width} px, ${colorScheme}, script ${hasScript ? 'on' : 'off'}`, async () => {
        const { page, faults } = await openPage(browser, {
          viewport: { width, height },
          colorScheme,
          javaScriptEnabled: hasScript,
          hasTouch: width < 500,
        })
        await page.goto(site.origin)
        await look(page, hasScript)
        await page.getByRole('link', { name: bigAlbum }).click()
        await page.getByRole('heading', { level: 1, name: bigAlbum }).waitFor()
        expect(await isLoaded(page, '.cell img')).toBe(true)
        await look(page, hasScript)
        await page.locator('.cell a').nth(1).click()
        await page.getByText(`2 / ${bigAlbumSize}`).waitFor()
        expect(await isLoaded(page, '.stage-media img')).toBe(true)
        await look(page, hasScript)
        if (hasScript) await page.keyboard.press('ArrowRight')
        else await page.locator('a[rel=next].stage-turn').click()
        await page.getByText(`3 / ${bigAlbumSize}`).waitFor()
        await look(page, hasScript)
        if (hasScript) await page.keyboard.press('Escape')
        else await page.locator('a[rel=up]').click()
        await page.getByRole('heading', { level: 1, name: bigAlbum }).waitFor()
        if (hasScript) await page.keyboard.press('/')
        else await page.locator('.site-search input').focus()
        await page.keyboard.type('light dusk')
        await page.keyboard.press('Enter')
        await page.getByText('1 photo for “light dusk”').waitFor()
        await look(page, hasScript)
        for (const path of ['/tags', '/sign-in', '/search', '/search?q=sheet', '/calendar/2020/01', '/recent']) {
          await page.goto(site.origin + path)
          await look(page, hasScript)
        }
        expect(faults).toEqual([])
        await page.context().close()
      }, 300_000)
    }
  }

  it('goes on by itself, and finds the place again on the way back', async () => {
    const { page, faults } = await openPage(browser, { viewport: { width: 1440, height: 900 } })
    await page.goto(site.origin)
    await page.getByRole('link', { name: bigAlbum }).click()
    await page.getByRole('heading', { level: 1, name: bigAlbum }).waitFor()
    await page.mouse.wheel(0, 20_000)
    await expect.poll(() => page.locator('.cell').count(), { timeout: 20_000 }).toBe(bigAlbumSize)
    expect(await page.locator('[data-more]').count()).toBe(0)
    const far = page.locator('.cell').nth(80)
    await far.scrollIntoViewIfNeeded()
    const before = await page.evaluate<number>('scrollY')
    await far.locator('a').click()
    await page.getByText(`81 / ${bigAlbumSize}`).waitFor()
    await page.goBack()
    await expect.poll(() => page.locator('.cell').count(), { timeout: 20_000 }).toBe(bigAlbumSize)
    await expect.poll(() => page.evaluate<number>('scrollY')).toBeGreaterThan(before - 200)
    expect(faults).toEqual([])
    await page.context().close()
  }, 300_000)

  it('grows a photo of a list onto the stage, where the visitor does not mind movement', async () => {
    const { page, faults } = await openPage(browser, {
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'no-preference',
    })
    // What moves when a page appears, by the parts of the transition.
    await page.addInitScript(`addEventListener('pagereveal', ({ viewTransition }) => {
      viewTransition?.ready.then(() => {
        const moving = document.getAnimations().map(({ effect }) => effect.pseudoElement)
        document.documentElement.dataset.moving = moving.join(' ')
      })
    })`)
    await page.goto(site.origin)
    await page.getByRole('link', { name: bigAlbum }).click()
    await page.getByRole('heading', { level: 1, name: bigAlbum }).waitFor()
    const moving = () => page.locator('html').getAttribute('data-moving')
    await expect.poll(moving).not.toContain('(picture)')
    await page.waitForLoadState('networkidle')
    await page.locator('.cell a').nth(3).click()
    await page.getByText(`4 / ${bigAlbumSize}`).waitFor()
    // Both ends are there: a picture that is on one page alone does not move.
    await expect.poll(moving).toContain('::view-transition-group(picture)')
    expect(faults).toEqual([])
    await page.context().close()
  }, 60_000)

  it('PIC-02, PIC-05: obeys the keys, remembers light or dark and the open panel', async () => {
    const { page, faults } = await openPage(browser, { viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
    await page.goto(site.origin)
    await page.getByRole('link', { name: bigAlbum }).click()
    await page.locator('.cell a').first().click()
    await page.getByText(`1 / ${bigAlbumSize}`).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    await look(page, true)
    await page.keyboard.press('Escape')
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('i')
    await expect.poll(() => page.locator('html').getAttribute('data-info')).toBe('open')
    await look(page, true)
    await page.getByRole('button', { name: 'Switch between light and dark' }).click()
    await page.reload()
    expect(await page.locator('html').getAttribute('data-info')).toBe('open')
    expect(await page.locator('html').getAttribute('data-mode')).toBe('dark')
    expect(await page.evaluate<string>("getComputedStyle(document.querySelector('.details')).colorScheme")).toContain(
      'dark',
    )
    await page.keyboard.press('ArrowRight')
    await page.getByText(`2 / ${bigAlbumSize}`).waitFor()
    await page.keyboard.press('ArrowLeft')
    await page.getByText(`1 / ${bigAlbumSize}`).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  }, 300_000)

  it('PIC-02: turns pages by swiping, and stays in full screen while it does', async () => {
    const { page, faults } = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    })
    await page.goto(site.origin)
    await page.getByRole('link', { name: bigAlbum }).click()
    await page.locator('.cell a').first().click()
    await page.getByText(`1 / ${bigAlbumSize}`).waitFor()
    const touch = await page.context().newCDPSession(page)
    const swipe = async (fromX: number, toX: number): Promise<void> => {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: fromX, y: 400 }] })
      await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: toX, y: 405 }] })
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
    }
    await swipe(370, 120)
    await page.getByText(`2 / ${bigAlbumSize}`).waitFor()
    await swipe(40, 300)
    await page.getByText(`1 / ${bigAlbumSize}`).waitFor()
    await page.keyboard.press('f')
    await expect.poll(() => page.evaluate<boolean>('document.fullscreenElement !== null')).toBe(true)
    await page.keyboard.press('ArrowRight')
    await page.getByText(`2 / ${bigAlbumSize}`).waitFor()
    expect(await page.evaluate<boolean>('document.fullscreenElement !== null')).toBe(true)
    await page.keyboard.press('f')
    await expect.poll(() => page.evaluate<boolean>('document.fullscreenElement === null')).toBe(true)
    expect(faults).toEqual([])
    await page.context().close()
  }, 300_000)

  it('sets up an administrator, shows the library and signs out, without a script', async () => {
    const { page, faults } = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      javaScriptEnabled: false,
    })
    const token = await site.gallery.sessions.createSetupToken()
    await page.goto(`${site.origin}/set-up?token=${token}`)
    await page.getByLabel('User name').fill('maren')
    await page.getByLabel('Password').fill('correct horse battery staple')
    await page.getByRole('button', { name: 'Create administrator' }).click()
    await page.locator('.narrow-menu summary').click()
    await page.getByRole('link', { name: 'Manage' }).click()
    await page.getByRole('link', { name: 'Library' }).click()
    await page.getByText('notes.jpg').waitFor()
    await look(page, false)
    await page.getByRole('button', { name: 'Synchronise now' }).click()
    await page.getByText('Synchronisation started.').waitFor()
    await page.locator('summary[aria-label=Account]').click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('link', { name: 'Sign in' }).waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  }, 300_000)
})

const corpus = process.env.VITRINE_CORPUS

if (corpus) {
  describeWith('chromium', 'real photos in a browser', ({ chromium }) => {
    let browser: Browser
    let site: TestSite

    beforeAll(async () => {
      site = await openSite(corpus)
      browser = await openBrowser(chromium)
    }, 300_000)

    afterAll(async () => {
      await closePages(browser)
      await site?.[Symbol.asyncDispose]()
    })

    for (const hasScript of [true, false]) {
      it(`shows each of them, script ${hasScript ? 'on' : 'off (the first 30)'}`, async () => {
        const { page, faults } = await openPage(browser, {
          viewport: { width: 1440, height: 900 },
          javaScriptEnabled: hasScript,
        })
        await page.goto(site.origin)
        await look(page, hasScript)
        await page.locator('.cell a').first().click()
        const next = page.locator('a.stage-turn[rel=next]')
        let seen = 1
        for (; (hasScript || seen < 30) && (await next.count()) > 0; seen++) {
          const url = await next.getAttribute('href')
          if (hasScript) await page.keyboard.press('ArrowRight')
          else await next.click()
          await page.waitForURL((now) => now.pathname + now.search === url)
          if (seen % 25 === 0) await look(page, hasScript)
        }
        const { total } = await site.gallery.asSystem('test').photos.list({ limit: 1 })
        expect(seen).toBe(hasScript ? total : Math.min(30, total))
        expect(faults).toEqual([])
        await page.context().close()
      }, 300_000)
    }
  })
}
