import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { type ActorGallery, createGallery, fsStorage, type Gallery, type Photo, sqlite } from '@vitrine/core'
import { type Browser, type BrowserContextOptions, chromium as launcher, type Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { createServer } from 'vitrine'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { film } from '../../../core/test/media-fixtures.ts'
import { browserArguments, buildScripts } from './browser.ts'
import { inspect } from './inspect.ts'

const password = 'correct horse battery'

const picture = (colour: string, size = 60): Promise<Buffer> =>
  sharp({ create: { width: size, height: Math.round(size / 1.5), channels: 3, background: colour } })
    .jpeg()
    .toBuffer()

describeWith('chromium', 'the page of the files of a photo', ({ chromium }) => {
  let browser: Browser
  let gallery: Gallery
  let system: ActorGallery
  let folder: string
  let origin: string
  let album: number
  let close = async (): Promise<void> => {}

  beforeAll(async () => {
    await buildScripts()
    folder = await mkdtemp(join(tmpdir(), 'vitrine-files-page-'))
    gallery = await createGallery({
      database: sqlite({ file: join(folder, 'gallery.db') }),
      storage: fsStorage({ root: join(folder, 'data') }),
      cacheFolder: join(folder, 'cache'),
      passwordCost: { N: 16, r: 8, p: 1 },
      tools: false,
    })
    system = gallery.asSystem('test')
    await system.users.create({ username: 'admin', password, role: 'webmaster', level: 8 })
    await system.users.create({ username: 'viewer', password })
    album = (await system.albums.create({ name: 'Album' })).id
    const server = createServer(gallery, { basePath: '/gallery' })
    const http = createHttpServer(server.nodeHandler)
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}/gallery`
    close = async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await server.close()
      await gallery.close()
    }
    browser = await launcher.launch({ executablePath: chromium, args: browserArguments })
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await close()
    if (folder) await rm(folder, { recursive: true, force: true })
  })
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
  })

  const add = async (bytes: Buffer, fileName: string): Promise<Photo> =>
    (await system.photos.add({ content: Readable.from([bytes]), fileName, album })).photo

  const open = async (username: string, to: string, options: BrowserContextOptions = {}) => {
    const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
    const page = await context.newPage()
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    await page.goto(`${origin}/sign-in?return=/gallery${to}`)
    await page.locator('#username').fill(username)
    await page.locator('#password').fill(password)
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => !url.pathname.endsWith('/sign-in'))
    return { page, faults }
  }
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (process.env.VITRINE_SHOTS)
      await page.screenshot({ path: join(process.env.VITRINE_SHOTS, `${name}.png`), fullPage: true })
  }

  for (const [width, colorScheme, javaScriptEnabled] of [
    [390, 'light', true],
    [390, 'dark', false],
    [1440, 'light', false],
    [1440, 'dark', true],
  ] as const) {
    const how = `${width} px, ${colorScheme}, ${javaScriptEnabled ? 'with' : 'without'} a script`
    it(`replaces a file, restores it, adds and deletes a format: ${how}`, async () => {
      const shade = width % 10
      const photo = await add(await picture(`#${shade}a${colorScheme === 'dark' ? 1 : 2}`, 900), 'IMG_0042.jpg')
      const viewport = { width, height: 844 }
      const options = { viewport, colorScheme, javaScriptEnabled }
      const { page, faults } = await open('admin', `/photos/${photo.id}`, options)
      // A panel at the side of wide windows: opened by the script, or by the link to it.
      await page.goto(`${origin}/photos/${photo.id}/files`)
      await page.getByRole('heading', { level: 1, name: 'Files of IMG 0042' }).waitFor()
      await page.getByText('The file was never replaced.').waitFor()
      const choose = async (form: string, name: string, buffer: Buffer, submit: string) => {
        await page.locator(`#${form}-file`).setInputFiles({ name, mimeType: 'image/jpeg', buffer })
        await page.getByRole('button', { name: submit, exact: true }).click()
      }
      await choose('replace', 'notes.jpg', Buffer.from('no picture'), 'Replace')
      await page.getByText('This is not a picture, video or document that Vitrine knows.').waitFor()
      await choose('replace', 'IMG_0042-edited.jpg', await picture(`#${shade}5${shade}`, 800), 'Replace')
      await page.getByText('The file was replaced.').waitFor()
      await page.getByText('It came in as IMG_0042.jpg.').waitFor()
      await choose('format', 'IMG_0042.tif', await picture(`#${shade}55`, 700), 'Add a format')
      await page.getByText('The format was added.').waitFor()
      expect(await system.photos.get(photo.id)).toMatchObject({ widthPx: 800, formatCount: 1 })
      if (javaScriptEnabled) await inspect(page)
      await shoot(page, `files ${width} ${colorScheme}`)

      await page.goto(`${origin}/photos/${photo.id}#details`)
      if (javaScriptEnabled && width > 1000) await page.keyboard.press('i')
      await page.getByRole('link', { name: 'Download IMG_0042.tif' }).waitFor({ state: 'attached' })
      await shoot(page, `photo ${width} ${colorScheme}`)
      await page.goto(`${origin}/photos/${photo.id}/files`)
      await page.getByRole('link', { name: 'Delete IMG_0042.tif' }).click()
      await page.getByRole('heading', { name: 'Delete IMG_0042.tif?' }).waitFor()
      await shoot(page, `delete ${width} ${colorScheme}`)
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByText('The file was deleted.').waitFor()
      await page.getByRole('button', { name: 'Restore version 1' }).click()
      await page.getByText('The version is the photo’s file again.').waitFor()
      expect(await system.photos.get(photo.id)).toMatchObject({ sha256: photo.sha256, formatCount: 0 })
      await page.getByRole('link', { name: 'Delete Version 2' }).click()
      await page.getByRole('button', { name: 'Delete', exact: true }).click()
      await page.getByText('The file was never replaced.').waitFor()
      expect(faults).toEqual([])
    })
  }

  it('has a picture stand for a video', async () => {
    const { id } = await add(film(), 'film.mp4')
    const { page } = await open('admin', `/photos/${id}/files`)
    await page.locator('#stand-in-file').setInputFiles({
      name: 'poster.jpg',
      mimeType: 'image/jpeg',
      buffer: await picture('#a31', 600),
    })
    await page.getByRole('button', { name: 'Use this picture' }).click()
    await page.getByText('The picture stands for the file now.').waitFor()
    await page.locator('.files-picture img').waitFor()
    await shoot(page, 'stand-in')
    await page.getByRole('button', { name: 'Take it away' }).click()
    await page.getByText('The picture was taken away.').waitFor()
    expect(await system.photos.get(id)).toMatchObject({ hasRepresentative: false, derivatives: {} })
  })

  it('has rules that administrators set on a page of their own', async () => {
    const { page } = await open('admin', '/admin/uploads', { viewport: { width: 390, height: 844 } })
    await page.getByRole('heading', { level: 1, name: 'Uploads' }).waitFor()
    await inspect(page)
    await shoot(page, 'rules')
    await page.getByLabel('Files of the same name become one photo').check()
    await page.getByLabel('Versions that are kept of a photo').fill('')
    await page.getByLabel('Largest width').fill('4000')
    const saveRules = () => page.locator('#rules').getByRole('button', { name: 'Save' }).click()
    await saveRules()
    await page.getByText('Must be a whole number.').waitFor()
    await page.getByLabel('Largest height').fill('3')
    await saveRules()
    await page.getByText('Must be 16 or more.').waitFor()
    await page.getByLabel('Largest height').fill('3000')
    await saveRules()
    await page.getByText('Saved.').waitFor()
    const scaleUploads = { maxWidthPx: 4000, maxHeightPx: 3000, quality: 95 }
    expect((await system.settings.files()).rules).toEqual({ attachesFormats: true, maxVersions: null, scaleUploads })
    await system.settings.setFiles({ attachesFormats: false, maxVersions: 20, scaleUploads: null })
    const viewer = await open('viewer', '/')
    expect((await viewer.page.goto(`${origin}/admin/uploads`))?.status()).toBe(403)
  })

  for (const [width, colorScheme] of [
    [390, 'dark'],
    [1440, 'light'],
  ] as const) {
    it(`sets what becomes of files that are here already: ${width} px, ${colorScheme}`, async () => {
      const options = { viewport: { width, height: 844 }, colorScheme }
      const { page } = await open('admin', '/admin/uploads', options)
      await inspect(page)
      await shoot(page, `uploads ${width} ${colorScheme}`)
      const plain = await open('admin', '/admin/uploads', { ...options, javaScriptEnabled: false })
      const form = plain.page.locator('#duplicates')
      expect(await form.getByLabel('The same bytes, in any album').isChecked()).toBe(true)
      await form.getByLabel('The same file name in the same album').check()
      await form.getByLabel('The file is refused').check()
      await form.getByRole('button', { name: 'Save' }).click()
      await plain.page.getByText('Saved.').waitFor()
      expect((await system.settings.duplicates()).policy).toEqual({ by: 'name', action: 'reject' })
      const csrfToken = await form.locator('[name=csrfToken]').inputValue()
      const send = (fields: Record<string, string>) =>
        plain.page.request.post(`${origin}/admin/uploads/duplicates`, { form: fields })
      const wrong = await send({ csrfToken, by: 'smell', action: 'keep' })
      expect([wrong.status(), await wrong.text()]).toEqual([
        400,
        expect.stringContaining('Must be one of checksum, name.'),
      ])
      expect((await send({ by: 'name', action: 'keep' })).status()).toBe(403)
      await system.settings.setDuplicates({ by: 'checksum', action: 'link' })
    })
  }

  it('is for those who may edit, and believes no form of another site', async () => {
    const photo = await add(await picture('#0fa', 300), 'theirs.jpg')
    const { page } = await open('viewer', `/photos/${photo.id}`)
    expect(await page.getByRole('link', { name: 'Files and versions' }).count()).toBe(0)
    expect((await page.goto(`${origin}/photos/${photo.id}/files`))?.status()).toBe(403)
    expect((await page.goto(`${origin}/photos/99999/files`))?.status()).toBe(404)
    const body = new FormData()
    body.append('csrfToken', 'guessed')
    body.append('file', new File([new Uint8Array(await picture('#0af'))], 'x.jpg'))
    const admin = await open('admin', `/photos/${photo.id}/files`)
    const cookies = await admin.page.context().cookies()
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const forged = await fetch(`${origin}/photos/${photo.id}/file`, { method: 'POST', headers: { cookie }, body })
    expect(forged.status).toBe(403)
    expect((await system.photos.get(photo.id)).sha256).toBe(photo.sha256)
  })
})
