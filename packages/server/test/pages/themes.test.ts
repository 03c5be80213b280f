import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'
import { closePages, openBrowser } from '../../../../test/setup/browser.ts'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { bigAlbum, makePictures, plainAlbum } from './fixture.ts'
import { inspect } from './inspect.ts'

const password = 'correct horse battery'
const example = fileURLToPath(new URL('../../../../examples/themes/salon/', import.meta.url))

let folder: string
let gallery: Gallery
let server: VitrineServer
let origin: string
let close: () => Promise<void>
const faults: unknown[] = []
const albums = new Map<string, { id: number; slug: string }>()

const system = () => gallery.asSystem('test')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-themes-pages-'))
  await makePictures(join(folder, 'pictures'))
  await cp(example, join(folder, 'themes', 'salon'), { recursive: true })
  const broken = { name: 'broken', title: 'Broken', parent: 'nobody' }
  await mkdir(join(folder, 'themes', 'broken'))
  await writeFile(join(folder, 'themes', 'broken', 'theme.json'), JSON.stringify(broken))
  gallery = await createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'originals') }),
    cacheFolder: join(folder, 'cache'),
    passwordCost: { N: 16, r: 8, p: 1 },
  })
  server = createServer(gallery, {
    themesFolder: join(folder, 'themes'),
    log: (level, message, fields) => {
      if (level === 'error') faults.push({ message, ...fields })
    },
  })
  const root = await system().library.addRoot({ path: join(folder, 'pictures'), visibility: 'public' })
  await system().library.sync(root.id)
  await system().users.create({ username: 'root', password, role: 'webmaster', level: 8 })
  await system().users.create({ username: 'Mia', password })
  const [top] = (await system().albums.list({ parent: null })).items
  for (const album of (await system().albums.list({ parent: top?.id ?? null })).items) albums.set(album.name, album)
  const http = createHttpServer(server.nodeHandler)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  close = async () => {
    http.closeAllConnections()
    await new Promise((resolve) => http.close(resolve))
  }
}, 180_000)

afterAll(async () => {
  await close()
  await server.close()
  await gallery.close()
  await rm(folder, { recursive: true, force: true })
  expect(faults).toEqual([])
})

/** Somebody at a browser: keeps cookies, knows the token of its forms. */
const visit = async (username?: string) => {
  const cookies = new Map<string, string>()
  const ask = async (path: string, form?: Record<string, string>) => {
    const response = await server.fetch(
      new Request(`${origin}${path}`, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
      }),
    )
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  if (username) expect((await ask('/sign-in', { username, password })).status).toBe(303)
  const text = async (path: string) => (await ask(path)).text()
  const csrfToken = /data-csrf="([^"]+)"/.exec(await text('/'))?.[1] ?? ''
  return {
    ask,
    text,
    post: (path: string, form: Record<string, string> = {}) => ask(path, { csrfToken, ...form }),
    /** The theme that a page is drawn with, by its style sheet. */
    themeOf: async (path: string) => /\/assets\/(mosaic|darkroom|salon)\.[\w-]+\.css/.exec(await text(path))?.[1],
  }
}
const albumPath = (name: string): string => {
  const album = albums.get(name)
  return encodeURI(`/albums/${album?.id}-${album?.slug}`)
}

describe('themes of a gallery', () => {
  it('THM-01: are listed with what is wrong with them, for administrators alone', async () => {
    const admin = await visit('root')
    const page = await admin.text('/admin/themes')
    for (const title of ['Mosaic', 'Darkroom', 'Salon', 'broken']) expect(page).toContain(title)
    expect(page).toContain('There is no theme “nobody”')
    expect(page).not.toContain('>Base<')
    for (const path of ['/admin/themes', '/admin/themes/mosaic', '/admin/themes/mosaic/preview', '/admin/themes/css'])
      expect([path, (await (await visit('Mia')).ask(path)).status]).toEqual([path, 403])
    expect((await admin.ask('/admin/themes/mosaic/screenshot')).headers.get('content-type')).toBe('image/jpeg')
    for (const name of ['base', 'nobody', '..%2Fbase'])
      expect((await admin.ask(`/admin/themes/${name}`)).status).toBe(404)
  })

  it('are tried by one administrator before anybody sees them, and then seen by everybody', async () => {
    const [admin, member, guest] = [await visit('root'), await visit('Mia'), await visit()]
    const trying = await admin.ask('/?theme=darkroom')
    expect([trying.status, trying.headers.get('location')]).toEqual([302, '/'])
    expect(await admin.themeOf('/')).toBe('darkroom')
    expect(await admin.text('/')).toContain('Only you see it.')
    for (const other of [member, guest]) {
      expect((await other.ask('/?theme=darkroom')).status).toBe(200)
      expect(await other.themeOf('/')).toBe('mosaic')
    }
    await admin.post('/admin/themes/stop')
    expect(await admin.themeOf('/')).toBe('mosaic')

    expect((await member.post('/admin/themes/darkroom/activate')).status).toBe(403)
    expect((await admin.ask('/admin/themes/darkroom/activate', { csrfToken: 'wrong' })).status).toBe(403)
    await admin.post('/admin/themes/darkroom/activate')
    expect(await guest.themeOf('/')).toBe('darkroom')
    const page = await guest.text('/')
    expect(page).toContain('data-mode="dark"')
    expect(page).not.toContain('data-mode-toggle')
    expect((await admin.post('/admin/themes/broken/activate')).status).toBe(404)
    await admin.post('/admin/themes/mosaic/activate')
    expect(await guest.themeOf('/')).toBe('mosaic')
  })

  it('go down from an album to those below and to its photos, and no further', async () => {
    const [admin, guest] = [await visit('root'), await visit()]
    const album = albums.get(bigAlbum) as { id: number; slug: string }
    const [photo] = (await system().photos.list({ album: album.id, limit: 1 })).items
    const form = { name: bigAlbum, visibility: 'public', cover: 'auto', comments: '1', theme: 'darkroom' }
    expect((await admin.post(`/admin/albums/${album.id}`, { ...form, theme: 'nobody' })).status).toBe(400)
    expect((await admin.post(`/admin/albums/${album.id}`, form)).status).toBe(303)
    expect(await guest.themeOf(albumPath(bigAlbum))).toBe('darkroom')
    expect(await guest.themeOf(`${albumPath(bigAlbum)}/photos/${photo?.id}`)).toBe('darkroom')
    expect(await guest.themeOf(`/photos/${photo?.id}`)).toBe('mosaic')
    expect(await guest.themeOf(albumPath(plainAlbum))).toBe('mosaic')
    const below = await system().albums.create({ name: 'Below', parentId: null })
    await system().albums.update(below.id, { theme: 'salon' })
    const deep = await system().albums.create({ name: 'Deep', parentId: below.id })
    expect(await system().albums.get(deep.id)).toMatchObject({ theme: null, pageTheme: 'salon' })
    expect(await guest.themeOf(`/albums/${deep.id}-deep`)).toBe('salon')
    // What is gone is as good as none.
    await system().albums.update(below.id, { theme: 'long-gone:dusk' })
    expect(await guest.themeOf(`/albums/${deep.id}-deep`)).toBe('mosaic')
    await system().albums.delete(below.id)
    await system().albums.update(album.id, { theme: null })
    expect(await guest.themeOf(albumPath(bigAlbum))).toBe('mosaic')
  })

  it('show a strip of the photos beside one, where they want to', async () => {
    const guest = await visit()
    const album = albums.get(bigAlbum) as { id: number }
    const { items } = await system().photos.list({ album: album.id, limit: 20 })
    await system().albums.update(album.id, { theme: 'darkroom' })
    const page = await guest.text(`${albumPath(bigAlbum)}/photos/${items[10]?.id}`)
    const strip = /<nav class="filmstrip"[\s\S]*?<\/nav>/.exec(page)?.[0] ?? ''
    const shown = [...strip.matchAll(/\/photos\/(\d+)"( aria-current="true")?/g)]
    expect(shown.map(([, id]) => Number(id))).toEqual(items.slice(2, 19).map(({ id }) => id))
    expect(shown.filter(([, , current]) => current).map(([, id]) => Number(id))).toEqual([items[10]?.id])
    const first = await guest.text(`${albumPath(bigAlbum)}/photos/${items[0]?.id}`)
    expect([...(/<nav class="filmstrip"[\s\S]*?<\/nav>/.exec(first)?.[0] ?? '').matchAll(/<li /g)]).toHaveLength(9)
    await system().albums.update(album.id, { theme: null })
    expect(await guest.text(`${albumPath(bigAlbum)}/photos/${items[10]?.id}`)).not.toContain('filmstrip')
  })

  it('THM-03: are chosen by people among those on offer', async () => {
    const [admin, member, guest] = [await visit('root'), await visit('Mia'), await visit()]
    expect(await member.text('/account')).not.toContain('name="theme"')
    await admin.post('/admin/themes/offered', { theme: 'darkroom' })
    expect(await member.text('/account')).toContain('name="theme"')
    expect((await member.post('/account/look', { theme: 'salon' })).status).toBe(400)
    expect((await member.post('/account/look', { theme: 'darkroom' })).status).toBe(303)
    expect([await member.themeOf('/'), await guest.themeOf('/')]).toEqual(['darkroom', 'mosaic'])
    // The owner takes it off the list again.
    await system().settings.setAppearance({ offered: [] })
    expect(await member.themeOf('/')).toBe('mosaic')
  })

  it('IN-27: take settings and palettes by their kind, as custom properties of a style sheet', async () => {
    const [admin, guest] = [await visit('root'), await visit()]
    const look = async (path: string) => {
      const [, sheet] = /href="(\/assets\/look\.[^"]+\.css)"/.exec(await guest.text(path)) ?? []
      return sheet === undefined ? '' : guest.text(sheet)
    }
    expect(await look('/')).toBe('')
    const save = (values: Record<string, string>) =>
      admin.post('/admin/themes/mosaic', {
        palette: 'dusk',
        pictures: 'medium',
        gaps: 'narrow',
        type: 'instrument',
        radius: '3',
        ...values,
      })
    expect((await save({ radius: '7', 'accentLight-own': '1', accentLight: '#123456', captions: '1' })).status).toBe(
      303,
    )
    const css = await look('/')
    expect(css).toContain('--radius:7px')
    expect(css).toContain('--accent:light-dark(#123456,')
    expect(css).toMatch(/--bg:light-dark\(#f5f7fa,#0e1319\)/)
    expect(await guest.text('/')).toMatch(/<html[^>]+class="page-home set-captions"/)
    for (const wrong of [
      { 'accentLight-own': '1', accentLight: 'red;} body{display:none' },
      { radius: '7}' },
      { radius: '25' },
      { type: 'comic' },
      { palette: '../dusk' },
    ])
      expect([wrong, (await save(wrong as unknown as Record<string, string>)).status]).toEqual([wrong, 400])
    expect(await look('/')).toBe(css)
    // One palette for one album, whatever the gallery has.
    const album = albums.get(plainAlbum) as { id: number }
    await system().albums.update(album.id, { theme: 'mosaic:sand' })
    expect(await look(albumPath(plainAlbum))).toContain('#f7f3ec')
    await system().albums.update(album.id, { theme: null })
    await admin.post('/admin/themes/mosaic/reset')
    expect(await look('/')).toBe('')
  })

  it('IN-28: are those there are, as languages, modes and sizes are, whatever is asked for', async () => {
    const [admin, member, guest] = [await visit('root'), await visit('Mia'), await visit()]
    for (const name of [
      '../../x-secret',
      '..%2f..%2fx-secret',
      'mosaic:../x-secret',
      'de/../../x-secret',
      '"><b>x-secret',
    ]) {
      const asked = encodeURIComponent(name)
      const cookie = ['language', 'theme', 'mode', 'density'].map((kind) => `vitrine_${kind}=${asked}`).join('; ')
      for (const query of ['', `?theme=${asked}&lang=${asked}&language=${asked}`]) {
        const answer = await server.fetch(new Request(`${origin}/${query}`, { headers: { cookie } }))
        const page = await answer.text()
        expect([answer.status, /<html lang="en" dir="ltr"/.test(page), page.includes('/assets/mosaic.')]).toEqual([
          200,
          true,
          true,
        ])
        // The address to come back to has it, encoded.
        expect(page).not.toContain(query === '' ? 'x-secret' : name)
      }
      expect((await admin.ask(`/?theme=${asked}`)).headers.get('location')).toBe('/')
      expect(await admin.themeOf('/')).toBe('mosaic')
      expect((await member.post('/account/look', { theme: name })).status).toBe(400)
      expect((await guest.post('/language', { language: name })).headers.getSetCookie()).toEqual([])
      expect((await guest.ask(`/assets/${asked}.css`)).status).toBe(404)
    }
  })

  it('are previewed with values that nobody saved, in a frame of that page alone', async () => {
    const [admin, guest] = [await visit('root'), await visit()]
    const response = await admin.ask(
      '/admin/themes/mosaic/preview?palette=moss&radius=9&pictures=large&gaps=none&type=serif',
    )
    expect(response.status).toBe(200)
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
    expect((await admin.ask('/')).headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    const sheet = (
      /href="(\/admin\/themes\/mosaic\/look\.css[^"]*)"/.exec(await response.text())?.[1] ?? ''
    ).replaceAll('&amp;', '&')
    const css = await admin.text(sheet)
    for (const part of ['--radius:9px', '--row-scale:1.5', '#f6f7f3']) expect(css).toContain(part)
    expect((await guest.ask(sheet)).status).toBe(401)
    expect(await guest.text('/')).not.toContain('look.')
    expect(await (await admin.ask('/admin/themes/darkroom/preview?on=photo&accent=%23ff0000')).text()).toContain(
      'filmstrip',
    )
  })

  it('THM-04: are followed by rules of the site’s own, which can be taken back and never lock anybody out', async () => {
    const [admin, guest] = [await visit('root'), await visit()]
    const sheetOf = async (path: string) => /href="(\/assets\/site\.[^"]+\.css)"/.exec(await guest.text(path))?.[1]
    await admin.post('/admin/themes/css', { css: 'main { display: none }' })
    const sheet = (await sheetOf('/')) ?? ''
    expect(await guest.text(sheet)).toBe('main { display: none }')
    const page = await guest.text('/')
    expect(page.lastIndexOf('rel="stylesheet"')).toBeLessThan(page.indexOf(sheet))
    expect(await admin.text('/admin/themes/css')).not.toContain('/assets/site.')
    expect((await admin.post('/admin/themes/css', { css: '@import "https://fonts.example/x.css";' })).status).toBe(400)
    expect((await admin.post('/admin/themes/css', { css: 'x'.repeat(65 * 1024) })).status).toBe(400)
    await admin.post('/admin/themes/css/undo')
    expect(await sheetOf('/')).toBeUndefined()
    await admin.post('/admin/themes/css/undo')
    expect(await sheetOf('/')).toBe(sheet)
    // Another node, which never drew that page.
    const other = createServer(gallery, { themesFolder: join(folder, 'themes') })
    const found = await other.fetch(new Request(`${origin}${sheet}`))
    expect([found.status, await found.text()]).toEqual([200, 'main { display: none }'])
    await other.close()
    await admin.post('/admin/themes/css', { css: '' })
  })

  it('are deleted only where nothing needs them', async () => {
    const admin = await visit('root')
    const album = albums.get(plainAlbum) as { id: number }
    expect((await admin.post('/admin/themes/mosaic/delete')).status).toBe(403)
    await system().albums.update(album.id, { theme: 'salon' })
    expect((await admin.post('/admin/themes/salon/delete')).status).toBe(409)
    await system().albums.update(album.id, { theme: null })
    await mkdir(join(folder, 'themes', 'child'))
    const child = { name: 'child', title: 'Child', parent: 'salon' }
    await writeFile(join(folder, 'themes', 'child', 'theme.json'), JSON.stringify(child))
    await admin.post('/admin/themes/reread')
    expect((await admin.post('/admin/themes/salon/delete')).status).toBe(409)
    for (const name of ['child', 'salon', 'broken']) {
      expect([name, (await admin.post(`/admin/themes/${name}/delete`)).status]).toEqual([name, 303])
      expect(existsSync(join(folder, 'themes', name))).toBe(false)
    }
    expect(await admin.text('/admin/themes')).not.toContain('Salon')
  })
})

describeWith('chromium', 'pages of themes in a browser', ({ chromium }) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser(chromium)
  })
  afterAll(() => closePages(browser))

  it('are free of what axe finds, and fit a phone', async () => {
    const page = await browser.newPage({ viewport: { width: 390, height: 844 } })
    await page.goto(`${origin}/sign-in`)
    await page.fill('[name=username]', 'root')
    await page.fill('[name=password]', password)
    await page.click('main button[type=submit]')
    await page.waitForURL(`${origin}/`)
    const album = albums.get(bigAlbum) as { id: number }
    const [photo] = (await system().photos.list({ album: album.id, limit: 1 })).items
    await page.goto(`${origin}/?theme=darkroom`)
    for (const width of [390, 1440]) {
      await page.setViewportSize({ width, height: 900 })
      for (const path of [
        '/',
        albumPath(bigAlbum),
        `${albumPath(bigAlbum)}/photos/${photo?.id}`,
        '/admin/themes',
        '/admin/themes/mosaic',
      ]) {
        await page.goto(`${origin}${path}`)
        await inspect(page)
      }
    }
    await page.context().close()
  }, 120_000)

  it('follow what is set, in the preview beside it', async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${origin}/sign-in`)
    await page.fill('[name=username]', 'root')
    await page.fill('[name=password]', password)
    await page.click('main button[type=submit]')
    await page.goto(`${origin}/admin/themes/mosaic`)
    const frame = page.frameLocator('iframe[name="theme-preview"]')
    await frame.locator('h1').waitFor({ state: 'attached' })
    const ground = 'getComputedStyle(document.documentElement).backgroundColor'
    // A checkout that was not built has the button.
    await page.check('input[name="palette"][value="moss"]')
    await page.click('button[formtarget="theme-preview"]')
    await expect
      .poll(() => page.frame('theme-preview')?.evaluate<string>(ground), { timeout: 15_000 })
      .toBe('rgb(246, 247, 243)')
    expect(await system().settings.setAppearance({})).toMatchObject({ values: {} })
    await page.context().close()
  }, 60_000)

  it('turn to a photo of the strip by the keyboard', async () => {
    const album = albums.get(bigAlbum) as { id: number }
    await system().albums.update(album.id, { theme: 'darkroom' })
    const { items } = await system().photos.list({ album: album.id, limit: 5 })
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.goto(`${origin}${albumPath(bigAlbum)}/photos/${items[2]?.id}`)
    await page.locator('[data-strip] a').nth(4).focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/photos/${items[4]?.id}`)
    expect(await page.locator('[data-strip] [aria-current]').getAttribute('href')).toContain(`/photos/${items[4]?.id}`)
    await page.context().close()
  }, 60_000)
})
