import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type ActorGallery,
  type CreateGalleryOptions,
  createGallery,
  fsStorage,
  type Gallery,
  sqlite,
} from '@vitrine/core'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { createServer } from 'vitrine'
import { closePages, openBrowser } from '../../../../test/setup/browser.ts'

const password = 'correct horse battery'

/** What there is once the tests of a suite run. */
export interface VisitedSite {
  readonly gallery: Gallery
  readonly system: ActorGallery
  /** `http://127.0.0.1:…/gallery`, or `http://localhost:…/gallery` where the options depend on it. */
  readonly origin: string
  /** Signs in and goes to a page; `to` is its path below the origin. The pages of a test are closed after it. */
  open(username: 'admin' | 'viewer', to: string, options?: BrowserContextOptions): Promise<Page>
  /** For what a suite keeps on disk; gone after it. */
  readonly folder: string
}

/**
 * A gallery of its own for the suite that calls this, below a path, with an administrator, somebody who is none, and a browser.
 *
 * @param options - Of the gallery; as a function, of the address it will have, by a name.
 * @param fill - What is in it before the first test.
 * @param more.hasBaseUrl - The server knows its address, which feeds need.
 */
export const useVisitedSite = (
  chromium: string,
  options: Partial<CreateGalleryOptions> | ((origin: string) => Partial<CreateGalleryOptions>) = {},
  fill: (site: VisitedSite) => Promise<void> = async () => {},
  { hasBaseUrl = false }: { readonly hasBaseUrl?: boolean } = {},
): VisitedSite => {
  let opened: { browser: Browser; folder: string; gallery: Gallery; origin: string } | undefined
  const closing: (() => Promise<unknown>)[] = []
  const faults: string[] = []
  const now = () => {
    if (!opened) throw new Error('The site is opened before the first test.')
    return opened
  }

  const site: VisitedSite = {
    get gallery() {
      return now().gallery
    },
    get system() {
      return now().gallery.asSystem('test')
    },
    get origin() {
      return now().origin
    },
    get folder() {
      return now().folder
    },
    open: async (username, to, contextOptions = {}) => {
      const { browser, origin } = now()
      const context = await browser.newContext({ reducedMotion: 'reduce', ...contextOptions })
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      // Its cookies are those of the page. By the API: the page for signing in has tests of its own.
      const signedIn = await context.request.post(`${origin}/api/v1/session`, { data: { username, password } })
      expect(signedIn.status()).toBe(200)
      await page.goto(`${origin}${to}`)
      return page
    },
  }

  beforeAll(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-visited-'))
    closing.push(() => rm(folder, { recursive: true, force: true }))
    const http = createHttpServer((request, response) => server.nodeHandler(request, response))
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    closing.push(() => {
      http.closeAllConnections()
      return new Promise((resolve) => http.close(resolve))
    })
    const host = typeof options === 'function' ? 'localhost' : '127.0.0.1'
    const address = `http://${host}:${(http.address() as AddressInfo).port}`
    const gallery = await createGallery({
      database: sqlite({ file: join(folder, 'gallery.db') }),
      storage: fsStorage({ root: join(folder, 'data') }),
      cacheFolder: join(folder, 'cache'),
      // As cheap as it gets: nothing here is about the strength of passwords.
      passwordCost: { N: 16, r: 8, p: 1 },
      ...(typeof options === 'function' ? options(address) : options),
    })
    closing.push(() => gallery.close())
    const { users } = gallery.asSystem('test')
    await users.create({ username: 'admin', password, role: 'webmaster', level: 8 })
    await users.create({ username: 'viewer', password })
    const server = createServer(gallery, { basePath: '/gallery', ...(hasBaseUrl ? { baseUrl: address } : {}) })
    closing.push(() => server.close())
    const browser = await openBrowser(chromium)
    closing.push(() => closePages(browser))
    const origin = `${address}/gallery`
    opened = { browser, folder, gallery, origin }
    await fill(site)
  }, 300_000)
  // What a page of one test still sends is not to be in the way of the next one.
  afterEach(async () => {
    await Promise.all(opened?.browser.contexts().map((context) => context.close()) ?? [])
    expect(faults.splice(0), 'what scripts threw').toEqual([])
  })
  afterAll(async () => {
    for (const close of closing.reverse()) await close()
  })
  return site
}

/** Keeps a picture of a page where somebody wants to look at it: `VITRINE_SHOTS` names the folder. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.VITRINE_SHOTS
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true })
}
