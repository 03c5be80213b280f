import type { ActorGallery } from '../../../src/gallery.types.ts'
import { photoSorts } from '../../../src/photos/photo.sort.ts'
import type { PhotoListOptions } from '../../../src/photos/photo.types.ts'
import type { Scene } from './scene.ts'

/** Every kind of list: the first page, the next one, and the place of a photo in it. */
export const readPhotos = async (scene: Scene): Promise<void> => {
  for (const options of orders(scene)) await readPages(scene.guest, options)
  for (const as of scene.everybody) for (const options of scopes(scene)) await readNeighbours(as, options)
  for (const q of queries) await scene.member.photos.list({ q, limit: 3 })
  const { items } = await scene.guest.photos.list({ album: scene.seeded.largestAlbum, limit: 10 })
  await scene.guest.photos.getMany(items.map(({ id }) => id))
  const { id } = items[0]!
  await scene.guest.photos.get(id)
  await scene.guest.photos.metadata(id)
  await scene.guest.photos.explainQuery('sea nowhere field.none:1')
  await scene.guest.photos.visited(id)
}

const orders = ({ seeded }: Scene): PhotoListOptions[] => [
  ...photoSorts.map((sort) => ({ album: seeded.largestAlbum, sort })),
  ...[...photoSorts, '-rating,takenAt', 'random:7'].map((sort) => ({ sort })),
]

const scopes = ({ seeded }: Scene): PhotoListOptions[] => [
  {},
  { album: seeded.usualAlbum },
  { album: seeded.usualAlbum, recursive: true },
  { album: seeded.usualAlbum, recursive: true, sort: 'fileName' },
  { tag: seeded.commonTag },
  { tag: seeded.rareTag },
  { tags: [seeded.commonTag, seeded.rareTag] },
  { albums: [seeded.usualAlbum, seeded.largestAlbum] },
  { q: seeded.commonWord },
  { q: seeded.commonWord, album: seeded.largestAlbum },
  { q: `${seeded.commonWord} tag:sea`, sort: '-addedAt' },
]

/** One of each condition that queries know. */
const queries = [
  'canon',
  'can*',
  '"canon eos"',
  '-canon',
  'title:banana',
  'description:bo',
  'tag:sea',
  'tag:*',
  '-tag:*',
  'album:bo',
  'author:ann',
  'place:kyoto',
  'camera:nikon',
  'lens:sigma',
  'file:img',
  'created:2019..2021',
  'created:*',
  'posted:>2020-01-01',
  'width:>3000',
  'height:<4000',
  'ratio:>1.2',
  'filesize:>5000000',
  'rating:>=3',
  'views:>100',
  'iso:100..400',
  'aperture:<4',
  'focal:>50',
  'exposure:<0.01',
  'level:0',
  'id:1..50',
  'media:image',
  'orientation:landscape',
  'near:48.65,-2.02,10km',
] as const

const readPages = async (as: ActorGallery, options: PhotoListOptions): Promise<void> => {
  const { nextCursor } = await as.photos.list({ limit: 3, ...options })
  if (nextCursor !== null) await as.photos.list({ limit: 3, ...options, cursor: nextCursor })
}

const readNeighbours = async (as: ActorGallery, options: PhotoListOptions): Promise<void> => {
  const { items } = await as.photos.list({ limit: 3, ...options })
  const last = items.at(-1)
  if (last) await as.photos.neighbours(last.id, options)
  if (last) await as.photos.inList(last.id, options)
}
