// Changes and watches what a gallery does: `tsx main.ts PICTURE [DATA]`.
import { createReadStream } from 'node:fs'
import { basename, join } from 'node:path'
import { createGallery, fsStorage, reject, sqlite, VitrineError } from '@vitrine/core'
import { titleFromFileName } from '@vitrine/plugins/title-from-file-name'

const [picture = 'picture.jpg', data = './gallery-data'] = process.argv.slice(2)

await using gallery = await createGallery({
  database: sqlite({ file: join(data, 'gallery.db') }),
  storage: fsStorage({ root: join(data, 'storage') }),
  cacheFolder: join(data, 'cache'),
})
const { hooks } = gallery
const owner = 'example'

// A filter returns the payload, changed or not. It runs inside the transaction, and lower priorities first.
hooks.filter(
  'photo.adding',
  (payload) => ({ ...payload, draft: { ...payload.draft, tags: [...payload.draft.tags, 'from the example'] } }),
  { owner, priority: 5 },
)
const stopTitles = titleFromFileName()(hooks)

// A gate returns nothing, or why not. One that throws or hangs has said no.
hooks.gate(
  'upload.validate',
  ({ bytes }) => (bytes > 20_000_000 ? reject('TOO_LARGE', 'At most 20 MB, please.', 'file') : undefined),
  { owner },
)
hooks.gate(
  'upload.authorize',
  ({ files }) =>
    files.some(({ name }) => name.startsWith('secret')) ? reject('SECRET', 'Secrets stay at home.', 'file') : undefined,
  { owner },
)

// An action after commit is told what is true for good.
hooks.on('photo.added', ({ photos, source }) => console.log(`Added by ${source}: photo ${photos[0]?.id}`), { owner })

const system = gallery.asSystem('example: hooks')
const album = await system.albums.create({ name: 'Example' })
const add = (fileName: string) => system.photos.add({ content: createReadStream(picture), fileName, album: album.id })

const { photo } = await add(basename(picture))
console.log(`Title: ${photo.title ?? 'none'}; tags: ${photo.tags.map(({ name }) => name).join(', ')}`)

try {
  await add('secret plans.jpg')
} catch (error) {
  if (!VitrineError.has(error, 'HOOK_REJECTED')) throw error
  console.log(`Refused: ${error.issues.map(({ message }) => message).join(' ')}`)
}

stopTitles()
