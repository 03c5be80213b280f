import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, type ErrorCode, fsStorage, type Gallery, guest, sqlite, VitrineError } from '@vitrine/core'
import { type Album, createClient, VitrineApiError } from '@vitrine/sdk'
import { createServer } from 'vitrine'

/** What a program does that holds the gallery itself. */
const titles = async (gallery: Gallery): Promise<string[]> => {
  const { items } = await gallery.as(guest).albums.list({ parent: null })
  return items.map((album) => album.name)
}

/** What a program does that talks to a gallery over the network; here it gets a refusal. */
const client = createClient({
  baseUrl: 'https://photos.example.org',
  fetch: async () => Response.json({ error: { code: 'FORBIDDEN', message: 'No.', issues: [] } }, { status: 403 }),
})
const remoteTitles = async (): Promise<string[]> => {
  const { items } = await client.albums.list({ parent: null })
  return items.map((album: Album) => album.name)
}
const refusal: unknown = await remoteTitles().catch((error: unknown) => error)
if (!(refusal instanceof VitrineApiError) || refusal.code !== 'FORBIDDEN')
  throw new Error('expected an error of the client', { cause: refusal })

const code: ErrorCode = 'PHOTO_NOT_FOUND'
const error: unknown = new VitrineError(code)
if (!VitrineError.has(error, 'PHOTO_NOT_FOUND')) throw new Error('expected an error of the core')

// A gallery of its own, on HTTP, asked by the client: all three packages as they are published.
const folder = await mkdtemp(join(tmpdir(), 'vitrine-consumer-'))
const gallery = await createGallery({
  database: sqlite({ file: join(folder, 'gallery.db') }),
  storage: fsStorage({ root: join(folder, 'storage') }),
  cacheFolder: join(folder, 'cache'),
})
await gallery.asSystem('consumer').albums.create({ name: 'Sea' })
const server = createServer(gallery)
const local = createClient({ baseUrl: 'http://localhost', fetch: (request) => server.fetch(request) })
const names = (await local.albums.list({ parent: null })).items.map((album) => album.name)
if (names.join() !== 'Sea' || (await titles(gallery)).join() !== 'Sea') throw new Error('expected the album')
const page = await server.fetch(new Request('http://localhost/'))
if (!(await page.text()).includes('Sea')) throw new Error('expected a page with its theme')
await server.close()
await gallery.close()
await rm(folder, { recursive: true, force: true })

console.log('The consumer is content.')
