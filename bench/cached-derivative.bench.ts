import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { guest } from '../packages/core/src/access/actor.ts'
import type { ActorGallery, Gallery } from '../packages/core/src/gallery.types.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'
import { openGallery } from './kernel/open-gallery.ts'

/** A rendered size from the cache, with the guest's rights looked up for it, against reading that file. 200 photos in turn. */
interface State {
  readonly gallery: Gallery
  readonly as: ActorGallery
  readonly photoIds: readonly number[]
  readonly files: readonly string[]
  turn: number
}

const photos = 200

const setup = async ({ folder, random }: BenchWorld): Promise<State> => {
  await mkdir(join(folder, 'gallery'))
  const gallery = await openGallery(join(folder, 'gallery'))
  const system = gallery.asSystem('bench')
  const { id: album } = await system.albums.create({ name: 'Bench' })
  const as = gallery.as(guest)
  const photoIds: number[] = []
  for (let n = 0; n < photos; n++) {
    const data = Buffer.alloc(600 * 400 * 3)
    for (let at = 0; at < data.length; at++) data[at] = 100 + random() * 60
    const picture = await sharp(data, { raw: { width: 600, height: 400, channels: 3 } })
      .jpeg()
      .toBuffer()
    const { photo } = await system.photos.add({ content: Readable.from([picture]), fileName: `${n}.jpg`, album })
    photoIds.push(photo.id)
    await as.derivatives.open(photo.id, { size: '2small' })
  }
  const cache = join(folder, 'gallery', 'cache')
  const entries = await readdir(cache, { recursive: true })
  const files = entries.filter((name) => name.endsWith('.jpg')).map((name) => join(cache, name))
  if (files.length !== photos) throw new Error(`${files.length} files in the cache, not ${photos}.`)
  return { gallery, as, photoIds, files, turn: 0 }
}

export const benches: readonly Bench[] = [
  defineBench<State>({
    name: 'cached-derivative.open-to-read-file',
    unit: 'µs',
    better: 'lower',
    limits: { ratio: 2 },
    times: photos,
    setup,
    teardown: ({ gallery }) => gallery.close(),
    baseline: async (state, times) => {
      for (let n = 0; n < times; n++) await readFile(state.files[state.turn++ % photos]!)
    },
    subject: async (state, times) => {
      for (let n = 0; n < times; n++) {
        const { bytes } = await state.as.derivatives.open(state.photoIds[state.turn++ % photos]!, { size: '2small' })
        if (bytes.length === 0) throw new Error('Nothing came.')
      }
    },
  }),
]
