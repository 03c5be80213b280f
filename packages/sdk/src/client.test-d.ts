import { describe, expectTypeOf, it } from 'vitest'
import { type Album, type Client, createClient, type Photo, type UploadedPhoto, type VitrineApiError } from './index.ts'

declare const client: Client

describe('the client', () => {
  it('is typed by the contract', () => {
    expectTypeOf(createClient).returns.toEqualTypeOf<Client>()
    expectTypeOf(client.albums.get({ id: 1 })).resolves.toEqualTypeOf<Album>()
    expectTypeOf(client.albums.list({ parent: null }))
      .resolves.toHaveProperty('items')
      .toEqualTypeOf<Album[]>()
    expectTypeOf(client.photos.update({ id: 1, title: null, tags: ['sea'] })).resolves.toEqualTypeOf<Photo>()
    expectTypeOf(client.photos.original({ id: 1 })).resolves.toEqualTypeOf<Response>()
    expectTypeOf(client.photos.delete({ id: 1 })).resolves.toBeUndefined()
    expectTypeOf(client.photos.upload({ file: new Blob([]), album: 1 })).resolves.toEqualTypeOf<UploadedPhoto>()
    expectTypeOf(client.photos.iterate({ album: 1 })).toEqualTypeOf<AsyncGenerator<Photo, void, undefined>>()
  })

  it('lets calls without required input go without one', () => {
    expectTypeOf(client.session.get).toBeCallableWith()
    expectTypeOf(client.albums.list).toBeCallableWith()
    // @ts-expect-error an album has an id
    client.albums.get()
  })

  it('refuses what the contract does not have', () => {
    // @ts-expect-error not a field
    client.photos.list({ albums: 1 })
    // @ts-expect-error not an order
    client.photos.list({ sort: 1 })
    // @ts-expect-error ids are numbers
    client.photos.get({ id: '1' })
    // @ts-expect-error a file has to go somewhere
    client.photos.upload({ file: new Blob([]) })
    // @ts-expect-error multipart goes through `upload`
    client.photos.create({ album: 1 })
  })

  it('tells errors apart by code', () => {
    expectTypeOf<'PHOTO_NOT_FOUND'>().toExtend<VitrineApiError['code']>()
  })
})
