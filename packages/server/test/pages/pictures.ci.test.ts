import { execFile } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'
import { closePages, openBrowser } from '../../../../test/setup/browser.ts'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'

const run = promisify(execFile)
const password = 'correct horse battery'
/** Where somebody wants to look at the pages. */
const screenshots = process.env.VITRINE_TEST_SCREENSHOTS

describeWith(['chromium', 'ffmpeg'], 'pictures and videos', ({ chromium, ffmpeg }) => {
  let folder: string
  let gallery: Gallery
  let server: VitrineServer
  let http: Server
  let origin: string
  let browser: Browser
  let album: number
  const faults: unknown[] = []
  const system = () => gallery.asSystem('test')

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-pictures-'))
    gallery = await createGallery({
      database: sqlite({ file: join(folder, 'gallery.db') }),
      storage: fsStorage({ root: join(folder, 'originals') }),
      cacheFolder: join(folder, 'cache'),
      passwordCost: { N: 16, r: 8, p: 1 },
    })
    await system().users.create({ username: 'root', password, role: 'webmaster', level: 8 })
    await system().users.create({ username: 'Mia', password })
    album = (await system().albums.create({ name: 'Open', visibility: 'public' })).id
    for (const background of ['#a33', '#3a3']) {
      const picture = sharp({ create: { width: 1_600, height: 1_000, channels: 3, background } })
      await system().photos.add({ content: Readable.from([await picture.jpeg().toBuffer()]), fileName: 'x.jpg', album })
    }
    server = createServer(gallery, {
      log: (level, message, fields) => level === 'error' && faults.push({ message, fields }),
    })
    http = createHttpServer(server.nodeHandler)
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    browser = await openBrowser(chromium)
  }, 300_000)

  afterAll(async () => {
    await closePages(browser)
    http?.closeAllConnections()
    await new Promise((resolve) => http?.close(resolve))
    await server?.close()
    await gallery?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const openPage = async (options: { width?: number; dark?: boolean; script?: boolean } = {}): Promise<Page> => {
    const { width = 1440, dark = false, script = true } = options
    const context = await browser.newContext({
      viewport: { width, height: 900 },
      colorScheme: dark ? 'dark' : 'light',
      javaScriptEnabled: script,
      reducedMotion: 'reduce',
    })
    return context.newPage()
  }
  const openAdmin = async (options: Parameters<typeof openPage>[0] = {}): Promise<Page> => {
    const page = await openPage(options)
    await page.goto(`${origin}/sign-in`)
    await page.fill('[name=username]', 'root')
    await page.fill('[name=password]', password)
    await page.click('main button[type=submit]')
    await page.goto(`${origin}/admin/pictures`)
    return page
  }
  const settings = async () => (await system().settings.derivatives()).settings

  describe('the page for administrators', () => {
    it('changes sizes, formats and quality, and says what is wrong, without script', async () => {
      const page = await openAdmin({ script: false })
      await page.fill('[name=name-11]', 'banner')
      await page.fill('[name=width-11]', '1600')
      await page.fill('[name=height-11]', '400')
      await page.selectOption('[name=fit-11]', 'crop')
      await page.fill('[name=quality-11]', '900')
      await page.check('[name=ahead-11]')
      await page.click('.size-form button[type=submit]')
      expect(await page.textContent('.size-form .form-error')).toMatch(/banner: quality: .*100/)
      expect(await page.inputValue('[name=width-11]')).toBe('1600')
      await page.fill('[name=quality-11]', '70')
      await page.uncheck('[name=enabled-2]')
      await page.fill('[name=name-1]', '')
      await page.click('.size-form button[type=submit]')
      const { sizes, renderAhead } = await settings()
      expect(sizes).toHaveLength(11)
      expect(sizes.at(-1)).toMatchObject({ name: 'banner', widthPx: 1600, heightPx: 400, fit: 'crop', quality: 70 })
      expect(sizes.find(({ name }) => name === '2small')?.enabled).toBe(false)
      expect(sizes.some(({ name }) => name === 'thumb')).toBe(false)
      expect(renderAhead).toEqual(['banner'])

      await page.check('#formats [name=avif]')
      await page.fill('#formats [name=quality-jpeg]', '0')
      await page.click('#formats button[type=submit]')
      expect(await page.textContent('#formats-quality-jpeg-error')).toMatch(/1 or more/)
      await page.check('#formats [name=avif]')
      await page.fill('#formats [name=quality-jpeg]', '77')
      await page.click('#formats button[type=submit]')
      expect(await settings()).toMatchObject({
        formats: ['jpeg', 'webp', 'avif'],
        quality: { jpeg: 77 },
        convertVideos: false,
      })
      await page.context().close()
    }, 300_000)

    it('takes a watermark, shows it as it will look, and takes it away', async () => {
      const page = await openAdmin({ script: false })
      await page.fill('#mark-name', 'proof')
      await page.click('section:has(#mark-name) form[enctype] button[type=submit]')
      expect(await page.textContent('#mark-picture-help')).toBe('Choose a picture.')
      const buffer = await sharp({ create: { width: 90, height: 30, channels: 4, background: '#fff' } })
        .png()
        .toBuffer()
      await page.setInputFiles('#mark-picture', { name: 'mark.png', mimeType: 'image/png', buffer })
      await page.fill('#mark-name', 'proof')
      await page.selectOption('#mark-position', 'tiled')
      await page.fill('#mark-opacity', '40')
      await page.click('section:has(#mark-name) form[enctype] button[type=submit]')
      expect(await settings()).toMatchObject({
        usualWatermark: 'proof',
        watermarks: [{ name: 'proof', position: 'tiled', opacityPercent: 40, widthPercent: 25 }],
      })
      const preview = await page.request.get(`${origin}${await page.getAttribute('.mark-card img', 'src')}`)
      expect(preview.headers()['content-type']).toBe('image/jpeg')
      const { channels } = await sharp(await preview.body()).stats()
      expect(channels[0]?.max).toBeGreaterThan(200)
      const stranger = await openPage()
      const refused = await stranger.request.get(`${origin}/admin/pictures/watermarks/proof/preview`)
      expect(refused.status()).toBe(401)
      await stranger.context().close()

      await page.click('.mark-card button:has-text("Show to nobody")')
      expect((await settings()).usualWatermark).toBeNull()
      await page.click('.mark-card button:has-text("Remove")')
      expect((await settings()).watermarks).toEqual([])
      await page.context().close()
    }, 300_000)

    it('renders ahead with progress, tells what is in the cache, and empties it', async () => {
      const page = await openAdmin({ script: false })
      await page.click('button:has-text("Render what is missing")')
      expect(await page.textContent('section:has(#warm-title) .advice')).toContain('Waiting to begin')
      while (await gallery.jobs.runNext());
      // The page looks again by itself: to ask for it at the same moment would cut that off.
      const advice = page.locator('section:has(#warm-title) .advice')
      await advice.filter({ hasText: 'All that was missing is rendered.' }).waitFor()
      const { files } = await system().derivatives.figures()
      expect(files).toBeGreaterThan(20)
      await page.click('[aria-label="Remove medium from the cache"]')
      expect(await page.textContent('.notice')).toMatch(/^6 files removed\.$/)
      await page.click('button:has-text("Remove everything")')
      expect((await system().derivatives.figures()).files).toBe(0)
      await page.context().close()
    }, 300_000)

    it('says which programs are here', async () => {
      const page = await openAdmin({ script: false })
      expect(await page.textContent('section:has(#tools-title) tr:has-text("ffmpeg")')).toMatch(/\d+\.\d+/)
      await page.click('button:has-text("Look for them again")')
      expect(await page.textContent('.notice')).toContain('Saved')
      await page.context().close()
    })

    it.each([
      { width: 390, dark: false },
      { width: 390, dark: true },
      { width: 1440, dark: false },
      { width: 1440, dark: true },
    ])(
      'fits a window of $width pixels, dark: $dark, and everybody can use it',
      async (options) => {
        const picture = await sharp({ create: { width: 90, height: 30, channels: 4, background: '#fff' } })
          .png()
          .toBuffer()
        const { picture: hash } = await system().settings.addWatermarkPicture(picture)
        await system().settings.setDerivatives({ watermarks: [{ name: 'proof', picture: hash } as never] })
        const page = await openAdmin(options)
        await page.waitForLoadState('networkidle')
        if (screenshots)
          await page.screenshot({
            path: join(screenshots, `pictures-${options.width}-${options.dark}.png`),
            fullPage: true,
          })
        await inspect(page)
        await page.context().close()
      },
      60_000,
    )

    it('is for administrators alone, and takes no form from elsewhere', async () => {
      const page = await openPage()
      expect((await page.request.get(`${origin}/admin/pictures`)).status()).toBe(401)
      const admin = await openAdmin()
      const form = { what: 'all' }
      expect((await admin.request.post(`${origin}/admin/pictures/purge`, { form })).status()).toBe(403)
      await page.context().close()
      await admin.context().close()
    })
  })

  describe('a video', () => {
    const add = async (ending: string, args: readonly string[], seconds: number) => {
      const path = join(folder, `film.${ending}`)
      const picture = ['-f', 'lavfi', '-i', `testsrc=size=640x360:rate=25:duration=${seconds}`]
      await run(ffmpeg, ['-v', 'error', '-y', ...picture, ...args, path])
      const content = createReadStream(path)
      return (await system().photos.add({ content, fileName: `film.${ending}`, album })).photo.id
    }
    /** Plays from the middle and from near the end, and says where it got to. */
    const seek = (page: Page, to: number) =>
      page.evaluate<number>(`(async () => {
        const video = document.querySelector('video')
        if (video.readyState < 1) await new Promise((resolve, reject) => {
          video.addEventListener('loadedmetadata', resolve)
          video.querySelector('source:last-of-type').addEventListener('error', () => reject(new Error('no source plays')))
        })
        video.currentTime = ${to}
        await new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
        return video.currentTime
      })()`)

    it.each([
      ['mp4', ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '12', '-g', '25']],
      ['mov', ['-c:v', 'libx264', '-pix_fmt', 'yuv420p', '-crf', '12', '-g', '25']],
      ['webm', ['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', '-b:v', '4M', '-g', '25']],
    ] as const)(
      'of the kind %s is played from the original, and jumps to any place',
      async (ending, args) => {
        const id = await add(ending, args, 20)
        const page = await openPage()
        const parts: { range: string; status: number }[] = []
        page.on('response', (response) => {
          const range = response.request().headers().range
          if (response.url().includes('/original') && range) parts.push({ range, status: response.status() })
        })
        await page.goto(`${origin}/photos/${id}`)
        expect(await seek(page, 15)).toBeCloseTo(15, 0)
        expect(await seek(page, 3)).toBeCloseTo(3, 0)
        expect(parts.length).toBeGreaterThan(0)
        expect(parts.every(({ status }) => status === 206)).toBe(true)
        await page.context().close()
      },
      60_000,
    )

    it('that browsers cannot play is converted, plays, and jumps to any place', async () => {
      await system().settings.setDerivatives({ convertVideos: true })
      const id = await add('avi', ['-c:v', 'mpeg2video', '-b:v', '4M', '-an'], 12)
      const page = await openPage()
      await page.goto(`${origin}/photos/${id}`)
      expect(await page.textContent('.stage-note')).toContain('will be converted')
      expect(await page.locator('video').count()).toBe(0)
      if (screenshots) await page.screenshot({ path: join(screenshots, 'video-waiting.png') })
      while (await gallery.jobs.runNext());
      await page.reload()
      expect(await page.getAttribute('video source', 'src')).toContain(`/photos/${id}/video`)
      expect(await seek(page, 9)).toBeCloseTo(9, 0)
      expect(await seek(page, 1)).toBeCloseTo(1, 0)
      if (screenshots) await page.screenshot({ path: join(screenshots, 'video-ready.png') })

      const url = `${origin}/api/v1/photos/${id}/video`
      const whole = await page.request.get(url)
      const length = Number(whole.headers()['content-length'])
      expect(whole.headers()).toMatchObject({ 'content-type': 'video/mp4', 'accept-ranges': 'bytes' })
      const { etag } = whole.headers()
      for (const [headers, status, range] of [
        [{ range: 'bytes=0-9' }, 206, `bytes 0-9/${length}`],
        [{ range: 'bytes=-10' }, 206, `bytes ${length - 10}-${length - 1}/${length}`],
        [{ range: `bytes=${length}-` }, 416, `bytes */${length}`],
        [{ range: 'bytes=0-9', 'if-range': etag ?? '' }, 206, `bytes 0-9/${length}`],
        [{ range: 'bytes=0-9', 'if-range': '"another"' }, 200, undefined],
        [{ 'if-none-match': etag ?? '' }, 304, undefined],
      ] as const) {
        const part = await page.request.get(url, { headers })
        expect(part.status(), JSON.stringify(headers)).toBe(status)
        expect(part.headers()['content-range']).toBe(range)
      }
      await system().photos.update(id, { level: 8 })
      expect((await page.request.get(url)).status()).toBe(404)
      expect((await page.request.get(`${origin}/api/v1/photos/${id}/playback`)).status()).toBe(404)
      await page.context().close()
    }, 300_000)
  })

  it('nothing of it was a fault of the server', () => {
    expect(faults).toEqual([])
  })
})
