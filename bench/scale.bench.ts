import type { PhotoListOptions } from '../packages/core/src/photos/photo.types.ts'
import type { Bench } from './kernel/define-bench.ts'
import { defineLatency, type LatencyOptions } from './kernel/latency.ts'
import { closeScaledPair, type ScaledGallery, scaledPair } from './kernel/scaled-gallery.ts'
import { largestAlbumId } from './seed/seed-photos.ts'
import { vocabulary } from './seed/words.ts'

/**
 * What visitors do, in a gallery of `--scale` photos against one of a thousand, on `--database`. Every request is for another album, tag
 * or word than the one before, so that nothing but what a running server keeps is answered from a cache.
 */
export const closeAll = closeScaledPair

type Row = Pick<LatencyOptions<ScaledGallery>, 'name' | 'p50Ratio' | 'p50Ms' | 'p99Ms' | 'times' | 'rounds' | 'request'>
const row = (options: Row): Bench[] => defineLatency({ ...options, setup: scaledPair })

const next = <T>(side: ScaledGallery, list: readonly T[]): T => list[side.turn++ % list.length]!
const pageOf = async (side: ScaledGallery, options: PhotoListOptions, as = side.guest): Promise<void> => {
  const { items } = await as.photos.list({ limit: 50, ...options })
  if (items.length === 0) throw new Error(`No photos for ${JSON.stringify(options)}`)
}

/** The place in the middle of the largest album, found once by going there. */
const middles = new WeakMap<ScaledGallery, Promise<string>>()
const middleOf = (side: ScaledGallery): Promise<string> => {
  const known = middles.get(side) ?? goToMiddle(side)
  middles.set(side, known)
  return known
}
const goToMiddle = async ({ guest, scale }: ScaledGallery): Promise<string> => {
  const limit = Math.min(500, scale.photos / 25)
  let cursor: string | undefined
  for (let seen = 0; seen < scale.photos / 10; seen += limit)
    cursor = (await guest.photos.list({ album: largestAlbumId, limit, cursor })).nextCursor ?? undefined
  if (cursor === undefined) throw new Error('The largest album is too small.')
  return cursor
}

/** Tags in the order of their frequency, as far as each has photos. */
const tagOf = (side: ScaledGallery): number => 1 + (side.turn++ % Math.min(60, 50 + side.scale.photos / 50))
/** All photos but the last few: another set at each call, so that what is computed from it was not kept. */
const nearlyAll = (side: ScaledGallery): string => `id:1..${side.scale.photos - (side.turn++ % 900)}`
/** Words of some hundred to some thousand photos at a million. */
const wordOf = (side: ScaledGallery): string => vocabulary[5 + (side.turn++ % 40)]!

const revoked = async (side: ScaledGallery): Promise<number> => {
  const { id: album } = next(side, side.albums.member)
  const system = side.gallery.asSystem('bench')
  const before = await system.albums.grants(album)
  await system.albums.setGrants(album, { ...before, inherit: !before.inherit })
  const startedAt = performance.now()
  await side.member.albums.list({ parent: null, limit: 50 })
  await side.member.photos.list({ limit: 50 })
  const ms = performance.now() - startedAt
  await system.albums.setGrants(album, before)
  return ms
}

export const benches: readonly Bench[] = [
  ...row({
    name: 'scale.album-page.guest',
    p50Ratio: 1.5,
    // The core's share of a page; how slow a page may be at worst is said of the whole server, below.
    p50Ms: 5,
    request: (side) => pageOf(side, { album: next(side, side.albums.guest).id }),
  }),
  ...row({
    name: 'scale.album-page.member',
    p50Ratio: 1.5,
    p50Ms: 5,
    request: (side) => pageOf(side, { album: next(side, side.albums.member).id }, side.member),
  }),
  ...row({
    name: 'scale.server-album-page.guest',
    p50Ratio: 1.5,
    p99Ms: 15,
    request: (side) => side.fetch(next(side, side.albums.guest).path),
  }),
  ...row({
    name: 'scale.server-album-page.member',
    p50Ratio: 1.5,
    p99Ms: 15,
    request: (side) => side.fetch(next(side, side.albums.member).path, side.cookie),
  }),
  ...row({
    name: 'scale.api-100-photos.guest',
    p50Ratio: 1.5,
    p99Ms: 50,
    request: (side) => side.fetch(`/api/v1/photos?limit=100&sort=${side.turn++ % 2 === 0 ? '-takenAt' : '-addedAt'}`),
  }),
  ...row({
    name: 'scale.newest-page',
    p99Ms: 50,
    request: (side) => pageOf(side, { sort: side.turn++ % 2 === 0 ? '-takenAt' : '-addedAt' }),
  }),
  ...row({
    name: 'scale.deep-page',
    p50Ratio: 1.5,
    p99Ms: 50,
    request: async (side) => pageOf(side, { album: largestAlbumId, cursor: await middleOf(side) }),
  }),
  ...row({ name: 'scale.tag-page', p99Ms: 50, request: (side) => pageOf(side, { tag: tagOf(side) }) }),
  ...row({
    name: 'scale.calendar',
    p99Ms: 50,
    times: 10,
    request: (side) =>
      side.guest.browse.calendar({ q: nearlyAll(side), by: side.turn % 3 === 0 ? 'posted' : 'created' }),
  }),
  ...row({
    name: 'scale.facets',
    p99Ms: 50,
    times: 10,
    request: (side) => side.guest.browse.facets({ q: nearlyAll(side), facets: [next(side, facets)] }),
  }),
  ...row({
    name: 'scale.related-tags',
    p99Ms: 50,
    times: 10,
    request: (side) => side.guest.browse.relatedTags({ q: nearlyAll(side), tag: 1 + (side.turn % 10) }),
  }),
  ...row({ name: 'scale.search', p99Ms: 50, times: 40, request: (side) => pageOf(side, { q: wordOf(side) }) }),
  ...row({
    name: 'scale.search.two-words',
    p99Ms: 50,
    times: 40,
    request: async (side) => void (await side.guest.photos.list({ q: `${wordOf(side)} ${wordOf(side)}`, limit: 50 })),
  }),
  ...row({ name: 'scale.right-changed', p99Ms: 50, times: 10, rounds: 5, request: revoked }),
]

const facets = ['tag', 'camera', 'year', 'city', 'iso', 'author', 'rating', 'album'] as const
