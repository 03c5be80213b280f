import { lstat, mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { Gallery } from '../packages/core/src/gallery.types.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'
import { openGallery } from './kernel/open-gallery.ts'

/** A second synchronisation of a folder in which nothing changed, against a bare walk: `readdir`, and `lstat` of each entry. */
interface State {
  readonly gallery: Gallery
  readonly rootId: number
  readonly path: string
}

const folders = 40
const filesPerFolder = 50

const setup = async ({ folder }: BenchWorld): Promise<State> => {
  const path = join(folder, 'root')
  const picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#456' } })
    .jpeg()
    .toBuffer()
  for (let n = 0; n < folders; n++) {
    await mkdir(join(path, `folder ${n}`), { recursive: true })
    for (let file = 0; file < filesPerFolder; file++) await writeFile(join(path, `folder ${n}`, `${file}.jpg`), picture)
  }
  const gallery = await openGallery(join(folder, 'gallery'))
  const { library } = gallery.asSystem('bench')
  const { id: rootId } = await library.addRoot({ path })
  await library.sync(rootId)
  return { gallery, rootId, path }
}

const walk = async (folder: string): Promise<number> => {
  let files = 0
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const stats = await lstat(path, { bigint: true })
    files += stats.isDirectory() ? await walk(path) : 1
  }
  return files
}

export const benches: readonly Bench[] = [
  defineBench<State>({
    name: 'sync-unchanged.2000-files',
    unit: 'ms',
    better: 'lower',
    limits: { ratio: 1.5 },
    setup,
    teardown: ({ gallery }) => gallery.close(),
    baseline: async ({ path }) => {
      if ((await walk(path)) !== folders * filesPerFolder) throw new Error('Files are missing.')
    },
    subject: async ({ gallery, rootId }) => {
      const { unchanged } = await gallery.asSystem('bench').library.sync(rootId)
      if (unchanged !== folders * filesPerFolder) throw new Error(`${unchanged} files are unchanged.`)
    },
  }),
]
