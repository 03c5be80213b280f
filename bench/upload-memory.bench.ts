import { createReadStream, writeFileSync } from 'node:fs'
import { appendFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import type { ActorGallery, Gallery } from '../packages/core/src/gallery.types.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'
import { openGallery } from './kernel/open-gallery.ts'

const atOnce = 16
const megapixels = { widthPx: 3_700, heightPx: 3_600 }

interface State {
  readonly gallery: Gallery
  readonly system: ActorGallery
  readonly folder: string
  readonly album: number
  readonly picture: Buffer
  made: number
}

/** 40 MB: a TIFF without compression. */
const setup = async ({ folder }: BenchWorld): Promise<State> => {
  const { widthPx: width, heightPx: height } = megapixels
  const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const
  const picture = await sharp({ create: { width, height, channels: 3, background: '#777', noise } })
    .tiff({ compression: 'none' })
    .toBuffer()
  const gallery = await openGallery(folder)
  const system = gallery.asSystem('bench')
  const { id: album } = await system.albums.create({ name: 'Bench' })
  return { gallery, system, folder, album, picture, made: 0 }
}

/** proc(5): resident bytes now and at most. */
const residentBytes = async (field: 'VmRSS' | 'VmHWM'): Promise<number> => {
  const status = await readFile('/proc/self/status', 'utf8')
  return Number(new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1] ?? Number.NaN) * 1024
}

/** By how many bytes the process grows while files come in at once. Linux alone tells. */
const growth = async (state: State, uploads: number): Promise<number> => {
  const paths: string[] = []
  for (let n = 0; n < uploads; n++) {
    const path = join(state.folder, `upload-${state.made++}.tif`)
    await writeFile(path, state.picture)
    // After the picture: other bytes for the hash.
    await appendFile(path, String(state.made))
    paths.push(path)
  }
  globalThis.gc?.()
  const before = await residentBytes('VmRSS')
  writeFileSync('/proc/self/clear_refs', '5')
  await Promise.all(
    paths.map(async (path) => {
      const content = createReadStream(path)
      const { duplicate } = await state.system.photos.add({ content, fileName: 'upload.tif', album: state.album })
      if (duplicate) throw new Error('The photo was there already.')
    }),
  )
  const grown = (await residentBytes('VmHWM')) - before
  await Promise.all(paths.map((path) => rm(path)))
  return Math.max(1, grown)
}

export const benches: readonly Bench[] = [
  defineBench<State>({
    name: 'ingest.memory-of-16-uploads-of-40-mb',
    unit: 'bytes',
    measure: 'returned',
    better: 'lower',
    limits: { value: 200 * 1024 * 1024 },
    rounds: 3,
    warmUpRounds: 1,
    setup,
    teardown: ({ gallery }) => gallery.close(),
    baseline: (state) => growth(state, 1),
    subject: (state) => growth(state, atOnce),
  }),
]
