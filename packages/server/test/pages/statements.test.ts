import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'
import { recordingDatabase } from '../../../core/test/sql/recording.ts'
import { makePictures } from './fixture.ts'

/** What a page of a running server may ask the database, however much it shows. */
const maxStatements = 6

describe('pages of a server that has run for a moment', () => {
  let folder: string
  let gallery: Gallery
  let server: VitrineServer
  const sent: string[] = []

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-statements-'))
    await makePictures(join(folder, 'pictures'))
    gallery = await createGallery({
      database: recordingDatabase(sqlite({ file: join(folder, 'gallery.db') }), ({ file, sender, text }) => {
        sent.push(`${file} ${sender}: ${text}`)
      }),
      storage: fsStorage({ root: join(folder, 'originals') }),
      cacheFolder: join(folder, 'cache'),
      passwordCost: { N: 16, r: 8, p: 1 },
    })
    server = createServer(gallery)
    const system = gallery.asSystem('test')
    const root = await system.library.addRoot({ path: join(folder, 'pictures'), visibility: 'public' })
    await system.library.sync(root.id)
    await system.users.create({ username: 'ann', password: 'correct horse battery' })
    const { items } = await system.photos.list({ limit: 50 })
    for (const [index, { id }] of items.entries())
      await system.photos.update(id, {
        tags: ['sea', `tag ${index % 7}`],
        latitude: (index % 60) - 10,
        longitude: index % 90,
      })
    await system.browse.calendar()
  })

  afterAll(async () => {
    await server.close()
    await gallery.close()
    await rm(folder, { recursive: true, force: true })
  })

  const get = async (path: string, cookie: string, language = 'en'): Promise<readonly string[]> => {
    sent.length = 0
    const response = await server.fetch(
      new Request(`http://localhost${path}`, { headers: { cookie, 'accept-language': language } }),
    )
    expect([path, response.status]).toEqual([path, 200])
    await response.text()
    return [...sent]
  }
  const signIn = async (): Promise<string> => {
    const response = await server.fetch(
      new Request('http://localhost/api/v1/session', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ username: 'ann', password: 'correct horse battery' }),
      }),
    )
    expect(response.status).toBe(200)
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ')
  }

  it(`send ${maxStatements} statements at most, to guests and to members`, async () => {
    const { items: roots } = await gallery.asSystem('test').albums.list({ parent: null })
    const { items: albums } = await gallery.asSystem('test').albums.list({ parent: roots[0]?.id ?? null })
    const paths = [
      '/',
      '/tags',
      '/recent',
      '/calendar',
      '/map',
      '/about',
      '/map?box=40,-10,60,20',
      ...albums.map(({ id, slug }) => `/albums/${id}-${slug}`),
    ]
    for (const { id, slug } of albums) {
      const { items } = await gallery.asSystem('test').photos.list({ album: id, limit: 3 })
      paths.push(...items.flatMap((photo) => [`/albums/${id}-${slug}/photos/${photo.id}`, `/photos/${photo.id}`]))
    }
    expect(paths.length).toBeGreaterThan(12)
    for (const cookie of ['', await signIn()])
      for (const path of paths) {
        await get(encodeURI(path), cookie)
        const statements = await get(encodeURI(path), cookie)
        expect(statements.length, [path, ...statements].join('\n')).toBeLessThanOrEqual(maxStatements)
        // Whoever asks, what it may see is looked up.
        expect(statements.some((statement) => statement.includes('gallery_state'))).toBe(true)
      }
  })

  it('LNG-03 send no more where texts are read in another language', async () => {
    const system = gallery.asSystem('test')
    const [root] = (await system.albums.list({ parent: null })).items
    const [photo] = (await system.photos.list({ limit: 1 })).items
    if (!root || !photo) throw new Error('Expected an album and a photo.')
    await system.albums.update(root.id, { translations: { fr: { name: 'Racine' } } })
    await system.photos.update(photo.id, { translations: { fr: { title: 'Une photo' } } })
    await system.tags.manage.update(photo.tags[0]?.id ?? 0, { translations: { fr: { name: 'mer' } } })
    const paths = ['/', '/tags', '/recent', `/albums/${root.id}-${root.slug}`, `/photos/${photo.id}`]
    for (const cookie of ['', await signIn()])
      for (const path of paths) {
        await get(encodeURI(path), cookie, 'fr')
        const statements = await get(encodeURI(path), cookie, 'fr')
        expect(statements.length, [path, ...statements].join('\n')).toBeLessThanOrEqual(maxStatements)
      }
  })

  it('send no more where there are comments, either', async () => {
    const system = gallery.asSystem('test')
    await system.comments.setSettings({ enabled: true, guests: true, floodSeconds: 0 })
    const [photo, other] = (await system.photos.list({ limit: 2 })).items
    const [user] = (await system.users.list({ q: 'ann' })).items
    if (!photo || !other || !user) throw new Error('Expected photos and a user.')
    const ann = gallery.as({ kind: 'user', userId: user.id })
    const [albumId] = photo.albumIds
    await ann.comments.add({ photoId: photo.id }, { body: 'The light in this one' })
    await ann.comments.add({ albumId: albumId ?? 0 }, { body: 'All of them' })
    const album = await system.albums.get(albumId ?? 0)
    const most = [
      [`/photos/${other.id}`, maxStatements],
      [`/photos/${photo.id}`, maxStatements],
      [`/albums/${album.id}-${album.slug}`, maxStatements],
      ['/comments', maxStatements],
      [`/comments?album=${album.id}&q=light`, maxStatements],
    ] as const
    for (const cookie of ['', await signIn()])
      for (const [path, max] of most) {
        await get(encodeURI(path), cookie)
        const statements = await get(encodeURI(path), cookie)
        expect(statements.length, [path, ...statements].join('\n')).toBeLessThanOrEqual(max)
      }
  })
})
