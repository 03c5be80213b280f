import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createGallery, fsStorage, type Gallery, sqlite } from '@vitrine/core'
import sharp from 'sharp'
import { createServer, type VitrineServer } from 'vitrine'
import { demoPhotos } from '../../src/demo/catalogue.ts'
import { generateDemoPhotos } from '../../src/demo/generate.ts'

/** A served gallery that was made for a test and is taken away after it. */
export interface TestSite extends AsyncDisposable {
  readonly gallery: Gallery
  readonly server: VitrineServer
  readonly folder: string
  /** `http://127.0.0.1:…` */
  readonly origin: string
  /** What the server wrote into its log as an error. */
  readonly faults: readonly unknown[]
}

/** Names that a page must show as they are. The second one is a whole page's worth of trouble where it is not escaped. */
export const plainAlbum = 'Übergänge'
export const hostileAlbum = `<img src=x onerror=alert(1)>"'&lt;`
/** More photos than fit on one page of a list. */
export const bigAlbum = 'Contact sheet'
export const bigAlbumSize = 85

/** A folder of pictures: a few of the demo gallery, a big album, names that ask for trouble, and a file that is no picture. */
export const makePictures = async (folder: string): Promise<void> => {
  const few = demoPhotos.filter(({ path }, index) => index % 12 === 0 && path.endsWith('.jpg'))
  await generateDemoPhotos(folder, { photos: few.slice(0, 4) })
  for (const name of [plainAlbum, hostileAlbum, bigAlbum]) await mkdir(join(folder, name), { recursive: true })
  for (let index = 0; index < bigAlbumSize; index++) {
    const [width, height] = index % 3 === 0 ? [400, 600] : [600, 400]
    const background = { r: (index * 37) % 200, g: (index * 71) % 200, b: (index * 13) % 200 }
    const picture = sharp({ create: { width, height, channels: 3, background } })
    const name = `sheet_${String(index).padStart(3, '0')}.jpg`
    const taken = { IFD2: { DateTimeOriginal: `2020:01:01 10:${String(index % 60).padStart(2, '0')}:00` } }
    await writeFile(join(folder, bigAlbum, name), await picture.withExif(taken).jpeg().toBuffer())
  }
  const plain = sharp({ create: { width: 900, height: 600, channels: 3, background: '#456' } })
  await writeFile(join(folder, plainAlbum, 'lighthouse at dusk.jpg'), await plain.jpeg().toBuffer())
  await writeFile(join(folder, hostileAlbum, `"onload="alert(1) <b>.jpg`), await plain.png().toBuffer())
  await writeFile(join(folder, 'notes.jpg'), 'not a picture')
}

/** Indexes a folder and serves it on a free port. */
export const openSite = async (folder: string): Promise<TestSite> => {
  const data = await mkdtemp(join(tmpdir(), 'vitrine-pages-data-'))
  const gallery = await createGallery({
    database: sqlite({ file: join(data, 'gallery.db') }),
    storage: fsStorage({ root: join(data, 'originals') }),
    cacheFolder: join(data, 'cache'),
    // As cheap as it gets: nothing here is about the strength of passwords.
    passwordCost: { N: 16, r: 8, p: 1 },
  })
  const system = gallery.asSystem('Test of the pages')
  const root = await system.library.addRoot({ path: folder, visibility: 'public' })
  await system.library.sync(root.id)
  const faults: unknown[] = []
  const server = createServer(gallery, {
    log: (level, message, fields) => {
      if (level === 'error') faults.push({ message, ...fields })
    },
  })
  const http = createHttpServer(server.nodeHandler)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    gallery,
    server,
    folder,
    faults,
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      http.closeAllConnections()
      await new Promise((resolve) => http.close(resolve))
      await server.close()
      await gallery.close()
      await rm(data, { recursive: true, force: true })
    },
  }
}
