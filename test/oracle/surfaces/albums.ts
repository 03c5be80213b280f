import { expect } from 'vitest'
import { toBits } from '../../../packages/core/src/access/capabilities.ts'
import { allPages } from '../../../packages/core/test/world.ts'
import type { ModelAlbum } from '../model.types.ts'
import { compare, outcomeOf, type Subject } from '../subject.ts'

/** What every album is to this actor: there or not, where, with how many photos, with which cover. */
export const albums = async ({ as, model, world, id, ids, byTime }: Subject): Promise<void> => {
  const seen = new Map((await as.albums.getMany([...world.albums.keys()].map(id))).map((album) => [album.id, album]))
  expect([...seen.keys()].sort(compare)).toEqual(ids(model.albums))
  for (const place of model.albums) {
    const album = seen.get(id(place))
    const below = model.shownBelow(place)
    expect({
      parentId: album?.parentId,
      counts: album?.counts,
      bits: toBits(album?.capabilities ?? []),
      dates: album?.dates,
      newestDay: album?.newestAt?.slice(0, 10) ?? null,
    }).toEqual({
      parentId: below === null ? null : id(below),
      counts: {
        photos: model.direct(place).length,
        photosBelow: model.within(place).length,
        albums: model.albums.filter((other) => model.shownBelow(other) === place).length,
      },
      bits: model.bitsOn(place),
      dates: model.dates(place),
      newestDay: model.newest(place),
    })
    const [own, { question, hasRandomCover }] = [model.direct(place), world.albums[place] as ModelAlbum]
    // Of a smart one that something fits, nothing else: the newest, or any.
    const candidates =
      question === null || own.length === 0
        ? ids(model.within(place))
        : hasRandomCover
          ? ids(own)
          : byTime(own).slice(-1)
    expect(album?.coverPhotoId === null).toBe(candidates.length === 0)
    if (album?.coverPhotoId != null) expect(candidates).toContain(album.coverPhotoId)
  }
}

export const roots = async ({ as, model, ids }: Subject): Promise<void> => {
  const found = await allPages((cursor) => as.albums.list({ parent: null, limit: 3, cursor }))
  expect(found.map((album) => album.id).sort(compare)).toEqual(
    ids(model.albums.filter((place) => model.shownBelow(place) === null)),
  )
}

/** What is not seen answers as what does not exist, whatever is asked of it. */
export const hiddenAlbums = async ({ as, model, world, id }: Subject): Promise<void> => {
  const hidden = [...world.albums.keys()].find((place) => !model.albums.includes(place))
  if (hidden === undefined) return
  const album = id(hidden)
  const asks = [
    as.albums.get(album),
    as.albums.path(album),
    as.albums.list({ parent: album }),
    as.photos.list({ album }),
    as.photos.list({ album, recursive: true }),
  ]
  expect(new Set(await Promise.all(asks.map(outcomeOf)))).toEqual(new Set(['ALBUM_NOT_FOUND']))
}
