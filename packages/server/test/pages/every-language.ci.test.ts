import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLanguages, type Language } from '../../src/languages/languages.ts'
import { bundledLocalesFolder, readCatalogue } from '../../src/languages/read-catalogue.ts'
import { openWorld, type World } from '../api/world.ts'
import { patternsOf, textsOf } from './sentences.ts'

const english = patternsOf(readCatalogue(join(bundledLocalesFolder(), 'en')))
const { all } = createLanguages({ log: () => {} })

/** Texts of a page that are sentences of ours in English and not in its own language. */
const fallenBack = (html: string, { code }: Language): string[] => {
  const own = patternsOf(readCatalogue(join(bundledLocalesFolder(), code)))
  return textsOf(html).filter((text) => english.test(text) && !own.test(text))
}

describe('public pages in the languages that come with the server', () => {
  let world: World
  let close: () => Promise<void>
  let key = ''
  let locked = ''
  const paths = { guest: [] as string[], member: [] as string[], admin: [] as string[] }

  beforeAll(async () => {
    ;({ world, close } = await openWorld('fetch', { costlyPerMinute: null }))
    const { gallery, albums, photos, users } = world
    const system = gallery.asSystem('test')
    // No name is a sentence of the pages.
    await system.albums.update(albums.open.id, { name: 'Kv 7', description: 'Xyz.' })
    await system.albums.update(albums.granted.id, { name: 'Kv 8' })
    await system.albums.create({ name: 'Kv 9', parentId: albums.open.id })
    await system.photos.update(photos.open.id, {
      takenAt: '2020-02-03T10:00:00Z',
      rating: 4,
      latitude: 60,
      longitude: 10,
      description: 'Xyz.',
      author: 'Kv',
    })
    await system.comments.setSettings({ enabled: true, guests: true, floodSeconds: 0 })
    await system.settings.setAccounts({ registration: 'approval', emailRequired: false })
    const member = gallery.as({ kind: 'user', userId: users.member.id })
    await member.comments.add({ photoId: photos.open.id }, { body: 'Xyz.' })
    await member.favourites.add([photos.open.id])
    await member.keys.create({ name: 'Kv', scopes: ['upload'], expiresInDays: null })
    const draft = { albumIds: [albums.open.id], feedback: ['comment', 'favourite', 'rate'] as const }
    const made = await system.shares.create({ ...draft, name: 'Kv 1' })
    key = made.key
    ;({ key: locked } = await system.shares.create({ ...draft, name: 'Kv 2', password: 'secret', maxUses: 3 }))
    const [tag] = (await system.tags.list()).items
    const photo = `/albums/${albums.open.id}-${(await system.albums.get(albums.open.id)).slug}/photos/${photos.open.id}`
    paths.guest = [
      '/',
      `/albums/${albums.open.id}`,
      photo,
      '/search',
      '/search?q=red',
      '/search?q=nothing+at+all',
      '/search?q=rating:4+created:2020+tag:*+shape:landscape+x:y',
      '/tags',
      '/tags?view=letters',
      `/tags/${tag?.id}`,
      '/calendar',
      '/calendar/2020',
      '/calendar/2020/02',
      '/calendar/2020/02/03',
      '/map',
      '/recent',
      '/popular',
      '/rated',
      '/random',
      '/comments',
      '/sign-in',
      '/forgot',
      '/register',
      '/reset?token=x',
      '/set-up?token=x',
      `/slideshow?album=${albums.open.id}`,
      `/select?album=${albums.open.id}`,
      `/archive?album=${albums.open.id}`,
      `/s/${locked}`,
      '/nothing',
    ]
    paths.member = [
      '/',
      `/albums/${albums.granted.id}`,
      photo,
      '/account',
      '/account/confirm',
      '/account/security',
      '/account/keys',
      '/favourites',
      '/uploads',
      '/links',
      `/upload?album=${albums.granted.id}`,
    ]
    // What editors and owners of albums may come to see.
    paths.admin = [photo, `/share?album=${albums.open.id}`, `/links/${made.link.id}`, `/photos/${photos.open.id}/files`]
  }, 120_000)
  afterAll(() => close?.())

  const read = async (path: string, code: string, cookie = ''): Promise<string> => {
    const headers = { 'accept-language': code, accept: 'text/html', cookie }
    let response = await world.request(path, { headers })
    // To the one address that the page has.
    if ([301, 302].includes(response.status)) {
      const { pathname, search } = new URL(response.headers.get('location') ?? '', world.baseUrl)
      response = await world.request(`${pathname}${search}`, { headers })
    }
    expect(response.headers.get('content-type'), path).toContain('text/html')
    return response.text()
  }
  const expectSpoken = (html: string, path: string, language: Language): void => {
    const [, lang, dir] = /<html lang="([^"]*)" dir="([^"]*)"/.exec(html) ?? []
    expect([path, lang, dir]).toEqual([path, language.code, language.code === 'ar' ? 'rtl' : 'ltr'])
    expect([path, fallenBack(html, language)]).toEqual([path, []])
  }

  it('are nine, and each says what it is called in itself', () => {
    expect(all.map(({ code, name }) => `${code} ${name}`).sort()).toEqual([
      'ar العربية',
      'de Deutsch',
      'en English',
      'es Español',
      'fr Français',
      'it Italiano',
      'ja 日本語',
      'nl Nederlands',
      'pt Português',
    ])
  })

  it('would be found out', async () => {
    const html = await read('/sign-in', 'en')
    const german = all.find(({ code }) => code === 'de')
    expect(german && fallenBack(html, german)).toContain('Sign in')
  })

  it.each(all.filter(({ code }) => code !== 'en'))('speak $name to guests and members', async (language) => {
    for (const path of paths.guest) expectSpoken(await read(path, language.code), path, language)
    for (const username of ['member', 'admin'] as const) {
      const cookie = await world.cookieOf(username)
      for (const path of paths[username]) expectSpoken(await read(path, language.code, cookie), path, language)
    }
  })

  it.each(all.filter(({ code }) => code !== 'en'))('speak $name to those who came by a link', async (language) => {
    const entered = await world.request(`/s/${key}`, { headers: { 'accept-language': language.code } })
    const cookie = entered.headers
      .getSetCookie()
      .map((text) => text.split(';')[0])
      .join('; ')
    const to = entered.headers.get('location') ?? ''
    for (const path of [to, '/favourites']) expectSpoken(await read(path, language.code, cookie), path, language)
  })
})
