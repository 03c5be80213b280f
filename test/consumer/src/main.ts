import { type ErrorCode, type Gallery, guest, VitrineError } from '@vitrine/core'
import { type Album, createClient, VitrineApiError } from '@vitrine/sdk'

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
if (!VitrineError.has(error, 'PHOTO_NOT_FOUND') || titles.length !== 1) throw new Error('expected an error of the core')

console.log('The consumer is content.')
