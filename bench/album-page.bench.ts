import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { guest } from '../packages/core/src/access/actor.ts'
import type { ActorGallery, Gallery } from '../packages/core/src/gallery.types.ts'
import { type Bench, type BenchWorld, defineBench } from './kernel/define-bench.ts'
import { databaseIn, openGallery } from './kernel/open-gallery.ts'
import { seedDatabase } from './seed/seed-database.ts'

/** A page of 50 photos of an album, as a guest meets it, in a gallery of 20,000 photos against the same in one of 1,000. */
interface Side {
  readonly gallery: Gallery
  readonly as: ActorGallery
  readonly albumIds: readonly number[]
  turn: number
}
interface State {
  readonly small: Side
  readonly large: Side
}

const photosPerAlbum = 200

const openSide = async (folder: string, photos: number): Promise<Side> => {
  await mkdir(folder)
  await seedDatabase(databaseIn(folder), { photos, albums: photos / photosPerAlbum, users: 20 })
  const gallery = await openGallery(folder)
  const as = gallery.as(guest)
  const albumIds: number[] = []
  for (let id = 1; id <= photos / photosPerAlbum; id++) {
    const album = await as.albums.get(id).catch(() => null)
    if (album && album.counts.photos >= 100) albumIds.push(id)
  }
  return { gallery, as, albumIds, turn: 0 }
}

const setup = async ({ folder }: BenchWorld): Promise<State> => ({
  small: await openSide(join(folder, 'small'), 1_000),
  large: await openSide(join(folder, 'large'), 20_000),
})

const readPages = async (side: Side, times: number): Promise<void> => {
  for (let n = 0; n < times; n++) {
    const album = side.albumIds[side.turn++ % side.albumIds.length]!
    const { items } = await side.as.photos.list({ album, limit: 50 })
    if (items.length !== 50) throw new Error(`${items.length} photos, not 50.`)
  }
}

export const benches: readonly Bench[] = [
  defineBench<State>({
    name: 'album-page.20k-to-1k',
    unit: 'ms',
    better: 'lower',
    limits: { ratio: 1.5, value: 5 },
    times: 40,
    setup,
    teardown: async ({ small, large }) => {
      await small.gallery.close()
      await large.gallery.close()
    },
    baseline: ({ small }, times) => readPages(small, times),
    subject: ({ large }, times) => readPages(large, times),
  }),
]
