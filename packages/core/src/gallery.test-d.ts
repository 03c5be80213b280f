import { describe, expectTypeOf, it } from 'vitest'
import type { Album } from './albums/album.types.ts'
import type { Gallery } from './gallery.types.ts'
import type * as core from './index.ts'
import type { Photo } from './photos/photo.types.ts'

type Row = Photo | Album
type Element<T> = T extends readonly (infer E)[] ? E : T extends { readonly items: readonly (infer E)[] } ? E : T
type Holds<T> = [Extract<Element<Awaited<T>>, Row>] extends [never] ? false : true
/** Names of the functions that hand out photos or albums. */
type Leaks<M> = {
  [K in keyof M]: M[K] extends (...args: never) => infer R
    ? unknown extends R
      ? never
      : Holds<R> extends true
        ? K
        : never
    : never
}[keyof M]

describe('photos and albums', () => {
  it('AZ-34: are handed out to an actor, and by no other way', () => {
    expectTypeOf<Leaks<typeof core>>().toEqualTypeOf<never>()
    expectTypeOf<Leaks<Gallery>>().toEqualTypeOf<never>()
    expectTypeOf<Leaks<Gallery['sessions']>>().toEqualTypeOf<never>()
    expectTypeOf<Leaks<Gallery['shares']>>().toEqualTypeOf<never>()
    expectTypeOf<Leaks<Gallery['jobs']>>().toEqualTypeOf<never>()
    // The probe finds what it looks for.
    expectTypeOf<Leaks<{ all: () => Promise<readonly Photo[]>; none: () => number }>>().toEqualTypeOf<'all'>()
  })

  it('AZ-34: have no door that nobody thought about', () => {
    // Whoever adds one to the gallery itself, past the actors, has to say so here.
    expectTypeOf<
      Exclude<
        keyof Gallery,
        | 'as'
        | 'asSystem'
        | 'forRequest'
        | 'sessions'
        | 'accounts'
        | 'keys'
        | 'shares'
        | 'news'
        | 'hooks'
        | 'jobs'
        | 'events'
        | 'identities'
        | 'webhooks'
        | 'outbound'
        | 'site'
        | 'checkHealth'
        | 'figures'
        | 'verify'
        | 'warmUp'
        | 'watchLibrary'
        | 'close'
      >
    >().toEqualTypeOf<typeof Symbol.asyncDispose>()
  })
})
