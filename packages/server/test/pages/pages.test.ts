import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer } from 'vitrine'
import { bigAlbum, bigAlbumSize, hostileAlbum, makePictures, openSite, plainAlbum, type TestSite } from './fixture.ts'

let site: TestSite
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-pages-'))
  await makePictures(folder)
  site = await openSite(folder)
}, 300_000)

afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
  expect(site?.faults ?? []).toEqual([])
})

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  site.server.fetch(new Request(`http://gallery.test${path}`, { redirect: 'manual', ...init }))
const read = async (path: string, init?: RequestInit): Promise<string> => (await ask(path, init)).text()
const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> =>
  ask(path, { method: 'POST', body: new URLSearchParams(fields), headers })
const hrefs = (html: string): string[] =>
  [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => (href ?? '').replaceAll('&amp;', '&'))
const albumPath = async (name: string): Promise<string> => {
  const { items } = await site.gallery.asSystem('test').albums.list({ parent: null })
  const { items: albums } = await site.gallery.asSystem('test').albums.list({ parent: items[0]?.id ?? 0 })
  const album = albums.find((one) => one.name === name)
  if (!album) throw new Error(`No album ${name} among ${albums.map((one) => one.name)}`)
  return `/albums/${album.id}-${encodeURIComponent(album.slug)}`
}

describe('every page', () => {
  it('has a strict policy, is private, and holds no inline script or style', async () => {
    const photo = hrefs(await read(await albumPath(bigAlbum))).find((href) => href.includes('/photos/')) ?? ''
    for (const path of ['/', '/tags', '/search?q=sheet', '/sign-in', photo, '/nothing']) {
      const response = await ask(path)
      const html = await response.text()
      expect(response.headers.get('content-security-policy'), path).toMatch(/default-src 'self'.*script-src 'self'/)
      expect(response.headers.get('content-security-policy'), path).not.toMatch(/unsafe|\*/)
      expect(response.headers.get('x-content-type-options'), path).toBe('nosniff')
      expect(response.headers.get('cache-control'), path).toMatch(/private, no-cache|no-store/)
      expect(response.headers.get('set-cookie'), path).toBeNull()
      expect(html, path).toMatch(/^<!doctype html>/)
      expect(html, path).not.toMatch(/<[^>]+\s(?:style|on\w+)=|<style|javascript:/)
      expect(html, path).not.toMatch(/<script(?![^>]* src=)|https?:\/\/(?!gallery\.test)/)
      expect(html.match(/<h1/g), path).toHaveLength(1)
    }
  })

  it('answers HEAD like GET without a body, and 405 for what it does not take', async () => {
    const head = await ask('/', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const wrong = await ask('/tags', { method: 'DELETE' })
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})

describe('names from the file system', () => {
  it('IN-12: stay text on every page', async () => {
    const album = await albumPath(hostileAlbum)
    const albumHtml = await read(album)
    const photo = hrefs(albumHtml).find((href) => href.includes('/photos/')) ?? ''
    for (const html of [await read('/'), albumHtml, await read(photo), await read('/search?q=onload')]) {
      expect(html).not.toContain('<img src=x')
      expect(html).not.toMatch(/<b>/)
    }
    expect(albumHtml).toContain('&lt;img src=x onerror=alert(1)&gt;')
  })

  it('IN-12: and search words too', async () => {
    const html = await read(`/search?q=${encodeURIComponent('"><script>alert(1)</script>')}`)
    expect(html).not.toContain('<script>')
    expect(html).toContain('Nothing found for “&quot;&gt;&lt;script&gt;')
  })
})

describe('home', () => {
  it('opens a gallery of one folder as that folder', async () => {
    const html = await read('/')
    for (const name of [plainAlbum, bigAlbum]) expect(html).toContain(name)
    expect(html).toContain(`${bigAlbumSize} photos`)
  })
})

describe('an album', () => {
  it('has one address; another spelling leads there, with its query', async () => {
    const path = await albumPath(plainAlbum)
    const id = /\d+/.exec(path)?.[0]
    for (const other of [`/albums/${id}`, `/albums/${id}-wrong`]) {
      const response = await ask(`${other}?sort=-fileName`)
      expect([response.status, response.headers.get('location')]).toEqual([301, `${path}?sort=-fileName`])
    }
    expect((await ask(path)).status).toBe(200)
  })

  it('answers 404 for what is not there, for extra segments and for ids that are none', async () => {
    const path = await albumPath(plainAlbum)
    for (const wrong of [
      `${path}/extra`,
      '/albums/999999',
      '/albums/x',
      '/albums/-1',
      '/albums/1e3',
      '/albums/0',
      '/a/b/c',
    ]) {
      const response = await ask(wrong)
      expect([wrong, response.status, response.headers.get('cache-control')]).toEqual([wrong, 404, 'no-store'])
    }
  })

  it('goes on page by page without a script, each photo once, in the order that was chosen', async () => {
    for (const sort of ['fileName', '-fileName']) {
      const seen: string[] = []
      let next: string | undefined = `${await albumPath(bigAlbum)}?sort=${sort}`
      while (next) {
        const html: string = await read(next)
        seen.push(...[...html.matchAll(/alt="(sheet \d+)"/g)].map(([, title]) => title ?? ''))
        next = /rel="next" href="([^"]+)" data-more/.exec(html)?.[1]?.replaceAll('&amp;', '&')
      }
      const all = Array.from({ length: bigAlbumSize }, (_, index) => `sheet ${String(index).padStart(3, '0')}`)
      expect(seen).toEqual(sort === 'fileName' ? all : all.reverse())
    }
  })

  it('IN-04: refuses orders and cursors that it did not offer', async () => {
    const path = await albumPath(bigAlbum)
    for (const query of ['sort=evil', 'sort=takenAt;drop', 'cursor=zzz', `cursor=${'x'.repeat(2000)}`]) {
      expect([query, (await ask(`${path}?${query}`)).status]).toEqual([query, 400])
    }
  })
})

describe('a photo', () => {
  it('PIC-01: stands in its list: position, previous, next, and keeps the order', async () => {
    const path = await albumPath(bigAlbum)
    const cards = hrefs(await read(`${path}?sort=-fileName`)).filter((href) => href.includes('/photos/'))
    const html = await read(cards[2] ?? '')
    expect(html).toContain(`Photo 3 of ${bigAlbumSize}`)
    expect(html).toContain(`rel="prev" data-key="previous" href="${cards[1]}"`)
    expect(html).toContain(`rel="next" data-key="next" href="${cards[3]}"`)
    expect(cards[2]).toContain('sort=-fileName')
    expect(html).toContain('1 January 2020, 10:')
    expect(html).toContain(`<link rel="next" href="${cards[3]}">`)
  })

  it('is led to among all photos where it is not in the list asked for', async () => {
    const other = hrefs(await read(await albumPath(plainAlbum))).find((href) => href.includes('/photos/')) ?? ''
    const id = /photos\/(\d+)/.exec(other)?.[1]
    const response = await ask(`${await albumPath(bigAlbum)}/photos/${id}`)
    expect([response.status, response.headers.get('location')]).toEqual([302, `/photos/${id}`])
    expect((await ask(`/photos/${id}`)).status).toBe(200)
    expect((await ask(`/photos/999999`)).status).toBe(404)
    expect((await ask(`/photos/0${id}`)).status).toBe(404)
  })

  it('PIC-11: counts a visit when a page says so, never for another site', async () => {
    const id = 1
    const before = (await site.gallery.asSystem('test').photos.get(id)).views
    expect((await ask(`/photos/${id}`)).status).toBe(200)
    const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' }
    const foreign = { ...browser, 'sec-fetch-site': 'cross-site' }
    expect((await ask(`/photos/${id}/visits`, { method: 'POST', headers: foreign })).status).toBe(403)
    const tell = async (headers: Record<string, string>) =>
      expect((await ask(`/photos/${id}/visits`, { method: 'POST', headers })).status).toBe(204)
    // Neither machines, nor browsers that fetch what nobody has opened yet.
    await tell({})
    await tell({ 'user-agent': 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)' })
    await tell({ ...browser, 'sec-purpose': 'prefetch;prerender' })
    await tell(browser)
    await expect
      .poll(async () => (await site.gallery.asSystem('test').photos.get(id)).views, { timeout: 15_000 })
      .toBe(before + 1)
  })
})

describe('search', () => {
  it('finds by the beginning of words, counts, and advises where nothing is found', async () => {
    expect(await read('/search?q=light%20dus')).toContain('1 photo for “light dus”')
    expect(await read('/search?q=%20%20')).toContain('What are you looking for?')
    expect(await read('/search?q=zzzzzz')).toContain('Nothing found for “zzzzzz”')
    expect((await ask(`/search?q=${'a'.repeat(300)}`)).status).toBe(400)
  })

  it('opens a result inside the search', async () => {
    const first = hrefs(await read('/search?q=sheet')).find((href) => href.startsWith('/photos/')) ?? ''
    expect(first).toContain('q=sheet')
    expect(await read(first)).toContain(`Photo 1 of ${bigAlbumSize}`)
  })
})

describe('signing in', () => {
  const password = 'correct horse battery staple'
  let cookie = ''

  it('sets up the first administrator with the one-time link, once', async () => {
    expect((await ask('/set-up?token=wrong')).status).toBe(403)
    const token = (await site.gallery.sessions.createSetupToken()) ?? ''
    expect(await read(`/set-up?token=${token}`)).toContain('Welcome to Vitrine')
    const short = await post('/set-up', { token, username: 'maren', password: 'short' })
    const html = await short.text()
    expect([short.status, html.includes('value="maren"'), html.includes('short')]).toEqual([400, true, false])
    expect(html).toMatch(/id="password-help">[^<]+</)
    const done = await post('/set-up', { token, username: 'maren', password, email: '' })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/'])
    expect(done.headers.get('set-cookie')).toMatch(/HttpOnly/)
    expect((await ask(`/set-up?token=${token}`)).status).toBe(403)
  })

  it('says what is wrong, keeps the name, never the password', async () => {
    const wrong = await post('/sign-in', { username: 'maren', password: 'wrong-password' })
    const html = await wrong.text()
    expect(wrong.status).toBe(401)
    expect(html).toContain('The user name or the password is wrong.')
    expect(html).toContain('value="maren"')
    expect(html).not.toContain('wrong-password')
    const empty = await post('/sign-in', { username: '', password: '' })
    expect([empty.status, (await empty.text()).includes('Enter your user name.')]).toEqual([400, true])
  })

  it('refuses a form of another site and one that is too large', async () => {
    const foreign = await post('/sign-in', { username: 'maren', password }, { 'sec-fetch-site': 'cross-site' })
    expect([foreign.status, foreign.headers.get('set-cookie')]).toEqual([403, null])
    expect((await post('/sign-in', { username: 'x'.repeat(40_000), password })).status).toBe(413)
  })

  it.each([
    '//evil.test',
    '/\\evil.test',
    'https:evil.test',
    'https://evil.test',
    '/%0d%0aset-cookie:x',
    'javascript:alert(1)',
  ])('IN-16: never leads to %s', async (returnTo) => {
    const response = await post('/sign-in', { username: 'maren', password, return: returnTo })
    expect(response.status).toBe(303)
    const location = response.headers.get('location') ?? ''
    expect(new URL(location, 'http://gallery.test').origin).toBe('http://gallery.test')
    expect(location).not.toMatch(/[\r\n]/)
  })

  it('comes back to where it was', async () => {
    const response = await post('/sign-in', { username: 'maren', password, return: '/search?q=sheet' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/search?q=sheet'])
    cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    expect(await read('/', { headers: { cookie } })).toContain('maren')
  })

  it('shows the library to administrators only, with what was left out and why', async () => {
    expect((await ask('/admin/library')).status).toBe(401)
    expect((await ask('/admin/library/progress')).status).toBe(401)
    const html = await read('/admin/library', { headers: { cookie } })
    expect(html).toContain(folder)
    expect(html).toContain('notes.jpg')
    expect(html).toContain('Up to date')
    const guests = await read('/')
    expect(guests).not.toContain('/admin/library')
    expect(guests).not.toContain(folder)
  })

  it('synchronises on demand, with the token of the session only', async () => {
    const html = await read('/admin/library', { headers: { cookie } })
    const action = /action="(\/admin\/library\/\d+\/sync)"/.exec(html)?.[1] ?? ''
    const csrfToken = /name="csrfToken" value="([^"]+)"/.exec(html)?.[1] ?? ''
    expect((await post(action, { csrfToken: 'wrong' }, { cookie })).status).toBe(403)
    expect((await post(action, {})).status).toBe(401)
    const done = await post(action, { csrfToken }, { cookie })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/admin/library?started=1'])
    const poll = async (): Promise<unknown> =>
      JSON.parse(await read('/admin/library/progress', { headers: { cookie } }))
    await expect.poll(poll, { timeout: 15_000 }).toEqual({ text: null })
  })

  it('signs out by a form with the token only', async () => {
    expect((await post('/sign-out', { csrfToken: 'wrong' }, { cookie })).status).toBe(403)
    const csrfToken = /name="csrfToken" value="([^"]+)"/.exec(await read('/', { headers: { cookie } }))?.[1] ?? ''
    expect((await post('/sign-out', { csrfToken }, { cookie })).status).toBe(303)
    expect(await read('/', { headers: { cookie } })).not.toContain('maren')
  })
})

describe('a base path', () => {
  it('stands before every address of every page', async () => {
    const server = createServer(site.gallery, { basePath: '/my/gallery' })
    const open = (path: string): Promise<Response> =>
      server.fetch(new Request(`http://gallery.test${path}`, { redirect: 'manual' }))
    for (const path of ['/', '/tags', '/search?q=sheet', '/sign-in', '/nothing']) {
      const html = await (await open(`/my/gallery${path}`)).text()
      const addresses = [...html.matchAll(/(?:href|src|action)="([^"#]+)"/g)].map(([, address]) => address)
      expect(addresses.filter((address) => !address?.startsWith('/my/gallery/'))).toEqual([])
      const style = hrefs(html).find((href) => href.endsWith('.css')) ?? ''
      expect((await open(style)).headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
    }
    await server.close()
  })
})
