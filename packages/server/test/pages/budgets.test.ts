import { Readable } from 'node:stream'
import type { Page, Request } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { useVisitedSite } from './visited-site.ts'

/** Compressed, of what a page loads before anybody does anything. */
const maxScriptBytes = 40 * 1024
const maxStyleBytes = 20 * 1024
/** The page, its style sheet and its font: then comes a picture. */
const maxRequestsBeforePicture = 3
const maxShift = 0.02

const photos = 30
const shapes = [
  [1200, 800],
  [800, 1200],
  [1000, 1000],
  [1600, 700],
] as const

/** What moved, by the browser's own count. https://web.dev/articles/cls */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate<number>(`new Promise((resolve) => {
    let sum = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) sum += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve(sum), 500)
  })`)

describeWith('chromium', 'what pages cost a visitor', ({ chromium }) => {
  const site = useVisitedSite(chromium, { tools: false }, async ({ system }) => {
    const album = await system.albums.create({ name: 'Harbour', description: 'Boats, and what lies beside them.' })
    for (let at = 0; at < photos; at++) {
      const [width, height] = shapes[at % shapes.length] ?? [800, 800]
      const background = { r: (at * 37) % 256, g: (at * 91) % 256, b: (at * 53) % 256 }
      const bytes = await sharp({ create: { width, height, channels: 3, background } })
        .jpeg()
        .toBuffer()
      const { photo } = await system.photos.add({
        content: Readable.from([bytes]),
        fileName: `${at}.jpg`,
        album: album.id,
        tags: ['boat', `pier ${at % 5}`],
      })
      await system.photos.update(photo.id, { latitude: 48 + at / 10, longitude: -4 + at / 10 })
    }
  })

  it.each([
    ['/', 390],
    ['/', 1440],
    ['/albums/1-harbour', 390],
    ['/albums/1-harbour', 1440],
    ['/photos/5', 390],
    ['/photos/5', 1440],
    ['/search?q=boat', 390],
    ['/tags', 390],
    ['/calendar', 390],
    ['/map', 390],
    ['/slideshow', 390],
    ['/recent', 390],
    ['/select', 390],
  ] as const)('%s keeps to its budget at %i px', async (path, width) => {
    const page = await site.open('viewer', '/sign-in', { viewport: { width, height: 844 } })
    // As at a first visit.
    const cdp = await page.context().newCDPSession(page)
    await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
    const requests: Request[] = []
    page.on('request', (request) => requests.push(request))
    const sizes = new Map<string, number>()
    page.on('response', async (response) => {
      const type = response.request().resourceType()
      if (type === 'script' || type === 'stylesheet')
        sizes.set(type, (sizes.get(type) ?? 0) + Number(response.headers()['content-length'] ?? Number.NaN))
    })
    await page.goto(`${site.origin}${path}`, { waitUntil: 'networkidle' })
    expect(page.url()).toBe(`${site.origin}${path}`)
    const shift = await shiftOf(page)
    expect(sizes.get('script') ?? 0).toBeLessThan(maxScriptBytes)
    expect(sizes.get('stylesheet') ?? 0).toBeLessThan(maxStyleBytes)
    // The icon of the page is nobody's to wait for, and may be that of the page before.
    const order = requests.map((request) => request.resourceType()).filter((type) => type !== 'other')
    const picture = order.indexOf('image')
    if (picture >= 0) expect(picture, order.join(' ')).toBeLessThanOrEqual(maxRequestsBeforePicture)
    expect(shift).toBeLessThan(maxShift)
    for (const request of requests) expect(request.url().startsWith(site.origin), request.url()).toBe(true)
  })

  it('send pages compressed, each at a length of its own', async () => {
    const asked = await Promise.all(
      Array.from({ length: 8 }, () =>
        fetch(`${site.origin}/albums/1-harbour`, { headers: { 'accept-encoding': 'gzip' } }),
      ),
    )
    for (const { headers } of asked) {
      expect(headers.get('content-encoding')).toBe('gzip')
      expect(headers.get('vary')).toContain('Accept-Encoding')
    }
    expect(new Set(asked.map(({ headers }) => headers.get('content-length'))).size).toBeGreaterThan(1)
    const plain = await fetch(`${site.origin}/albums/1-harbour`, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    const [markup, page] = await Promise.all([plain.text(), (asked[0] as Response).text()])
    expect(page.length).toBeGreaterThanOrEqual(markup.length)
  })
})
