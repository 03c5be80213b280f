import { access, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type CreateGalleryOptions, createGallery, fsStorage, guest, sqlite } from '../src/index.ts'
import { createTestGallery } from '../src/testing/test-gallery.ts'
import { describeDialects } from './dialects.ts'
import { refusalOf } from './world.ts'

describe('options', () => {
  it('tell every fault at once, by its path', async () => {
    const input = {
      database: {},
      storage: 'here',
      cacheFolder: '',
      limits: { maxBytes: 'many', maxPixels: 0 },
      passwordCost: { N: 1000, r: 8, p: 1.5 },
      sizes: [
        { name: 'Big One', widthPx: 0, heightPx: 10, fit: 'inside', enabled: true },
        { name: 'small', widthPx: 10, heightPx: 10, fit: 'inside', enabled: true },
        { name: 'small', widthPx: 10, heightPx: 10, fit: 'inside', enabled: true },
      ],
      clock: 'noon',
      title: '',
      colour: 'red',
    }
    const error = await refusalOf(createGallery(input as unknown as CreateGalleryOptions), 'OPTIONS_INVALID')
    expect(error.issues.map(({ path }) => path).sort()).toEqual([
      'cacheFolder',
      'clock',
      'colour',
      'database',
      'limits.maxBytes',
      'limits.maxPixels',
      'passwordCost.N',
      'passwordCost.p',
      'sizes.0.name',
      'sizes.0.widthPx',
      'sizes.2.name',
      'storage',
      'title',
    ])
    await refusalOf(createGallery(undefined as unknown as CreateGalleryOptions), 'OPTIONS_INVALID')
  })

  it('leave no connection and no file behind where they are refused', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-options-'))
    const options = { database: sqlite({ file: join(folder, 'gallery.db') }), storage: fsStorage({ root: folder }) }
    await refusalOf(createGallery({ ...options, title: '' }), 'OPTIONS_INVALID')
    expect(await readdir(folder)).toEqual([])
    await rm(folder, { recursive: true })
  })

  it('tell of a database file that is none', async () => {
    const storage = fsStorage({ root: tmpdir() })
    await refusalOf(createGallery({ database: sqlite({ file: ':memory:' }), storage }), 'OPTIONS_INVALID')
    await refusalOf(createGallery({ database: sqlite({ file: process.execPath }), storage }), 'DATABASE_UNAVAILABLE')
  })
})

describe('a gallery', () => {
  it('keeps its temporary cache to itself and takes it away', async () => {
    const caches = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('vitrine-cache-'))
    const before = new Set(await caches())
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-options-'))
    const gallery = await createGallery({
      database: sqlite({ file: join(folder, 'gallery.db') }),
      storage: fsStorage({ root: join(folder, 'originals') }),
    })
    await gallery.as(guest).albums.list({ parent: null })
    await gallery.close()
    expect((await caches()).filter((name) => !before.has(name))).toEqual([])
    await rm(folder, { recursive: true })
  })

  it('made for tests leaves nothing behind', async () => {
    const test = await createTestGallery()
    await access(join(test.folder, 'gallery.db'))
    await test[Symbol.asyncDispose]()
    await expect(access(test.folder)).rejects.toThrow('ENOENT')
  })

  it('wants a reason from whoever acts as the system', async () => {
    await using test = await createTestGallery()
    expect(() => test.gallery.asSystem(' ')).toThrow(TypeError)
  })
})

describeDialects('closing', ({ openTestGallery }) => {
  it('waits for calls under way and refuses new ones', async () => {
    const { gallery, system, addAlbum } = await openTestGallery()
    await addAlbum('Before')
    const underWay = Array.from({ length: 10 }, (_, index) => system.albums.create({ name: `Album ${index}` }))
    const outcomes = Promise.allSettled(underWay)
    await gallery.close()
    // Each was done whole or refused as a whole; none met a database that was taken away.
    for (const outcome of await outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'GALLERY_CLOSED' })
    await refusalOf(system.albums.list({ parent: null }), 'GALLERY_CLOSED')
    await refusalOf(gallery.sessions.signIn({ username: 'a', password: 'b' }), 'GALLERY_CLOSED')
    await refusalOf(gallery.checkHealth(), 'GALLERY_CLOSED')
    await gallery.close()
  })
})

describeDialects('two galleries in one process', ({ openTestGallery }) => {
  it('share nothing', async () => {
    const one = await openTestGallery()
    const two = await openTestGallery()
    const heard: string[] = []
    one.gallery.hooks.on('album.created', () => void heard.push('one'))
    two.gallery.hooks.on('album.created', () => void heard.push('two'))
    one.gallery.jobs.define('work', async () => void heard.push('job of one'))

    const user = await one.addUser('ann')
    const album = await one.addAlbum('Sea')
    await one.addPhoto(album.id, { tags: ['coast'] })
    await one.gallery.jobs.enqueue('work', {})
    expect(heard).toEqual(['one'])

    expect((await two.system.albums.list({ parent: null })).total).toBe(0)
    expect((await two.system.photos.list()).total).toBe(0)
    expect((await two.system.tags.list()).total).toBe(0)
    expect((await two.system.users.list()).total).toBe(0)
    await refusalOf(two.gallery.as(user.actor).albums.list({ parent: null }), 'UNAUTHENTICATED')
    expect(await two.gallery.jobs.runNext()).toBe(false)
    expect(await two.files('originals')).toEqual([])

    const { token } = await one.gallery.sessions.signIn({ username: 'ann', password: 'correct horse battery' })
    expect(await two.gallery.sessions.resolve(token)).toBeNull()
    two.clock.advance(60_000)
    expect(one.clock()).not.toEqual(two.clock())
    await two.gallery.close()
    expect((await one.system.albums.list({ parent: null })).total).toBe(1)
  })
})
