import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium as launcher } from 'playwright-core'
import { build } from 'tsup'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { jpeg, openWorld, password, type World } from './world.ts'

describeWith('chromium', 'the SDK in a browser', ({ chromium }) => {
  let browser: Browser | undefined
  let made: { world: World; close: () => Promise<void> } | undefined
  let script = ''

  beforeAll(async () => {
    const outDir = await mkdtemp(join(tmpdir(), 'vitrine-sdk-'))
    await build({
      config: false,
      silent: true,
      entry: { sdk: fileURLToPath(new URL('../../../sdk/src/index.ts', import.meta.url)) },
      outDir,
      format: 'iife',
      globalName: 'Vitrine',
      platform: 'browser',
      target: 'es2022',
    })
    script = await readFile(join(outDir, 'sdk.global.js'), 'utf8')
    await rm(outDir, { recursive: true })
    made = await openWorld('socket', {})
    browser = await launcher.launch({ executablePath: chromium, args: ['--no-sandbox', '--disable-gpu'] })
  })
  afterAll(async () => {
    await browser?.close()
    await made?.close()
  })

  it('signs in with the browser’s cookie, uploads with real progress, and can be stopped', async () => {
    if (!browser || !made) throw new Error('Nothing to test with.')
    const { world } = made
    const page = await browser.newPage()
    // A page of the gallery itself, with its policy: what the SDK does must be allowed there.
    await page.goto(`${world.baseUrl}/`)
    await page.evaluate(`${script}\nglobalThis.Vitrine = Vitrine`)
    const picture = (await jpeg('#286', { width: 2400, height: 2400 })).toString('base64')
    const outcome = await page.evaluate(`(async () => {
      const client = Vitrine.createClient({ baseUrl: location.origin })
      await client.session.create({ username: 'admin', password: ${JSON.stringify(password)} })
      const bytes = Uint8Array.from(atob(${JSON.stringify(picture)}), (each) => each.charCodeAt(0))
      const progress = []
      const first = await client.photos.upload({
        file: new File([bytes], 'úr vafra.jpg'),
        album: ${world.albums.open.id},
        tags: ['browser'],
        onProgress: (each) => progress.push(each),
      })
      const refused = await client.photos
        .upload({ file: new File(['no picture'], 'x.jpg'), album: ${world.albums.open.id} })
        .catch(({ name, status, code }) => ({ name, status, code }))
      const controller = new AbortController()
      const stopped = client.photos
        .upload({ file: new Blob([new Uint8Array(50_000_000)]), album: ${world.albums.open.id}, signal: controller.signal })
        .catch((error) => error.message)
      setTimeout(() => controller.abort(new Error('enough')), 20)
      return { first, refused, stopped: await stopped, progress, size: bytes.length, cookies: document.cookie }
    })()`)
    expect(outcome).toMatchObject({
      first: { duplicate: false, photo: { fileName: 'úr vafra.jpg', width: 2400, tags: [{ name: 'browser' }] } },
      refused: { name: 'VitrineApiError', status: 415, code: 'MEDIA_UNSUPPORTED' },
      stopped: 'enough',
      // Out of reach of scripts.
      cookies: '',
    })
    const { progress, size } = outcome as { progress: { sentBytes: number; totalBytes: number }[]; size: number }
    expect(progress.length).toBeGreaterThan(0)
    expect(progress.at(-1)).toEqual({ sentBytes: size, totalBytes: size })
    expect(progress.every(({ sentBytes }) => sentBytes >= 0 && sentBytes <= size)).toBe(true)
  })
})
