import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import type { BrowserContext } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, expect, it } from 'vitest'
import { openBrowser } from '../../../../test/setup/browser.ts'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { useVisitedSite } from './visited-site.ts'

/** How much later than on a page with nothing else the largest picture may be there. */
const maxRatio = 1.3
/** Of each page, in turns. The shortest of each are compared: what else a machine does only ever makes them longer. */
const minRounds = 4
/** Where it is late by them, more are asked: both get closer to what they are when nothing disturbs them. */
const maxRounds = 12
/** A phone on 4G, as WebPageTest has it: the network decides, and not what else this machine does. */
const network = { offline: false, latency: 170, downloadThroughput: 9_000_000 / 8, uploadThroughput: 9_000_000 / 8 }
const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 }

/** When the largest picture or text was painted, in milliseconds. */
const largestPaint = async (context: BrowserContext, url: string): Promise<number> => {
  const page = await context.newPage()
  const cdp = await context.newCDPSession(page)
  await cdp.send('Network.enable')
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true })
  await cdp.send('Network.emulateNetworkConditions', network)
  await page.goto(url, { waitUntil: 'networkidle' })
  const at = await page.evaluate<number>(`new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime)).observe({ type: 'largest-contentful-paint', buffered: true })
  })`)
  await page.close()
  return at
}

describeWith('chromium', 'the largest picture', ({ chromium }) => {
  let album = ''
  let photo = ''
  const site = useVisitedSite(chromium, { tools: false }, async ({ system }) => {
    const { id, slug } = await system.albums.create({ name: 'Harbour' })
    for (let at = 0; at < 24; at++) {
      // Grain: pictures of one colour weigh nothing.
      const noise = sharp({
        create: {
          width: 1200,
          height: 800,
          channels: 3,
          background: '#888',
          noise: { type: 'gaussian', mean: 120 + at, sigma: 12 },
        },
      })
      const content = Readable.from([await noise.jpeg({ quality: 70 }).toBuffer()])
      const added = await system.photos.add({ content, fileName: `${at}.jpg`, album: id })
      photo = `/photos/${added.photo.id}`
    }
    album = `/albums/${id}-${slug}`
  })
  const servers: { close(): void }[] = []
  afterAll(() => {
    for (const server of servers) server.close()
  })

  /** The same pictures at the same sizes, and nothing but them. */
  const staticTwin = async (path: string): Promise<string> => {
    const page = await site.open('viewer', path, phone)
    await page.waitForLoadState('networkidle')
    const pictures = await page.evaluate<{ url: string; width: number; height: number }[]>(
      `[...document.images].filter(({ complete, currentSrc }) => complete && currentSrc).map(({ currentSrc: url, width, height }) => ({ url, width, height }))`,
    )
    const answers = await Promise.all(
      pictures.map(({ url }) => page.context().request.get(url, { headers: { accept: 'image/avif,image/webp,*/*' } })),
    )
    const files = await Promise.all(
      answers.map(async (answer) => ({ type: answer.headers()['content-type'] ?? '', bytes: await answer.body() })),
    )
    const html = `<!doctype html><title>x</title><body>${pictures
      .map(({ width, height }, index) => `<img src="/${index}" width="${width}" height="${height}" alt="">`)
      .join('')}`
    const server = createHttpServer((request, response) => {
      const file = files[Number(request.url?.slice(1) || Number.NaN)]
      response.setHeader('content-type', file?.type ?? 'text/html; charset=utf-8')
      response.end(file?.bytes ?? html)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    servers.push(server)
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  }

  it.each([
    ['an album', () => album],
    ['a photo', () => photo],
  ] as const)(`of %s is there at most ${maxRatio} times as late as on a page with nothing else`, async (_, pathOf) => {
    const twin = await staticTwin(pathOf())
    const context = await (await openBrowser(chromium)).newContext(phone)
    const times = { ours: [] as number[], twin: [] as number[] }
    const ratio = (): number => Math.min(...times.ours) / Math.min(...times.twin)
    for (let round = 0; round < minRounds || (round < maxRounds && ratio() > maxRatio); round++) {
      times.twin.push(await largestPaint(context, twin))
      times.ours.push(await largestPaint(context, `${site.origin}${pathOf()}`))
    }
    await context.close()
    expect(ratio(), JSON.stringify(times)).toBeLessThanOrEqual(maxRatio)
  })
})
