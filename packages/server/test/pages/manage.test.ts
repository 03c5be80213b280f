import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'
import { closePages, openBrowser } from '../../../../test/setup/browser.ts'
import { describeWith } from '../../../core/src/testing/environment.ts'
import { inspect } from './inspect.ts'

const password = 'correct horse battery'
const hostile = `<img src=x onerror=alert(1)>"'&lt;`

let folder: string
let gallery: Gallery
let server: VitrineServer
let cookie: string
let csrfToken: string
const faults: unknown[] = []
const albums: Record<string, number> = {}

const system = () => gallery.asSystem('test')

const signIn = async (username: string): Promise<string> => {
  const response = await server.fetch(
    new Request('http://gallery.test/sign-in', {
      method: 'POST',
      body: new URLSearchParams({ username, password }),
      redirect: 'manual',
    }),
  )
  expect(response.status).toBe(303)
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-manage-'))
  gallery = await createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'originals') }),
    cacheFolder: join(folder, 'cache'),
    passwordCost: { N: 16, r: 8, p: 1 },
  })
  const { users, groups, albums: service, photos, tags } = system()
  await users.create({ username: 'root', password, role: 'webmaster', level: 8 })
  const member = await users.create({ username: 'Mia', password })
  const family = await groups.create({ name: 'Family' })
  await groups.setMembers(family.id, [member.id])
  const make = async (name: string, parent?: string, rest: { visibility?: 'private'; query?: string } = {}) => {
    const album = await service.create({ name, parentId: parent ? (albums[parent] ?? null) : null, ...rest })
    albums[name] = album.id
  }
  await make('Travels')
  await make('Iceland', 'Travels')
  await make('Highlands', 'Iceland')
  await make('Brittany', 'Travels', { visibility: 'private' })
  await make('Family', undefined, { visibility: 'private' })
  await make(hostile)
  await make('By the sea', undefined, { query: 'tag:sea' })
  await service.setGrants(albums.Travels as number, {
    inherit: true,
    grants: [{ principal: { type: 'group', id: family.id }, capabilities: ['view', 'download'] }],
  })
  const names = ['Sea', 'Ocean', 'Seaside', 'Lava', hostile]
  for (const [index, name] of names.entries()) {
    const content = await sharp({ create: { width: 90 + index, height: 60, channels: 3, background: '#357' } })
      .jpeg()
      .toBuffer()
    await photos.add({
      content: Readable.from([content]),
      fileName: `photo ${index}.jpg`,
      album: albums[index % 2 === 0 ? 'Iceland' : 'Brittany'] as number,
      tags: [name, 'Everything'],
    })
  }
  const nature = await tags.manage.create({ name: 'Nature' })
  const sea = (await tags.manage.list({ text: 'sea' })).items[0]
  await tags.manage.update(sea?.id ?? 0, { parentId: nature.id, synonyms: ['Mer', 'Havet'] })
  await tags.manage.create({ name: 'Nobody' })
  server = createServer(gallery, {
    log: (level, message, fields) => {
      if (level === 'error') faults.push({ message, ...fields })
    },
  })
  cookie = await signIn('root')
  csrfToken = /name="csrfToken" value="([^"]+)"/.exec(await read('/admin/tags'))?.[1] ?? ''
}, 300_000)

afterAll(async () => {
  await server?.close()
  await gallery?.close()
  await rm(folder, { recursive: true, force: true })
  expect(faults).toEqual([])
})

const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  server.fetch(new Request(`http://gallery.test${path}`, { redirect: 'manual', headers: { cookie }, ...init }))
const read = async (path: string, status = 200): Promise<string> => {
  const response = await ask(path)
  expect(response.status, path).toBe(status)
  return response.text()
}
const post = (path: string, fields: [string, string][] | Record<string, string>): Promise<Response> => {
  const body = new URLSearchParams(fields)
  body.append('csrfToken', csrfToken)
  return ask(path, { method: 'POST', body })
}
const goesTo = async (response: Promise<Response>): Promise<string> => {
  const answer = await response
  expect(answer.status, await answer.clone().text()).toBe(303)
  return answer.headers.get('location') ?? ''
}
const faultOf = async (response: Promise<Response>, status: number): Promise<string> => {
  const answer = await response
  const html = await answer.text()
  expect(answer.status, html).toBe(status)
  expect(html).toContain('role="alert"')
  return html
}
const tagOf = async (text: string) => {
  const tag = (await system().tags.manage.list({ text })).items[0]
  if (!tag) throw new Error(`No tag ${text}`)
  return tag
}

describe('the pages for administrators', () => {
  it('are for administrators', async () => {
    const paths = [
      '/admin',
      '/admin/tags',
      `/admin/tags/${(await tagOf('lava')).id}`,
      '/admin/tags/orphans',
      '/admin/albums',
      '/admin/albums/new',
      ...['', '/move', '/delete', '/permissions'].map((page) => `/admin/albums/${albums.Travels}${page}`),
    ]
    const member = await signIn('mia')
    for (const path of paths) {
      const page = await ask(path)
      const html = await page.text()
      expect(page.status, path).toBe(200)
      expect(page.headers.get('cache-control'), path).toBe('no-store')
      expect(html.match(/<h1/g), path).toHaveLength(1)
      // Names may hold anything: they stand in quotes.
      expect(html.replace(/"[^"]*"/g, '""'), path).not.toMatch(/<[^>]+\s(?:style|on\w+)=|<style|javascript:/)
      expect((await ask(path, { headers: {} })).status, path).toBe(401)
      expect((await ask(path, { headers: { cookie: member } })).status, path).toBe(403)
    }
    for (const path of ['/admin/tags', '/admin/albums/place', '/admin/albums/new', `/admin/albums/${albums.Travels}`]) {
      expect((await ask(path, { method: 'POST', body: new URLSearchParams({ name: 'x' }) })).status, path).toBe(403)
    }
    expect((await ask('/admin/albums/999999')).status).toBe(404)
    expect((await ask('/admin/tags/999999')).status).toBe(404)
  })

  it('show names as text', async () => {
    for (const path of ['/admin/albums', '/admin/tags']) {
      const html = await read(path)
      expect(html, path).not.toContain('<img src=x')
      expect(html, path).toContain('&lt;img src=x onerror=alert(1)&gt;')
    }
  })
})

describe('managing tags', () => {
  it('finds, makes and changes them', async () => {
    expect(await read('/admin/tags?text=havet')).toMatch(/>Sea<\/a>[\s\S]*Nature/)
    expect(await read('/admin/tags?text=nothing-like-it')).toContain('No such tag')
    expect(await goesTo(post('/admin/tags', { name: 'Waves', parent: 'mer', synonyms: 'Vagues\r\nOlas\n' }))).toBe(
      '/admin/tags?text=Waves&done=created',
    )
    const waves = await tagOf('waves')
    expect(waves).toMatchObject({ synonyms: ['Olas', 'Vagues'], above: [{ name: 'Nature' }, { name: 'Sea' }] })
    const taken = await faultOf(post('/admin/tags', { name: 'LAVA', parent: '', synonyms: 'x' }), 409)
    expect(taken).toMatch(/value="LAVA"[^>]*aria-invalid="true"[\s\S]*There is a tag of this name/)
    expect(await faultOf(post('/admin/tags', { name: '', parent: '' }), 400)).toContain('aria-invalid')
    expect(await faultOf(post('/admin/tags', { name: 'y', parent: 'no such' }), 400)).toContain('no tag of this name')

    const page = `/admin/tags/${waves.id}`
    const edit = { name: 'Surf', keepOldName: '1', parent: '', synonyms: 'Olas' }
    expect(await goesTo(post(page, edit))).toBe(`${page}?done=saved`)
    expect(await tagOf('surf')).toMatchObject({ parentId: null, synonyms: ['Olas', 'Waves'] })
    expect(await read(`${page}?done=saved`)).toMatch(/role="status"[\s\S]*Saved\.[\s\S]*Olas\nWaves/)
    const cycle = await faultOf(
      post(`/admin/tags/${(await tagOf('nature')).id}`, { name: 'Nature', parent: 'sea' }),
      400,
    )
    expect(cycle).toContain('Is the tag itself or one below it.')
    expect(await goesTo(post(`${page}/duplicate`, { name: 'Copy of surf' }))).toMatch(/done=duplicated$/)
    await faultOf(post(`${page}/duplicate`, { name: 'surf' }), 409)
  })

  it('merges and deletes, after asking', async () => {
    const [ocean, seaside] = [await tagOf('ocean'), await tagOf('seaside')]
    const asked = await read(`/admin/tags/merge?id=${ocean.id}&id=${seaside.id}`)
    expect(asked).toMatch(/type="radio"[\s\S]*Ocean[\s\S]*Seaside[\s\S]*Another tag/)
    const ids: [string, string][] = [
      ['id', String(ocean.id)],
      ['id', String(seaside.id)],
    ]
    await faultOf(post('/admin/tags/merge', ids), 400)
    await faultOf(post('/admin/tags/merge', [...ids, ['into', 'other'], ['other', 'no such']]), 400)
    const sea = await tagOf('sea')
    expect(await goesTo(post('/admin/tags/merge', [...ids, ['into', 'other'], ['other', 'Mer']]))).toBe(
      `/admin/tags/${sea.id}?done=merged`,
    )
    expect(await tagOf('sea')).toMatchObject({ photos: 3, synonyms: ['Havet', 'Mer', 'Ocean', 'Seaside'] })
    const lava = await tagOf('lava')
    expect(await read(`/admin/tags/delete?id=${lava.id}`)).toContain('Lava (1 photo)')
    expect(await goesTo(post('/admin/tags/delete', { id: String(lava.id) }))).toBe('/admin/tags?done=deleted')
    expect((await ask('/admin/tags/delete')).status).toBe(400)
    expect(await read('/admin/tags')).toMatch(/tags? ha(?:s|ve) no photo and no tag below/)
    expect(await read('/admin/tags?orphans=1')).toContain('Nobody')
    expect(await goesTo(post('/admin/tags/orphans', {}))).toBe('/admin/tags?done=orphans')
    expect((await system().tags.manage.list({ orphans: true })).total).toBe(0)
  })
})

describe('managing albums', () => {
  it('shows the tree a level at a time, and finds albums', async () => {
    const top = await read('/admin/albums')
    expect(top).toContain('Travels')
    expect(top).not.toContain('Iceland')
    expect(top).toMatch(/Family[\s\S]*Private/)
    const open = await read(`/admin/albums?open=${albums.Travels}`)
    expect(open).toContain('Iceland')
    expect(open).not.toContain('Highlands')
    expect(await read(`/admin/albums?open=${albums.Travels}.${albums.Iceland}`)).toContain('Highlands')
    expect(await read(`/admin/albums?under=${albums.Travels}`)).toMatch(/aria-current="page">Travels/)
    expect(await read('/admin/albums?text=high')).toContain('Highlands')
    expect(await read('/admin/albums?text=nowhere')).toContain('No such album')
  })

  it('moves them up and down, and comes back to where it was', async () => {
    const order = async () =>
      (await system().albums.list({ parent: albums.Travels as number })).items.map(({ name }) => name)
    const before = await order()
    const back = `/admin/albums?open=${albums.Travels}`
    const move = (way: string, id: number | undefined) =>
      goesTo(post('/admin/albums/place', { [way]: String(id), return: back }))
    expect(await move('down', albums[before[0] ?? ''])).toBe(`${back}#album-${albums[before[0] ?? '']}`)
    expect(await order()).toEqual(before.toReversed())
    await move('up', albums[before[0] ?? ''])
    expect(await order()).toEqual(before)
    const elsewhere = { up: String(albums.Brittany), return: 'https://evil.test/' }
    expect(await goesTo(post('/admin/albums/place', elsewhere))).toBe(`/#album-${albums.Brittany}`)
  })

  it('makes and changes them', async () => {
    const { Travels } = albums
    const place = { parent: String(Travels), description: '', visibility: '', query: '' }
    await faultOf(post('/admin/albums/new', { ...place, name: ' ' }), 400)
    const path = (await goesTo(post('/admin/albums/new', { ...place, name: 'Norway' }))).replace('?done=created', '')
    const id = Number(path.split('/').at(-1))
    expect(await system().albums.get(id)).toMatchObject({ parentId: Travels, name: 'Norway' })
    const fields = {
      name: 'Norge',
      description: 'Fjords\r\nand rain',
      visibility: 'private',
      locked: '1',
      cover: 'none',
      photoSort: '-rating, takenAt',
      childrenOrder: '-name',
      permalink: 'travel/norway',
      query: '',
    }
    expect(await goesTo(post(path, fields))).toBe(`${path}?done=saved`)
    expect(await system().albums.get(id)).toMatchObject({
      name: 'Norge',
      description: 'Fjords\nand rain',
      visibility: 'private',
      locked: true,
      comments: false,
      coverMode: 'none',
      photoSort: '-rating,takenAt',
      childrenOrder: '-name',
      permalink: 'travel/norway',
    })
    const again = await read(path)
    for (const shown of ['value="Norge"', 'and rain</textarea>', 'value="travel/norway"'])
      expect(again).toContain(shown)
    for (const [name, value] of [
      ['cover', 'fixed'],
      ['photoSort', 'nonsense'],
      ['permalink', '/..//'],
      ['name', ''],
    ] as const)
      expect(await faultOf(post(path, { ...fields, [name]: value }), 400), name).toContain('field-error')
  })

  it('takes a photo as cover from its page, and lets it go again', async () => {
    const iceland = albums.Iceland as number
    const photo = (await system().photos.list({ album: iceland, sort: 'takenAt' })).items.at(-1)?.id as number
    const at = `/albums/${iceland}-iceland/photos/${photo}`
    expect(await read(at)).toContain('Make it the cover of the album')
    expect(await (await server.fetch(new Request(`http://gallery.test${at}`))).text()).not.toContain('/cover')
    const made = await post(`/photos/${photo}/cover`, { album: String(iceland), isCover: '1' })
    expect([made.status, made.headers.get('location')]).toEqual([303, `${at}#details`])
    expect(await system().albums.get(iceland)).toMatchObject({ coverMode: 'fixed', coverPhotoId: photo })
    expect(await read(at)).toMatch(/name="isCover" value="0">.*Cover of the album/)
    await post(`/photos/${photo}/cover`, { album: String(iceland), isCover: '0' })
    expect((await system().albums.get(iceland)).coverMode).toBe('auto')
    // Only somebody who may edit the album, and only by a form of this site.
    const forged = new URLSearchParams({ album: String(iceland), isCover: '1' })
    expect((await ask(`/photos/${photo}/cover`, { method: 'POST', body: forged })).status).toBe(403)
    const mia = await signIn('Mia')
    const seen = await (await ask(at, { headers: { cookie: mia } })).text()
    expect(seen).not.toContain('/cover')
    const own = new URLSearchParams({
      album: String(iceland),
      isCover: '1',
      csrfToken: /data-csrf="([^"]+)"/.exec(seen)?.[1] ?? '',
    })
    const refused = await ask(`/photos/${photo}/cover`, { method: 'POST', body: own, headers: { cookie: mia } })
    expect(refused.status).toBe(403)
    expect((await system().albums.get(iceland)).coverMode).toBe('auto')
  })

  it('moves them into others', async () => {
    const path = `/admin/albums/${albums.Highlands}/move`
    expect(await read(`${path}?text=brit`)).toMatch(/type="radio"[\s\S]*Brittany[\s\S]*Travels/)
    await faultOf(post(path, { text: '', position: 'last' }), 400)
    expect(await goesTo(post(path, { to: String(albums.Brittany), position: 'first', text: 'brit' }))).toMatch(
      /done=moved/,
    )
    expect((await system().albums.get(albums.Highlands as number)).parentId).toBe(albums.Brittany)
    const cycle = post(`/admin/albums/${albums.Travels}/move`, { to: String(albums.Brittany), text: 'brit' })
    expect(await faultOf(cycle, 409)).toContain('Is the album itself or one below it.')
    expect(await goesTo(post(path, { to: 'top' }))).toMatch(/done=moved/)
    expect((await system().albums.get(albums.Highlands as number)).parentId).toBeNull()
  })

  it('says who may do what, and from where', async () => {
    const path = `/admin/albums/${albums.Brittany}/permissions`
    const html = await read(path)
    expect(html).toContain('This album is private')
    expect(html).toMatch(/Inherited[\s\S]*Family[\s\S]*see[\s\S]*download[\s\S]*From[\s\S]*Travels/)
    const grant: [string, string][] = [
      ['inherit', '1'],
      ['type', 'user'],
      ['new', 'view'],
    ]
    expect(await faultOf(post(path, [...grant, ['name', 'nobody']]), 400)).toContain('nobody of this name')
    await faultOf(
      post(path, [
        ['type', 'user'],
        ['name', 'mia'],
      ]),
      400,
    )
    expect(await goesTo(post(path, [...grant, ['new', 'upload'], ['name', 'MIA']]))).toBe(`${path}?done=grants`)
    const { grants } = await system().albums.grants(albums.Brittany as number)
    expect(grants).toEqual([{ principal: { type: 'user', id: expect.any(Number) }, capabilities: ['view', 'upload'] }])
    const field = `user-${grants[0]?.principal.id}`
    const changed: [string, string][] = [
      ['shown', field],
      [field, 'view'],
    ]
    expect(await goesTo(post(path, changed))).toBe(`${path}?done=grants`)
    expect(await system().albums.grants(albums.Brittany as number)).toEqual({
      inherit: false,
      grants: [{ principal: { type: 'user', id: grants[0]?.principal.id }, capabilities: ['view'] }],
    })
    expect(await read(path)).toMatch(/Stopped here[\s\S]*Family/)
    await goesTo(
      post(path, [
        ['inherit', '1'],
        ['shown', field],
      ]),
    )
    expect((await system().albums.grants(albums.Brittany as number)).grants).toEqual([])
  })

  it('deletes them as it was told, after asking', async () => {
    const path = `/admin/albums/${albums.Iceland}/delete`
    const html = await read(path)
    expect(html).toMatch(/3 photos[\s\S]*Keep them[\s\S]*no other album[\s\S]*Delete all/)
    await faultOf(post(path, { photos: 'delete-all' }), 400)
    expect(await system().albums.get(albums.Iceland as number)).toMatchObject({ name: 'Iceland' })
    const photos = (await system().photos.list({})).total
    expect(await goesTo(post(path, { photos: 'delete-all', confirmed: '1' }))).toBe(
      `/admin/albums?under=${albums.Travels}&done=deleted`,
    )
    expect((await system().photos.list({})).total).toBe(photos - 3)
    expect(await goesTo(post(`/admin/albums/${albums.Highlands}/delete`, { photos: 'keep' }))).toBe(
      '/admin/albums?done=deleted',
    )
  })
})

describeWith('chromium', 'the pages for administrators in a browser', ({ chromium }) => {
  let browser: Browser
  let origin: string
  let stop: () => Promise<void>

  beforeAll(async () => {
    // Made now that the scripts are there: a server reads them once.
    const withScripts = createServer(gallery)
    const http = createHttpServer(withScripts.nodeHandler)
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
    browser = await openBrowser(chromium)
    stop = async () => {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await withScripts.close()
    }
  }, 300_000)
  afterAll(async () => {
    await closePages(browser)
    await stop?.()
  })

  const look = async (page: Page): Promise<void> => {
    await page.waitForLoadState('networkidle')
    await inspect(page)
  }

  for (const [width, colorScheme] of [
    [390, 'dark'],
    [1440, 'light'],
  ] as const) {
    it(`can be used by everybody: ${width} px, ${colorScheme}`, async () => {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        colorScheme,
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      const problems: string[] = []
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) problems.push(message.text())
      })
      page.on('pageerror', (error) => problems.push(error.message))
      await page.goto(`${origin}/sign-in?return=/admin`)
      await page.getByLabel('User name').fill('root')
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('heading', { level: 1, name: 'Manage' }).waitFor()
      await look(page)
      await page.getByRole('link', { name: 'Albums' }).last().click()
      const toggle = page.getByRole('link', { name: 'Show what is below Travels' })
      await toggle.focus()
      await page.keyboard.press('Enter')
      await page.getByRole('link', { name: 'Hide what is below Travels' }).waitFor()
      const focused = `document.activeElement.getAttribute('aria-label')`
      await expect.poll(() => page.evaluate<string>(focused)).toBe('Hide what is below Travels')
      await look(page)
      await page.getByRole('link', { name: 'Brittany', exact: true }).click()
      await look(page)
      await page.getByRole('link', { name: 'Permissions' }).click()
      await look(page)
      await page.goto(`${origin}/admin/albums/${albums.Brittany}/delete`)
      await look(page)
      // Text in the colour of its ground is left undecided by axe.
      const style = "getComputedStyle(document.querySelector('button.danger'))"
      expect(await page.evaluate<boolean>(`${style}.color !== ${style}.backgroundColor`)).toBe(true)
      await page.goto(`${origin}/admin/tags`)
      await look(page)
      await page.getByLabel('Below the tag').fill('nat')
      await page.locator('datalist option[value="Nature"]').waitFor({ state: 'attached' })
      await page.getByRole('link', { name: 'Sea', exact: true }).click()
      await look(page)
      expect(problems).toEqual([])
      await context.close()
    })
  }
})
