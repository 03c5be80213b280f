import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { pictureOf } from '../../world.ts'
import type { Scene } from './scene.ts'

/** Files of one picture in a folder indexed in place: they meet, change, part and go. */
export const syncPairs = async ({ admin }: Scene): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-scenario-'))
  const at = (path: string) => join(folder, path)
  const put = async (path: string, seed = path) => {
    const picture = await pictureOf(`sql pair ${seed}`)
    await writeFile(at(path), path.endsWith('.tif') ? await sharp(picture).tiff().toBuffer() : picture)
  }
  try {
    await mkdir(at('a'))
    await mkdir(at('b'))
    const { library, photos, settings } = admin
    await settings.setFiles({ attachesFormats: true })
    const root = await library.addRoot({ path: folder })
    for (const name of ['1.jpg', '1.tif', '2.tif', '3.jpg', '4.jpg', '4.tif', '5.jpg', '5.tif']) await put(`a/${name}`)
    await library.sync(root.id)
    for (const { id } of (await photos.list({ q: '1.jpg' })).items)
      for (const format of await photos.formats.list(id)) await photos.formats.open(id, format.id)
    // In two looks, either way; other bytes; another name; gone; and moved away.
    await put('a/2.jpg')
    await put('a/3.tif')
    await put('a/1.tif', 'changed')
    await rename(at('a/4.tif'), at('a/four.tif'))
    await rename(at('a/5.jpg'), at('b/5.jpg'))
    await library.sync(root.id)
    await rm(at('a/2.jpg'))
    await rm(at('a/3.tif'))
    await library.sync(root.id)
    await settings.setFiles({ attachesFormats: false })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
