import * as v from 'valibot'
import { describe, expectTypeOf, it } from 'vitest'
import { defineOperation } from './contract/index.ts'
import { type Album, type Client, createClient, type Photo, type UploadedPhoto, type VitrineApiError } from './index.ts'

declare const client: Client

describe('the client', () => {
  it('is typed by the contract', () => {
    expectTypeOf(createClient()).toExtend<Client>()
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

  it('walks what is paged, and nothing else', () => {
    expectTypeOf(client.photos.list.all({ album: 1 })).toEqualTypeOf<AsyncGenerator<Photo, void, undefined>>()
    expectTypeOf(client.users.list.all()).toExtend<AsyncGenerator<{ username: string }>>()
    // @ts-expect-error the walk keeps the cursor
    client.photos.list.all({ cursor: 'x' })
    // @ts-expect-error one album is no list
    client.albums.get.all
  })

  it('has the operations of plugins, by their types', () => {
    const wishes = {
      wishes: {
        list: defineOperation({
          id: 'wishes.list',
          method: 'GET',
          path: '/plugins/wishes',
          answer: 'json',
          summary: 'What the asker likes.',
          input: { query: v.object({ limit: v.optional(v.number()) }) },
          output: v.object({ items: v.array(v.object({ photoId: v.number() })), nextCursor: v.nullable(v.string()) }),
          status: 200,
          errors: [],
          auth: 'user',
          csrf: false,
        }),
      },
    }
    const stars = { stars: { set: defineOperation({ ...wishes.wishes.list, method: 'POST', answer: 'none' }) } }
    const extended = createClient({ operations: [wishes, stars] })
    expectTypeOf(extended).toExtend<Client>()
    expectTypeOf(extended.wishes.list({ limit: 3 })).resolves.toEqualTypeOf<{
      items: { photoId: number }[]
      nextCursor: string | null
    }>()
    expectTypeOf(extended.wishes.list.all()).toEqualTypeOf<AsyncGenerator<{ photoId: number }, void, undefined>>()
    expectTypeOf(extended.stars.set).toBeFunction()
    // @ts-expect-error not a field of it
    extended.wishes.list({ limits: 3 })
    // @ts-expect-error without the plugin there is no such group
    client.wishes
  })
})
