import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { createTestClock, createTestGallery, type TestGallery } from '@vitrine/core/testing'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'
import { describeWith } from '../../packages/core/src/testing/environment.ts'
import { account } from '../hosts/conformance.ts'
import { listen } from '../hosts/listen.ts'
import { closePages, openBrowser } from '../setup/browser.ts'

/** What each place runs: the SDK as it is published, and a function that a test calls by name. */
const bundle = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('visit.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    // An import of `node:…` does not resolve for this platform and fails the bundle.
    platform: 'browser',
    target: 'es2022',
  })
  return outputFiles[0]?.text ?? ''
}

describeWith('chromium', 'the SDK in a browser', ({ chromium: executablePath }) => {
  let test: TestGallery
  let vitrine: VitrineServer
  let browser: Browser
  let origin = ''
  let album = 0
  let picture = ''
  const closers: (() => PromiseLike<unknown>)[] = []

  beforeAll(async () => {
    // A browser keeps no cookie that ended years ago.
    test = await createTestGallery({ clock: createTestClock(new Date().toISOString()) })
    closers.unshift(() => test[Symbol.asyncDispose]())
    const system = test.gallery.asSystem('test')
    await system.users.create({ ...account, role: 'webmaster', level: 8 })
    album = (await system.albums.create({ name: 'Sea' })).id
    vitrine = createServer(test.gallery, { basePath: '/photos' })
    closers.unshift(() => vitrine.close())
    const script = await bundle()
    const host = await listen((request, response) => {
      if (request.url?.startsWith('/photos/')) return vitrine.nodeHandler(request, response)
      const isScript = request.url?.startsWith('/visit.js')
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
      response.end(
        isScript ? script : '<!doctype html><title>Host</title><script type="module" src="/visit.js"></script>',
      )
    })
    closers.unshift(host.close)
    origin = host.origin
    browser = await openBrowser(executablePath)
    closers.unshift(() => closePages(browser))
    const raw = { width: 900, height: 700, channels: 3 } as const
    const bytes = await sharp(randomBytes(900 * 700 * 3), { raw })
      .jpeg({ quality: 95 })
      .toBuffer()
    picture = bytes.toString('base64')
  })
  afterAll(async () => {
    for (const close of closers) await close()
  })

  const open = async (): Promise<Page> => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(origin)
    await page.waitForFunction('typeof globalThis.visit === "function"')
    return page
  }
  /** Calls the page's function, or that of a worker which the page starts. */
  const places = {
    page: (page: Page, input: object) => page.evaluate(`globalThis.visit(${JSON.stringify(input)})`),
    worker: (page: Page, input: object) =>
      page.evaluate(`new Promise((resolve, reject) => {
        const worker = new Worker('/visit.js?worker', { type: 'module' })
        worker.onmessage = ({ data }) => data.ok ? resolve(data.value) : reject(new Error(data.message))
        worker.onerror = (event) => reject(new Error(event.message))
        worker.postMessage(${JSON.stringify(input)})
      })`),
  }

  it.each(['page', 'worker'] as const)('signs in, writes, uploads, resumes and walks lists in a %s', async (place) => {
    const page = await open()
    const input = { baseUrl: `${origin}/photos`, account, album, picture, mark: place }
    expect(await places[place](page, input)).toEqual({
      username: 'admin',
      before: 'UNAUTHENTICATED',
      created: `By ${place}`,
      wrongPassword: { code: 'CREDENTIALS_INVALID', status: 401 },
      aborted: true,
      // What had arrived when it was stopped was not sent again.
      resumedFrom: 4 * 1024 * 1024,
      progressEnds: true,
      isWhole: true,
      simple: 'simple.jpg',
      walked: place === 'page' ? 2 : 4,
      lost: 'lost',
    })
  })
})
