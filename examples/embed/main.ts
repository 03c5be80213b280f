// Opens a gallery in a program of one's own: `tsx main.ts FOLDER [DATA]`. Indexes the folder in place, lists, searches, renders one picture.
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createGallery, fsStorage, guest, sqlite } from '@vitrine/core'

const [pictures = '.', data = './gallery-data'] = process.argv.slice(2)

await using gallery = await createGallery({
  database: sqlite({ file: join(data, 'gallery.db') }),
  storage: fsStorage({ root: join(data, 'storage') }),
  cacheFolder: join(data, 'cache'),
  // Must not be a folder of pictures itself, nor lie in one.
  ownFolders: [data],
})

// The system may do everything; the reason is written to the change log.
const system = gallery.asSystem('example: index a folder')
const root = await system.library.addRoot({ path: resolve(pictures) })
const summary = await system.library.sync(root.id)
console.log(`${summary.added} added, ${summary.unchanged} unchanged, ${summary.problems} left out`)

// Whatever is shown to somebody is asked for as that somebody: here, a visitor who has not signed in.
const visitor = gallery.as(guest)
for (const album of (await visitor.albums.list({ parent: null })).items) {
  console.log(`Album ${album.name}: ${album.counts.photosBelow} photos`)
}

const { items, total } = await visitor.photos.list({ q: 'width:>10', sort: '-takenAt', limit: 5 })
console.log(`${total} photos are wider than 10 pixels`)

const [newest] = items
if (newest) {
  const picture = await visitor.derivatives.open(newest.id, { size: 'thumb', format: 'webp' })
  const file = join(data, 'newest.webp')
  await writeFile(file, picture.bytes)
  console.log(`${newest.fileName} is ${picture.widthPx} × ${picture.heightPx} pixels in ${file}`)
}
