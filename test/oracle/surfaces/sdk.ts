import { createClient } from '@vitrine/sdk'
import { expect } from 'vitest'
import { compare, type Subject } from '../subject.ts'

/** The same through the whole server: routes, validation, DTOs and the typed client. */
export const sdk = async ({ gallery, asked, model, world, id, ids, byTime }: Subject): Promise<void> => {
  const client = createClient({ baseUrl: 'http://gallery.test', fetch: (request) => gallery.ask(asked, request) })
  const { items, total } = await client.photos.list({ sort: '-takenAt', limit: 500 })
  expect([items.map((photo) => photo.id), total]).toEqual([byTime(model.photos).reverse(), model.photos.length])
  for (const photo of items) expect([...photo.albumIds].sort(compare)).toEqual(ids(model.albumsOf(photo.id - id(0))))

  const album = model.albums[0]
  if (album !== undefined) {
    const { counts } = await client.albums.get({ id: id(album) })
    expect([counts.photos, counts.photosBelow]).toEqual([model.direct(album).length, model.within(album).length])
  }
  const hidden = [...world.photos.keys()].find((place) => !model.photos.includes(place))
  if (hidden !== undefined)
    await expect(client.photos.get({ id: id(hidden) })).rejects.toMatchObject({ status: 404, code: 'PHOTO_NOT_FOUND' })
}
