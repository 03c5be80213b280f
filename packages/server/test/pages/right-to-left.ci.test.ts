import { Readable } from 'node:stream'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'
import { shoot, useVisitedSite } from './visited-site.ts'

const windows = [
  { width: 390, height: 844, colorScheme: 'light' },
  { width: 1440, height: 900, colorScheme: 'dark' },
] as const

/** How far the middle of something is from the left edge of the window. */
const middleOf = async (page: Page, selector: string): Promise<number> => {
  const box = await page.locator(selector).first().boundingBox()
  if (!box) throw new Error(`${selector} is not to be seen`)
  return box.x + box.width / 2
}

describeWith('chromium', 'pages that are read from the right', ({ chromium }) => {
  const subject = { album: 0 }
  const site = useVisitedSite(chromium, {}, async ({ system }) => {
    const { id } = await system.albums.create({ name: 'رحلة (2020)', description: 'Down to the sea, 3 km.' })
    subject.album = id
    for (const [index, background] of ['#733', '#373', '#337', '#773'].entries()) {
      const size = { width: 900 - (index % 2) * 300, height: 600 }
      const picture = sharp({ create: { ...size, channels: 3, background } })
      const { photo } = await system.photos.add({
        content: Readable.from([await picture.jpeg().toBuffer()]),
        fileName: `صورة ${index}.jpg`,
        album: id,
      })
      await system.photos.update(photo.id, {
        title: index % 2 === 0 ? `شاطئ ${index}.` : `Beach ${index}!`,
        tags: ['بحر', `Sea ${index}`],
        takenAt: `2020-02-0${index + 1}T10:00:00Z`,
        rating: 4,
      })
    }
    await system.shares.create({ name: 'للعائلة', albumIds: [id] })
    await system.comments.setSettings({ enabled: true })
  })
  const open = (to: string, window: (typeof windows)[number]) =>
    site.open('admin', to, {
      locale: 'ar',
      viewport: { width: window.width, height: window.height },
      colorScheme: window.colorScheme,
      hasTouch: window.width < 500,
    })

  it.each(windows)(
    'are mirrored, and nothing is wider than $width pixels',
    async (window) => {
      const page = await open('/', window)
      const paths = [
        '/',
        `/albums/${subject.album}`,
        '/search',
        '/search?q=tag:بحر',
        '/tags',
        '/calendar/2020/02',
        '/recent',
        '/comments',
        `/share?album=${subject.album}`,
        '/links',
        '/account',
        `/slideshow?album=${subject.album}`,
      ]
      for (const path of paths) {
        await page.goto(`${site.origin}${path}`)
        await page.waitForLoadState('networkidle')
        expect([path, await page.locator('html').getAttribute('dir')]).toEqual([path, 'rtl'])
        await inspect(page)
        await shoot(page, `rtl-${window.width}-${path.replace(/\W+/g, '-')}`)
      }
      await page.goto(`${site.origin}/albums/${subject.album}`)
      expect(await middleOf(page, '.site-title')).toBeGreaterThan(await middleOf(page, '.site-tools'))
      // The first of a row stands at its right.
      expect(await middleOf(page, '.cell:nth-child(1)')).toBeGreaterThan(await middleOf(page, '.cell:nth-child(2)'))
      await page.context().clearCookies()
      await page.goto(`${site.origin}/sign-in`)
      await inspect(page)
    },
    300_000,
  )

  it.each(windows)(
    'have the next photo at the left, at $width pixels',
    async (window) => {
      const page = await open(`/albums/${subject.album}`, window)
      await page.locator('.cell a').nth(1).click()
      await page.locator('.stage-turn.next').waitFor()
      expect(await middleOf(page, '.stage-turn.next')).toBeLessThan(window.width / 4)
      expect(await middleOf(page, '.stage-turn.previous')).toBeGreaterThan((window.width * 3) / 4)
      // What points back is mirrored too.
      const scale = "getComputedStyle(document.querySelector('.stage-bar .icon.is-directed')).scale"
      expect(await page.evaluate<string>(scale)).toBe('-1 1')
      const at = page.locator('.stage-position .sr-only')
      expect(await at.innerText()).toContain('2')
      const second = page.url()
      await page.keyboard.press('ArrowLeft')
      await expect.poll(() => at.innerText()).toContain('3')
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => page.url()).toBe(second)
      if (window.width < 500) {
        const touch = await page.context().newCDPSession(page)
        await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: 60, y: 400 }] })
        await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [{ x: 320, y: 405 }] })
        await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
        await expect.poll(() => at.innerText()).toContain('3')
      }
      await inspect(page)
      await shoot(page, `rtl-${window.width}-photo`)
    },
    300_000,
  )
})
