// One gallery for the whole process: Next may load a module more than once.
import { join } from 'node:path'
import { createGallery, fsStorage, sqlite } from '@vitrine/core'
import { createServer, type VitrineServer } from 'vitrine'

const open = async (): Promise<VitrineServer> => {
  const data = process.env.GALLERY_DATA ?? './gallery-data'
  const gallery = await createGallery({
    database: sqlite({ file: join(data, 'gallery.db') }),
    storage: fsStorage({ root: join(data, 'storage') }),
    cacheFolder: join(data, 'cache'),
    ownFolders: [data],
    title: 'Our pictures',
  })
  // Where the handler lies in the folder `app`.
  return createServer(gallery, { basePath: process.env.GALLERY_BASE_PATH ?? '/photos' })
}

const kept = globalThis as typeof globalThis & { vitrine?: Promise<VitrineServer> }

export const openVitrine = (): Promise<VitrineServer> => {
  kept.vitrine ??= open()
  return kept.vitrine
}
