import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServer, type VitrineServer } from 'vitrine'

let folder: string
let gallery: Gallery
let server: VitrineServer

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-permalinks-'))
  gallery = await createGallery({
    database: sqlite({ file: join(folder, 'gallery.db') }),
    storage: fsStorage({ root: join(folder, 'originals') }),
  })
  server = await createServer(gallery)
})

afterAll(async () => {
  await server?.close()
  await gallery?.close()
  await rm(folder, { recursive: true, force: true })
})

const ask = async (path: string): Promise<[status: number, location: string | null]> => {
  const response = await server.fetch(new Request(`http://gallery.test${path}`, { redirect: 'manual' }))
  return [response.status, response.headers.get('location')]
}
const page = async (path: string): Promise<string> =>
  (await server.fetch(new Request(`http://gallery.test${path}`))).text()

describe('the page of an album with a permalink', () => {
  it('is found there; what it was found at before leads there', async () => {
    const { albums } = gallery.asSystem('test')
    await albums.create({ name: 'Another' })
    const { id } = await albums.create({ name: 'Iceland' })
    expect(await ask(`/albums/${id}-iceland`)).toEqual([200, null])
    await albums.update(id, { permalink: 'first' })
    await albums.update(id, { permalink: 'Travel/2019/Ísland' })
    const address = `/albums/Travel/2019/${encodeURIComponent('Ísland')}`
    expect(await ask(address)).toEqual([200, null])
    expect(await page(address)).toContain(`<link rel="canonical" href="${address}"`)
    expect(await page('/')).toContain(`href="${address}"`)
    for (const old of [`/albums/${id}`, `/albums/${id}-iceland`, '/albums/first', '/albums/FIRST'])
      expect(await ask(old), old).toEqual([301, address])
    expect(await ask('/albums/travel/2019/%C3%8Dsland?cursor=x')).toEqual([301, `${address}?cursor=x`])
    expect(await ask('/albums/travel')).toEqual([404, null])
    expect(await ask('/albums/a/%ff')).toEqual([400, null])
  })

  it('of an album that one may not see answers as if there were nothing', async () => {
    const { albums } = gallery.asSystem('test')
    const { id } = await albums.create({ name: 'Hidden', visibility: 'private' })
    await albums.update(id, { permalink: 'secret/old' })
    await albums.update(id, { permalink: 'secret/new' })
    const unknown = await page('/albums/secret/xxx')
    for (const path of ['/albums/secret/old', '/albums/secret/new']) {
      expect(await ask(path)).toEqual([404, null])
      expect(
        (await page(path))
          .replaceAll(encodeURIComponent(path), encodeURIComponent('/albums/secret/xxx'))
          .replaceAll(path, '/albums/secret/xxx'),
      ).toBe(unknown)
    }
    expect(await ask(`/albums/${id}-hidden`)).toEqual([404, null])
  })
})
