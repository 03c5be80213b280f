import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bigAlbum, bigAlbumSize, makePictures, openSite, plainAlbum, type TestSite } from './fixture.ts'

let site: TestSite
let folder: string
let albums: Map<string, { id: number; slug: string }>
let photos: number[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-browse-'))
  await makePictures(folder)
  site = await openSite(folder)
  const system = site.gallery.asSystem('test')
  const [root] = (await system.albums.list({ parent: null })).items
  const { items } = await system.albums.list({ parent: root?.id ?? 0 })
  albums = new Map([root, ...items].flatMap((album) => (album ? [[album.name, album]] : [])))
  photos = (await system.photos.list({ album: albumOf(bigAlbum).id, sort: 'fileName' })).items.map(({ id }) => id)
  const [first, second, third] = photos as [number, number, number]
  await system.photos.update(first, { tags: ['Sky', 'Sea'], rating: 4 })
  await system.photos.update(second, { tags: ['Sky', 'Rain'], rating: 5 })
  await system.photos.update(third, { tags: ['Sky'] })
  await system.photos.update(first, { albumIds: [albumOf(bigAlbum).id, await shelf()] })
}, 300_000)

afterAll(async () => {
  await site?.[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
  expect(site?.faults ?? []).toEqual([])
})

const shelf = async (): Promise<number> => {
  const album = await site.gallery.asSystem('test').albums.create({ name: 'Shelf', visibility: 'public' })
  albums.set('Shelf', album)
  return album.id
}
const albumOf = (name: string): { id: number; slug: string } => {
  const album = albums.get(name)
  if (!album) throw new Error(`No album ${name}`)
  return album
}
const segment = ({ id, slug }: { id: number; slug: string }): string => `${id}-${encodeURIComponent(slug)}`
const tagOf = async (name: string) => {
  const tag = (await site.gallery.asSystem('test').tags.list()).items.find((one) => one.name === name)
  if (!tag) throw new Error(`No tag ${name}`)
  return tag
}
const ask = (path: string, init: RequestInit = {}): Promise<Response> =>
  site.server.fetch(new Request(`http://gallery.test${path}`, { redirect: 'manual', ...init }))
const read = async (path: string, init?: RequestInit): Promise<string> => {
  const response = await ask(path, init)
  expect([path, response.status]).toEqual([path, 200])
  // What people wrote stands apart from the direction of what is around it, which is nothing to these tests.
  return (await response.text()).replaceAll(/<\/?bdi>| dir="auto"/g, '')
}
const shown = (html: string): number[] => [...html.matchAll(/data-photo="(\d+)"/g)].map(([, id]) => Number(id))
const hrefs = (html: string): string[] =>
  [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => (href ?? '').replaceAll('&amp;', '&'))
const follow = async (path: string): Promise<string> => {
  const response = await ask(path)
  expect([path, response.status]).toEqual([path, 302])
  return response.headers.get('location') ?? ''
}

describe('tags', () => {
  it('BRW-09, BRW-10: are combined by what the page offers, and taken away again', async () => {
    const [sky, sea] = [await tagOf('Sky'), await tagOf('Sea')]
    const one = await read(`/tags/${segment(sky)}`)
    expect(shown(one)).toHaveLength(3)
    const both = `/tags/${segment(sky)}/${segment(sea)}`
    expect(hrefs(one)).toContain(both)
    const html = await read(both)
    expect(shown(html)).toEqual([photos[0]])
    expect(html).toContain('noindex')
    expect(hrefs(html)).toEqual(expect.arrayContaining([`/tags/${segment(sky)}`, `/tags/${segment(sea)}`]))
    const card = hrefs(html).find((href) => href.startsWith('/photos/')) ?? ''
    expect(await read(card)).toContain('Photo 1 of 1')
    const wrong = await ask(`/tags/${sky.id}/${sea.id}`)
    expect([wrong.status, wrong.headers.get('location')]).toEqual([301, both])
    expect((await ask(`/tags/${segment(sky)}/999999`)).status).toBe(404)
  })

  it('BRW-11: stand in a cloud or by their letters', async () => {
    expect(await read('/tags')).toMatch(/class="weight-5"[^>]*>Sky</)
    const letters = await read('/tags?view=letters')
    expect(letters).toContain('>R</h3>')
    expect(letters).toContain('Rain')
  })
})

describe('albums', () => {
  it('BRW-08: show what several have in common', async () => {
    const path = `/albums/${segment(albumOf(bigAlbum))}+${segment(albumOf('Shelf'))}`
    expect(hrefs(await read(`/albums/${segment(albumOf(bigAlbum))}`))).toContain(path)
    expect(shown(await read(path))).toEqual([photos[0]])
    const none = await read(`/albums/${segment(albumOf(plainAlbum))}+${segment(albumOf('Shelf'))}`)
    expect(none).toContain('No photo is in all of these albums')
    expect((await ask(`/albums/${albumOf(bigAlbum).id}+999999`)).status).toBe(404)
  })

  it('BRW-04: keep the order that was chosen until the browser closes', async () => {
    const path = `/albums/${segment(albumOf(bigAlbum))}`
    const chosen = await ask(`${path}?sort=-fileName`)
    const cookie = (chosen.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    expect(cookie).toBe('vitrine_sort=-fileName')
    expect(shown(await read(path, { headers: { cookie } }))).toEqual(
      shown((await chosen.text()).replaceAll(/<\/?bdi>| dir="auto"/g, '')),
    )
    expect((await ask(`${path}?sort=default`)).headers.get('set-cookie')).toContain('vitrine_sort=default')
    expect(shown(await read(path, { headers: { cookie: 'vitrine_sort=evil' } }))[0]).toBe(shown(await read(path))[0])
  })
})

describe('the calendar', () => {
  it('BRW-16: leads from years to a day and its photos, and from there to a photo among them', async () => {
    expect(hrefs(await read('/calendar'))).toContain('/calendar/2020')
    expect(hrefs(await read('/calendar/2020'))).toContain('/calendar/2020/01')
    const month = await read('/calendar/2020/01')
    expect(hrefs(month)).toContain('/calendar/2020/01/01')
    expect(month.match(/<td class="day(?: [\w-]+)?"/g)).toHaveLength(35)
    expect(month).toMatch(/<th scope="col" abbr="Monday">/)
    const day = await read('/calendar/2020/01/01')
    expect(day).toContain(`${bigAlbumSize} photos`)
    const card = hrefs(day).find((href) => href.startsWith('/photos/')) ?? ''
    expect(card).toContain('date=created:2020-01-01')
    const photo = await read(card)
    expect(photo).toContain(`Photo 1 of ${bigAlbumSize}`)
    expect(hrefs(photo)).toContain('/calendar/2020/01/01')
  })

  it('BRW-16: takes any year, an album, tags or a search, and refuses what is no date', async () => {
    expect(await read('/calendar/any/01/01')).toContain(`${bigAlbumSize} photos`)
    expect(await read(`/calendar/2020?tag=${(await tagOf('Sky')).id}`)).toContain('3 photos')
    expect(await read(`/calendar/2020?album=${albumOf('Shelf').id}`)).toContain('1 photo<')
    expect(await read('/calendar/2020?q=zzzz')).toContain('No photos in this time')
    for (const path of [
      '/calendar/20',
      '/calendar/2020/13',
      '/calendar/2021/02/29',
      '/calendar/2020/1',
      '/calendar/2020/01/01/1',
      '/calendar/x',
    ])
      expect([path, (await ask(path)).status]).toEqual([path, 404])
    expect((await ask('/calendar?by=evil')).status).toBe(400)
    expect((await ask('/calendar?album=999999')).status).toBe(404)
  })
})

describe('lists of the whole gallery', () => {
  it('BRW-13, BRW-14: name the recent and the best rated, and keep their place on the way', async () => {
    const rated = await read('/rated')
    const best = shown(rated)
    expect(best.filter((id) => photos.includes(id))).toEqual([photos[1], photos[0]])
    for (const [index, id] of best.entries()) {
      expect(hrefs(rated)).toContain(`/photos/${id}?in=rated`)
      const next = best[index + 1]
      if (next) expect(hrefs(await read(`/photos/${id}?in=rated`))).toContain(`/photos/${next}?in=rated`)
    }
    expect(await read('/recent')).toContain('Albums with new photos')
    expect(await read('/popular')).toContain('Nothing was looked at yet')
    for (const path of ['/recent?days=0', '/recent?days=366', '/recent?days=x', '/photos/1?in=evil'])
      expect((await ask(path)).status).toBeGreaterThanOrEqual(400)
  })

  it('BRW-15: shuffles anew at each visit, and stays as it is while paging', async () => {
    const address = await follow('/random')
    expect(address).toMatch(/^\/random\?sort=random:\d+$/)
    const seen: number[] = []
    for (let next: string | undefined = address; next; ) {
      const html: string = await read(next)
      seen.push(...shown(html))
      next = /rel="next" href="([^"]+)" data-more/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    const { total } = await site.gallery.asSystem('test').photos.list()
    expect([seen.length, new Set(seen).size]).toEqual([total, total])
  })
})

describe('the filter bar', () => {
  it('turns what is ticked into the text of a query, and shows it as ticked', async () => {
    const sky = await tagOf('Sky')
    const address = await follow(`/search?bar=1&tag=${sky.id}&tagMode=all&rating=5&below=yes&words=sheet`)
    const q = new URL(address, 'http://gallery.test').searchParams.get('q') ?? ''
    expect((await site.gallery.asSystem('test').photos.list({ q })).items.map(({ id }) => id)).toEqual([photos[1]])
    const html = await read(address)
    expect(shown(html)).toEqual([photos[1]])
    expect(html).toMatch(new RegExp(`name="tag" value="${sky.id}" checked`))
    expect(html).toMatch(/name="rating" value="5" checked/)
    expect(html).toContain('Tags: Sky')
    expect(html).toContain('aria-label="Remove Rating: ★★★★★"')
  })

  it('counts what each choice would give, and keeps what it cannot show', async () => {
    const html = await read('/search?q=ratio:2..%20tag:sky')
    expect(html).toContain('name="ratio"')
    const all = await read('/search?q=tag:sky')
    expect(all).toMatch(/name="rating" value="5"><span class="filter-choice">★★★★★<\/span><span class="count">1</)
  })

  it('names words that nothing has, and what was not understood', async () => {
    expect(await read('/search?q=sheet%20zzzz')).toContain('No photo has: zzzz')
    expect(await read('/search?q=created:yesterday')).toContain('was read as plain words')
  })

  it('leaves out what makes no sense', async () => {
    expect(await follow('/search?bar=1&tag=x&rating=evil&created=never&near=1,2,3,4&widthMin=abc')).toBe('/search')
    const near = await follow('/search?bar=1&near=48.858,2.294,25')
    expect(new URL(near, 'http://gallery.test').searchParams.get('q')).toBe('near:48.858,2.294,25000m')
  })

  it('finds albums and tags of that name', async () => {
    expect(hrefs(await read('/search?q=shelf'))).toContain(`/albums/${segment(albumOf('Shelf'))}`)
    expect(hrefs(await read('/search?q=rain'))).toContain(`/tags/${segment(await tagOf('Rain'))}`)
  })
})
