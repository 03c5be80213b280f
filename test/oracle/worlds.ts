import fc from 'fast-check'
import type { ModelActor, ModelAlbum, ModelPhoto, World } from './model.types.ts'
import { authors, cameras, questions, words } from './questions.ts'

export const userCount = 3
export const groupCount = 2
export const linkCount = 2
export const tagCount = 4
export const maxAlbums = 14
const maxPhotos = 9

const levels = [0, 1, 2, 4, 8] as const
const level = fc.constantFrom(...levels)
const oneIn = (n: number) => fc.integer({ min: 1, max: n }).map((drawn) => drawn === n)
const someOf = (count: number, maxLength = count) =>
  fc.uniqueArray(fc.nat(count - 1), { maxLength }).map((places) => places.sort((a, b) => a - b))

/** Wide trees, and deep ones of a chain with a few twigs: to twelve levels. */
const parents = (count: number) =>
  fc.oneof(
    fc.tuple(
      ...Array.from({ length: count }, (_, at) =>
        at === 0 ? fc.constant(null) : fc.option(fc.nat(at - 1), { freq: 3 }),
      ),
    ),
    fc.tuple(
      ...Array.from({ length: count }, (_, at) =>
        at === 0 ? fc.constant(null) : oneIn(5).map((isTwig) => (at > 11 || isTwig ? Math.max(0, at - 3) : at - 1)),
      ),
    ),
  )

const albums = (count: number): fc.Arbitrary<ModelAlbum[]> =>
  fc
    .tuple(
      parents(count),
      fc.array(
        fc.record({
          position: fc.nat(2),
          isPrivate: fc.boolean(),
          isLocked: oneIn(6),
          inherits: oneIn(4).map((overrides) => !overrides),
          question: fc.option(fc.nat(questions.length - 1), { freq: 1 }).map((q) => q),
          refers: fc.option(fc.record({ album: fc.nat(count - 1), isTree: fc.boolean(), isNegated: oneIn(3) }), {
            freq: 1,
          }),
          hasRandomCover: oneIn(3),
        }),
        { minLength: count, maxLength: count },
      ),
      fc.array(oneIn(5), { minLength: count, maxLength: count }),
    )
    .map(([parentOf, rest, isSmart]) =>
      rest.map((album, at) => ({
        ...album,
        parent: parentOf[at] ?? null,
        question: isSmart[at] ? (album.question ?? 0) : null,
        refers: isSmart[at] ? album.refers : null,
      })),
    )

const dates = ['2019-12-31', '2020-01-01', '2020-02-29', '2020-12-25', '2021-06-15'] as const
const photo = (albumCount: number): fc.Arbitrary<ModelPhoto> =>
  fc.record({
    level,
    isDeleted: oneIn(8),
    albums: someOf(albumCount, 3),
    tags: someOf(tagCount, 3),
    created: fc.option(fc.constantFrom(...dates), { freq: 5 }),
    posted: fc.constantFrom('2024-03-01', '2024-03-02', '2024-04-01'),
    rating: fc.option(fc.integer({ min: -1, max: 5 })),
    widthPx: fc.constantFrom(60, 100, 240),
    heightPx: fc.constantFrom(80, 100, 110),
    author: fc.option(fc.constantFrom(...authors)),
    camera: fc.option(fc.constantFrom(...cameras)),
    title: fc.uniqueArray(fc.constantFrom(...words), { minLength: 1 }).map((drawn) => drawn.join(' ')),
  })

/** Photos go into albums that hold some: never by hand into smart ones. */
const withoutSmart = (world: World): World => ({
  ...world,
  photos: world.photos.map((one) => ({
    ...one,
    albums: one.albums.filter((at) => world.albums[at]?.question === null),
  })),
})

export const worlds: fc.Arbitrary<World> = fc
  .integer({ min: 1, max: maxAlbums })
  .chain((albumCount) =>
    fc.record({
      albums: albums(albumCount),
      tags: fc.tuple(
        ...Array.from({ length: tagCount }, (_, at) =>
          fc.record({ parent: at === 0 ? fc.constant(null) : fc.option(fc.nat(at - 1), { freq: 1 }) }),
        ),
      ),
      photos: fc.array(photo(albumCount), { minLength: 1, maxLength: maxPhotos }),
      grants: fc.uniqueArray(
        fc.record({
          album: fc.nat(albumCount - 1),
          principal: fc.nat(userCount - 1),
          type: fc.constantFrom('user' as const, 'group' as const, 'link' as const),
          bits: fc.integer({ min: 0, max: 127 }).map((bits) => bits | 1),
        }),
        { maxLength: 7, selector: ({ album, type, principal }) => `${album}/${type}/${principal}` },
      ),
      users: fc.array(level, { minLength: userCount, maxLength: userCount }),
      groups: fc.array(someOf(userCount), { minLength: groupCount, maxLength: groupCount }),
      links: fc.array(
        fc.record({
          level,
          isRevoked: oneIn(6),
          withBelow: fc.boolean(),
          photos: fc.option(
            fc.record({
              picked: someOf(maxPhotos, 5),
              question: fc.option(fc.nat(questions.length - 1), { freq: 1 }),
              bits: fc.constantFrom(1, 3),
            }),
            { freq: 1 },
          ),
          maker: fc.option(fc.nat(userCount - 1), { freq: 2 }),
        }),
        { minLength: linkCount, maxLength: linkCount },
      ),
    }),
  )
  .map((world) => ({
    ...world,
    // A link that was revoked has lost its grants.
    grants: world.grants.filter(({ type, principal }) =>
      type === 'link'
        ? world.links[principal]?.isRevoked === false
        : principal < (type === 'user' ? userCount : groupCount),
    ),
  }))
  .map(withoutSmart)
  .map((world) => ({
    ...world,
    links: world.links.map((link) => ({
      ...link,
      photos: link.photos && {
        ...link.photos,
        picked: link.photos.picked.filter((place) => place < world.photos.length),
      },
    })),
  }))

export const actors: fc.Arbitrary<ModelActor> = fc.oneof(
  fc.constant({ kind: 'guest' as const }),
  fc.constant({ kind: 'admin' as const }),
  fc.record({ kind: fc.constant('user' as const), user: fc.nat(userCount - 1) }),
  fc.record({ kind: fc.constant('user' as const), user: fc.nat(userCount - 1) }),
  fc.record({ kind: fc.constant('link' as const), link: fc.nat(linkCount - 1) }),
  fc.record({ kind: fc.constant('host' as const), level, groups: someOf(groupCount) }),
)
