import { DOMParser } from '@xmldom/xmldom'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openWorld, type World } from '../api/world.ts'

const origin = 'https://photos.example.org'
const hostile = '</script><script>alert(1)</script> ]]> & "quoted" <b>'

/** Every address in a text that is one of this gallery. */
const addressesIn = (text: string): string[] =>
  [...text.matchAll(/https:\/\/photos\.example\.org[^\s"'<>&]*/g)].map(String)

/** What an XML document holds; a fault of it is a fault of the test. */
const parseXml = (text: string) =>
  new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`)
    },
  }).parseFromString(text, 'application/xml')

const textsOf = (xml: string, name: string): string[] =>
  [...parseXml(xml).getElementsByTagName(name)].map(({ textContent }) => textContent ?? '')

describe('what the gallery tells other sites and programs', () => {
  let world: World
  let close: () => Promise<void>
  beforeAll(async () => {
    ;({ world, close } = await openWorld('fetch', { baseUrl: origin, basePath: '/gallery', costlyPerMinute: null }))
    const system = world.gallery.asSystem('test')
    await system.albums.update(world.albums.open.id, { description: hostile })
    await system.photos.update(world.photos.open.id, {
      title: hostile,
      description: `First\nsecond ${hostile}`,
      author: hostile,
      copyright: hostile,
      tags: ['red', hostile.slice(0, 60)],
    })
  })
  afterAll(() => close())

  const read = async (path: string, init?: RequestInit) => {
    const response = await world.request(path, init)
    return { response, text: await response.text() }
  }
  /** Addresses that are told to guests are those that guests reach. */
  const expectReachable = async (text: string) => {
    const addresses = addressesIn(text).filter((address) => !address.includes('/oembed'))
    expect(addresses.length).toBeGreaterThan(0)
    for (const address of new Set(addresses)) {
      const { response } = await read(address.slice(`${origin}/gallery`.length))
      expect(response.status, address).toBe(200)
    }
  }

  it('AZ-18: feeds are what guests see, whoever asks, and markup in it is text', async () => {
    const cookie = await world.cookieOf('admin')
    const paths = ['recent', `albums/${world.albums.open.id}`]
    for (const path of paths) {
      const { text, response } = await read(`/feeds/${path}.atom`)
      expect(response.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8')
      expect(response.headers.get('cache-control')).toContain('private')
      expect(text).not.toContain('canary')
      const titles = textsOf(text, 'title')
      expect(titles.at(-1)).toBe(hostile)
      expect(textsOf(text, 'content').join()).not.toContain('<script>')
      await expectReachable(text)
      expect((await read(`/feeds/${path}.atom`, { headers: { cookie } })).text).toBe(text)
      const etag = response.headers.get('etag') ?? ''
      expect((await read(`/feeds/${path}.atom`, { headers: { 'if-none-match': etag } })).response.status).toBe(304)
    }
    const feed = JSON.parse((await read('/feeds/recent.json')).text)
    expect(feed).toMatchObject({ version: 'https://jsonfeed.org/version/1.1', items: [{ title: hostile }] })
    expect(feed.items[0].content_html).not.toContain('<script>')
    for (const path of [`albums/${world.albums.hidden.id}.atom`, 'recent.rss', 'other.atom', 'albums/x.atom'])
      expect((await read(`/feeds/${path}`, { headers: { cookie } })).response.status, path).toBe(404)
  })

  it('AZ-19: site maps and robots.txt name what is public, and nothing else', async () => {
    const cookie = await world.cookieOf('admin')
    const { text: robots } = await read('/robots.txt')
    expect(robots).toContain(`Sitemap: ${origin}/gallery/sitemap.xml`)
    expect(robots).toContain('Disallow: /gallery/admin')
    expect(robots).not.toMatch(/canary|\d/)
    const { text: index } = await read('/sitemap.xml', { headers: { cookie } })
    const files = textsOf(index, 'loc')
    expect(files.map((file) => file.split('/').at(-1))).toEqual(['albums-0.xml', 'photos-0.xml'])
    const named: string[] = []
    for (const file of files) {
      const { text } = await read(file.slice(`${origin}/gallery`.length), { headers: { cookie } })
      named.push(...textsOf(text, 'loc'))
      await expectReachable(text)
    }
    expect(named).toContain(`${origin}/gallery/photos/${world.photos.open.id}`)
    expect(named).not.toContain(`${origin}/gallery/photos/${world.photos.hidden.id}`)
    expect(named.join()).not.toMatch(/canary|hidden/)
    expect((await read('/sitemaps/photos-1.xml')).response.status).toBe(200)
    expect((await read('/sitemaps/photos-x.xml')).response.status).toBe(404)
  })

  it('AZ-19: pages say what others show of them, as text, and hidden ones nothing', async () => {
    const { text } = await read(`/photos/${world.photos.open.id}`)
    const content = (property: string) => new RegExp(`<meta property="${property}" content="([^"]*)">`).exec(text)?.[1]
    expect(content('og:title')).toBe(
      '&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; &amp; &quot;quoted&quot; &lt;b&gt;',
    )
    expect(content('og:url')).toBe(`${origin}/gallery/photos/${world.photos.open.id}`)
    const [, jsonLd = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text) ?? []
    expect(JSON.parse(jsonLd)).toMatchObject({ '@type': 'ImageObject', name: hostile, copyrightNotice: hostile })
    expect(text.match(/<script>/g)).toBeNull()
    const image = content('og:image') ?? ''
    expect((await read(image.slice(`${origin}/gallery`.length))).response.status).toBe(200)

    const album = await read(`/albums/${world.albums.open.id}-${world.albums.open.slug}`)
    expect(album.text).toContain(`href="/gallery/feeds/albums/${world.albums.open.id}.atom"`)
    expect(album.text).toContain('"@type":"ImageGallery"')
    const hidden = await read(`/photos/${world.photos.hidden.id}`)
    expect(hidden.response.status).toBe(404)
    expect(hidden.text).not.toMatch(/og:|ld\+json|canary/)
  })

  it('AZ-19: photos can be embedded by their address, where guests see them', async () => {
    const cookie = await world.cookieOf('admin')
    const ask = (query: Record<string, string>) =>
      read(`/oembed?${new URLSearchParams(query)}`, { headers: { cookie } })
    const url = `${origin}/gallery/photos/${world.photos.open.id}`
    const found = JSON.parse((await ask({ url, maxwidth: '150' })).text)
    expect(found).toMatchObject({ type: 'photo', title: hostile, author_name: hostile })
    expect(found.width).toBeLessThanOrEqual(150)
    expect((await read(found.url.slice(`${origin}/gallery`.length))).response.status).toBe(200)
    const refused: [Record<string, string>, number][] = [
      [{ url: `${origin}/gallery/photos/${world.photos.hidden.id}` }, 404],
      [{ url: `https://elsewhere.example/gallery/photos/${world.photos.open.id}` }, 404],
      [{ url: `${origin}/gallery/../photos/${world.photos.open.id}` }, 404],
      [{}, 404],
      [{ url, maxwidth: '0' }, 400],
      [{ url, maxwidth: '1' }, 404],
      [{ url, format: 'xml' }, 400],
    ]
    for (const [query, status] of refused)
      expect((await ask(query)).response.status, JSON.stringify(query)).toBe(status)
  })

  it('a gallery for those who sign in tells nobody anything', async () => {
    const system = world.gallery.asSystem('test')
    await system.rights.setGuests({ enabled: false })
    try {
      expect((await read('/robots.txt')).text).toBe('User-agent: *\nDisallow: /\n')
      for (const path of ['/feeds/recent.atom', '/sitemap.xml', '/sitemaps/photos-0.xml'])
        expect((await read(path)).text, path).not.toMatch(/canary|photos\/\d/)
    } finally {
      await system.rights.setGuests({ enabled: true })
    }
  })
})
