import { expect } from 'vitest'
import { compare, outcomeOf, type Subject } from '../subject.ts'

const download = 2

export const photos = async ({ as, asked, model, world, id, ids }: Subject): Promise<void> => {
  const all = [...world.photos.keys()].map(id)
  const seen = await as.photos.getMany(all)
  expect(seen.map((photo) => photo.id)).toEqual(ids(model.photos))
  for (const [index, photo] of seen.entries())
    expect([...photo.albumIds].sort(compare)).toEqual(ids(model.albumsOf(model.photos[index] as number)))

  const hidden = [...world.photos.keys()].find((place) => !model.photos.includes(place))
  if (hidden !== undefined) {
    const photo = id(hidden)
    const asks = [
      as.photos.get(photo),
      as.photos.metadata(photo),
      as.photos.original(photo),
      as.photos.neighbours(photo, {}),
      as.derivatives.open(photo, { size: 'thumb' }),
    ]
    expect(new Set(await Promise.all(asks.map(outcomeOf)))).toEqual(new Set(['PHOTO_NOT_FOUND']))
  }
  const shown = model.photos[0]
  if (shown !== undefined) {
    expect(await outcomeOf(as.photos.get(id(shown)))).toBe('found')
    const mayDownload = (model.bitsOnPhoto(shown) & download) !== 0
    const refusal = asked.kind === 'guest' ? 'UNAUTHENTICATED' : 'FORBIDDEN'
    expect(await outcomeOf(as.photos.original(id(shown)))).toBe(mayDownload ? 'found' : refusal)
  }
}

/** The bytes of a small picture, from the cache after the first one: every one of them goes through the rights. */
export const derivatives = async ({ as, model, id }: Subject): Promise<void> => {
  const shown = model.photos.at(-1)
  if (shown === undefined) return
  const derivative = await as.derivatives.open(id(shown), { size: 'thumb' })
  expect(derivative).toBeTruthy()
}
