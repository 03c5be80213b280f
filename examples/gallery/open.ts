// Opens a gallery of a folder for the examples beside this one: `tsx main.ts FOLDER [DATA] [PORT]`.
import type { Server } from 'node:http'
import { join, resolve } from 'node:path'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import { type CreateServerOptions, createServer, type VitrineServer } from 'vitrine'

export interface ExampleGallery {
  readonly gallery: Gallery
  readonly vitrine: VitrineServer
  /** Asked for on the command line; 0 for any that is free. */
  readonly port: number
  /** Takes the pictures of the folder into the gallery; they stay where they are. */
  index(): Promise<void>
  close(): Promise<void>
}

export const openGallery = async (
  options: CreateServerOptions | ((gallery: Gallery) => Promise<CreateServerOptions>) = {},
): Promise<ExampleGallery> => {
  const [pictures = '.', data = './gallery-data', port = '3000'] = process.argv.slice(2)
  const gallery = await createGallery({
    database: sqlite({ file: join(data, 'gallery.db') }),
    storage: fsStorage({ root: join(data, 'storage') }),
    cacheFolder: join(data, 'cache'),
    ownFolders: [data],
    title: 'Our pictures',
  })
  const vitrine = createServer(gallery, typeof options === 'function' ? await options(gallery) : options)
  return {
    gallery,
    vitrine,
    port: Number(port),
    async index() {
      const system = gallery.asSystem('example: index a folder')
      const root = await system.library.addRoot({ path: resolve(pictures) })
      const { added } = await system.library.sync(root.id)
      console.log(`${added} photos added`)
    },
    async close() {
      await vitrine.close()
      await gallery.close()
      console.log('Closed')
    },
  }
}

/** Says where to look, indexes the folder, and closes everything when the program is told to stop. */
export const run = async (example: ExampleGallery, http: Server, path = '/'): Promise<void> => {
  const address = http.address()
  if (typeof address === 'object' && address) console.log(`Open http://127.0.0.1:${address.port}${path}`)
  // Who opened the gallery closes it, after the server.
  const stop = (): void => {
    http.closeAllConnections()
    http.close(() => void example.close())
  }
  process.once('SIGTERM', stop).once('SIGINT', stop)
  await example.index()
}
