import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, fsStorage, type Gallery, guest, sqlite } from '@vitrine/core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createServer } from '../../src/app.ts'
import { jpeg } from './world.ts'

let folder: string
let gallery: Gallery

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-broken-'))
  await mkdir(join(folder, 'pictures'))
  await writeFile(join(folder, 'pictures', 'gone.jpg'), await jpeg('#357'))
  gallery = await createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'data') }),
    cacheFolder: join(folder, 'cache'),
  })
  const { library } = gallery.asSystem('test')
  const root = await library.addRoot({ path: join(folder, 'pictures') })
  await library.sync(root.id)
  await rm(join(folder, 'pictures', 'gone.jpg'))
})

afterAll(async () => {
  await gallery.close()
  await rm(folder, { recursive: true, force: true })
})

it('shows a page a quiet sign in place of a picture that cannot be made, and tells a program why', async () => {
  const server = createServer(gallery)
  const [photo] = (await gallery.as(guest).photos.list()).items
  const url = `http://localhost/media/${photo?.id}/small-${photo?.derivatives.small?.key}`

  const shown = await server.fetch(new Request(url, { headers: { 'sec-fetch-dest': 'image', accept: 'image/*' } }))
  expect(shown.status).toBe(200)
  expect(Object.fromEntries(shown.headers)).toMatchObject({
    'content-type': 'image/svg+xml',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  expect(await shown.text()).toMatch(/^<svg .*<\/svg>$/)

  const told = await server.fetch(new Request(url))
  expect(told.status).toBe(503)
  expect(await told.json()).toMatchObject({ error: { code: 'STORAGE_NOT_FOUND' } })

  const unknown = url.replace(/small-.*/, 'small-AAAAAAAAAAAAAAAAAAAAAA')
  const wrongKey = await server.fetch(new Request(unknown, { headers: { 'sec-fetch-dest': 'image' } }))
  expect(wrongKey.status).toBe(404)
  await server.close()
})
