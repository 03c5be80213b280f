import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { titleFromFileName } from './title-from-file-name.ts'

let folder: string
let gallery: Gallery

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-plugin-'))
  await mkdir(join(folder, 'pictures'))
  gallery = await createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'storage') }),
    cacheFolder: join(folder, 'cache'),
  })
})

afterEach(async () => {
  await gallery.close()
  await rm(folder, { recursive: true, force: true })
})

let shade = 0
const paint = (name: string) => {
  shade += 9
  return sharp({ create: { width: 40, height: 30, channels: 3, background: { r: shade, g: 80, b: 90 } } })
    .jpeg()
    .toFile(join(folder, 'pictures', name))
}

const titles = async (): Promise<Record<string, string | null>> => {
  const system = gallery.asSystem('test')
  const root = await system.library.addRoot({ path: join(folder, 'pictures') })
  await system.library.sync(root.id)
  const { items } = await system.photos.list({})
  return Object.fromEntries(items.map((photo) => [photo.fileName, photo.title]))
}

it('fills empty titles, and only those that a name says something for', async () => {
  titleFromFileName()(gallery.hooks)
  await paint('the_old_mill.jpg')
  await paint('IMG_2041.JPG')
  expect(await titles()).toEqual({ 'the_old_mill.jpg': 'the old mill', 'IMG_2041.JPG': null })
})

it('leaves the title that another handler gave', async () => {
  titleFromFileName()(gallery.hooks)
  gallery.hooks.filter('photo.adding', (payload) => ({ ...payload, draft: { ...payload.draft, title: 'Given' } }))
  await paint('the_old_mill.jpg')
  expect(await titles()).toEqual({ 'the_old_mill.jpg': 'Given' })
})

it('takes a rule of its own', async () => {
  titleFromFileName({ toTitle: (name) => name.toUpperCase() })(gallery.hooks)
  await paint('mill.jpg')
  expect(await titles()).toEqual({ 'mill.jpg': 'MILL.JPG' })
})

it('ends when it is told to', async () => {
  const stop = titleFromFileName()(gallery.hooks)
  expect(gallery.hooks.list('photo.adding')).toMatchObject([{ owner: 'title-from-file-name', priority: 90 }])
  expect(stop()).toBe(true)
  expect(stop()).toBe(false)
  await paint('the_old_mill.jpg')
  expect(await titles()).toEqual({ 'the_old_mill.jpg': null })
})
