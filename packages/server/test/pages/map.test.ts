import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePages, openBrowser } from '../../../../test/setup/browser.ts'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { makePictures, openSite, type TestSite } from './fixture.ts'
import { inspect } from './inspect.ts'

let site: TestSite
let folder: string
let atParis: readonly number[] = []
let atFiji = 0

const tileUrl = 'https://tiles.example/{z}/{x}/{y}.png'
const system = () => site.gallery.asSystem('test of the map')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-map-'))
  await makePictures(folder)
  site = await openSite(folder)
  const { items } = await system().photos.list({ limit: 20 })
  const ids = items.map(({ id }) => id)
  atParis = ids.slice(0, 6)
  atFiji = ids[6] as number
  for (const [index, id] of atParis.entries())
    await system().photos.update(id, { latitude: 48.8 + index / 10, longitude: 2.3 })
  await system().photos.update(atFiji, { latitude: -17.8, longitude: 178.1 })
  await system().photos.update(ids[7] as number, { latitude: -13.8, longitude: -171.8 })
}, 300_000)

afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, { recursive: true, force: true })
})

const ask = (path: string, init: RequestInit = {}) => fetch(site.origin + path, { redirect: 'manual', ...init })
const read = async (path: string): Promise<string> => {
  const response = await ask(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}
const hrefs = (html: string): string[] =>
  [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => (href as string).replaceAll('&amp;', '&'))

describe('the page of the map', () => {
  it('shows all places, leads nearer, and lists the photos of a part', async () => {
    const whole = await read('/map')
    expect(whole).toMatch(/<use href="\/assets\/land\.[\w-]{12}\.svg#land"/)
    // One of the pictures came with a place.
    expect(whole).toContain('9 photos')
    expect(whole).not.toMatch(/ style=/)
    expect(whole).toContain('have no place.')
    const [nearer] = hrefs(whole).filter((href) => /^\/map\?box=4\d/.test(href))
    const part = await read(nearer as string)
    expect(part).toContain('6 photos')
    expect(hrefs(part)).toContain('/map')
    const dots = hrefs(part).filter((href) => /^\/(?:photos\/\d+\?q=|map\?box=)/.test(href))
    expect(dots.length).toBeGreaterThan(3)
    const [list] = hrefs(part).filter((href) => href.startsWith('/search?q=box'))
    expect(await read(list as string)).toContain('6 photos')
    // One photo of the part: its neighbours are those of the part.
    const [photo] = hrefs(part).filter((href) => /^\/photos\/\d+\?q=box/.test(href))
    expect(await read(photo as string)).toMatch(/\d \/ 6</)
  })

  it('reaches over the date line', async () => {
    const pacific = await read('/map?box=-30,170,0,-165')
    expect(pacific).toContain('2 photos')
    expect(pacific).toContain('x="10000"')
  })

  it('is that of an album, of a tag, of a search; what is not there reads as such', async () => {
    const [photo] = await system().photos.getMany([atFiji])
    const album = photo?.albumIds[0] as number
    const page = await read(`/map?album=${album}`)
    expect(page).toContain('Map of ')
    expect(hrefs(page).some((href) => href.startsWith(`/map?album=${album}&box=`))).toBe(true)
    expect(await read('/map?q=zzzz')).toContain('No photo has a place')
    expect(await read('/map?box=-40,-140,-30,-130')).toContain('No photo was taken in this part')
    for (const box of ['1', '1,2,3', '5,0,4,0', '91,0,92,0', 'a,b,c,d'])
      expect((await ask(`/map?box=${box}`)).status).toBe(400)
    expect((await ask('/map?album=999999')).status).toBe(404)
  })

  it('is led to by lists with places, and by photos with one', async () => {
    const [photo] = await system().photos.getMany([atFiji])
    const { slug, id } = await system().albums.get(photo?.albumIds[0] as number)
    expect(hrefs(await read(encodeURI(`/albums/${id}-${slug}`)))).toContain(`/map?album=${id}`)
    const page = await read(`/photos/${atFiji}`)
    expect(page).toContain('class="mini-map"')
    expect(hrefs(page).some((href) => href.startsWith('/map?box=-1'))).toBe(true)
    const { items } = await system().photos.list({ q: 'place:', limit: 1 })
    expect(await read(`/photos/${items[0]?.id}`)).not.toContain('mini-map')
  })

  it('asks no other server before the visitor said so, and lets this one page do so then', async () => {
    expect(await read('/map')).not.toContain('name="allow"')
    await system().settings.setMap({ tileUrl, attribution: '© <Makers>', attributionUrl: 'https://makers.example/' })
    const before = await ask('/map')
    expect(before.headers.get('content-security-policy')).toContain("img-src 'self';")
    const html = await before.text()
    expect(html).toContain('Show the map of tiles.example')
    expect(html).not.toContain(tileUrl)
    const form = (allow: string) =>
      ask('/map/tiles', {
        method: 'POST',
        headers: { origin: site.origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({ allow, return: '/map?box=40,0,50,10' }),
      })
    const answer = await form('tiles.example')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/map?box=40,0,50,10'])
    const [cookie = ''] = answer.headers.getSetCookie()
    expect(cookie).toMatch(/^vitrine_map=tiles\.example; .*HttpOnly/)
    const after = await ask('/map', { headers: { cookie: cookie.split(';')[0] as string } })
    expect(after.headers.get('content-security-policy')).toContain("img-src 'self' https://tiles.example;")
    expect(await after.text()).toContain('© &lt;Makers&gt;')
    const elsewhere = await ask('/tags', { headers: { cookie: cookie.split(';')[0] as string } })
    expect(elsewhere.headers.get('content-security-policy')).toContain("img-src 'self';")
    expect((await form('other.example')).headers.getSetCookie()[0]).toMatch(/^vitrine_map=; /)
    // Another server asks anew.
    await system().settings.setMap({ tileUrl: 'https://{s}.other.example/{z}/{x}/{y}.png' })
    const other = await ask('/map', { headers: { cookie: 'vitrine_map=tiles.example' } })
    expect(await other.text()).toContain('Show the map of *.other.example')
    await system().settings.setMap({ tileUrl })
  })
})

describeWith('chromium', 'the map in a browser', ({ chromium }) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser(chromium)
    await system().settings.setMap({ tileUrl, attribution: '© Makers' })
  }, 300_000)
  afterAll(() => closePages(browser))

  const open = async (colorScheme: 'light' | 'dark', width: number) => {
    const context: BrowserContext = await browser.newContext({
      reducedMotion: 'reduce',
      colorScheme,
      viewport: { width, height: 900 },
    })
    const tile = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#cde' } })
      .png()
      .toBuffer()
    const tiles: string[] = []
    const foreign: string[] = []
    await context.route('**/*', (route) => {
      const url = new URL(route.request().url())
      if (url.origin === site.origin) return route.continue()
      if (url.host !== 'tiles.example') foreign.push(url.href)
      tiles.push(url.pathname)
      return route.fulfill({ contentType: 'image/png', body: tile })
    })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) faults.push(message.text())
    })
    page.on('pageerror', (error) => faults.push(error.message))
    return { page, context, tiles, foreign, faults }
  }

  for (const [colorScheme, width] of [
    ['light', 390],
    ['dark', 1440],
  ] as const)
    it(`asks the server of the tiles once it is allowed: ${width} px, ${colorScheme}`, async () => {
      const { page, context, tiles, foreign, faults } = await open(colorScheme, width)
      await page.goto(`${site.origin}/map`)
      await page.waitForLoadState('networkidle')
      await inspect(page)
      expect(tiles).toEqual([])
      await page.getByRole('button', { name: 'Show the map of tiles.example' }).click()
      await page.locator('.map-marker').first().waitFor()
      await page.waitForLoadState('networkidle')
      expect(tiles.length).toBeGreaterThan(0)
      expect(tiles[0]).toMatch(/^\/\d+\/\d+\/\d+\.png$/)
      await inspect(page)
      const markers = await page.locator('.map-marker').count()
      expect(markers).toBeGreaterThan(1)
      await page.goto(`${site.origin}/map?box=-18,178,-17.6,178.2`)
      await page.locator('.map-marker').first().click()
      await page.getByRole('link', { name: 'Open' }).click()
      await page.waitForURL(`**/photos/${atFiji}**`)
      await page.goBack()
      await page.getByRole('button', { name: 'No longer show the map of tiles.example' }).click()
      await page.getByRole('button', { name: 'Show the map of tiles.example' }).waitFor()
      expect(foreign).toEqual([])
      expect(faults).toEqual([])
      await context.close()
    }, 300_000)
})
