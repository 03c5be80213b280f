import type { ActionMap, FilterMap, HookName, Hooks, OwnedRejection } from '@vitrine/core'
import { reject } from '@vitrine/core'
import { describe, expectTypeOf, it } from 'vitest'

declare module '@vitrine/core' {
  interface ActionMap {
    'favourites:added': { readonly photoId: number }
  }
  interface GateMap {
    'favourites:adding': { readonly photoId: number }
  }
}

declare const hooks: Hooks

describe('names', () => {
  it('knows the gallery’s hooks and those of plugins, and no others', () => {
    expectTypeOf<'photo.added'>().toExtend<HookName>()
    expectTypeOf<'favourites:added'>().toExtend<keyof ActionMap>()
    hooks.on('favourites:added', ({ photoId }) => expectTypeOf(photoId).toEqualTypeOf<number>())
    hooks.gate('favourites:adding', ({ photoId }) => (photoId > 1 ? reject('NO', 'No.') : undefined))
    // @ts-expect-error misspelt
    hooks.on('photo.aded', () => {})
    // @ts-expect-error a filter is no action
    hooks.on('metadata.map', () => {})
    // @ts-expect-error an action is no gate
    hooks.gate('photo.added', () => {})
    // @ts-expect-error a plugin's action is no filter
    hooks.filter('favourites:added', (payload) => payload)
  })
})

describe('payloads', () => {
  it('are checked where they are made and known where they arrive', () => {
    hooks.on('photo.added', ({ photos, source }) => {
      expectTypeOf(photos).toEqualTypeOf<readonly { readonly id: number }[]>()
      expectTypeOf(source).toEqualTypeOf<'upload' | 'sync' | 'api' | 'import'>()
      // @ts-expect-error payloads are read-only
      photos.push({ id: 1 })
    })
    void hooks.emit('photo.added', { photos: [{ id: 1 }], albumIds: [], source: 'api', batchId: null })
    // @ts-expect-error a field is missing
    void hooks.emit('photo.added', { photos: [{ id: 1 }], albumIds: [], source: 'api' })
    // @ts-expect-error no such source
    void hooks.emit('photo.added', { photos: [], albumIds: [], source: 'ftp', batchId: null })
    // @ts-expect-error ids are numbers
    void hooks.emit('photo.deleted', { photoIds: ['1'] })
  })
})

describe('returns', () => {
  it('are what each kind asks for', () => {
    hooks.filter('metadata.map', ({ raw, fields }) => ({ raw, fields: { ...fields, title: 'x' } }))
    hooks.filter('metadata.map', async (payload) => payload)
    // @ts-expect-error a filter returns the payload
    hooks.filter('metadata.map', () => {})
    // @ts-expect-error also when asynchronous
    hooks.filter('metadata.map', async () => {})
    // @ts-expect-error and the whole of it
    hooks.filter('metadata.map', ({ fields }) => ({ fields }))
    hooks.gate('access.check', () => {})
    hooks.gate('access.check', async () => reject('NO', 'No.'))
    // @ts-expect-error a gate returns a rejection, not a boolean
    hooks.gate('access.check', () => false)
    hooks.on('gallery.ready', () => 1)
    hooks.on('gallery.ready', async () => {})
  })

  it('come back typed, and possibly later', () => {
    expectTypeOf(hooks.apply<'metadata.map'>).returns.toEqualTypeOf<
      FilterMap['metadata.map'] | Promise<FilterMap['metadata.map']>
    >()
    expectTypeOf(hooks.check<'access.check'>).returns.toEqualTypeOf<
      readonly OwnedRejection[] | Promise<readonly OwnedRejection[]>
    >()
    expectTypeOf(hooks.on<'gallery.ready'>).returns.toEqualTypeOf<() => boolean>()
  })
})
