import fc from 'fast-check'
import { levels } from '../src/access/capabilities.ts'

/**
 * What rights are, written down a second time: slow, recursive and without any index, so that it is plainly right.
 * The gallery must agree with it on random worlds.
 */
export interface WorldModel {
  readonly albums: readonly ModelAlbum[]
  readonly grants: readonly ModelGrant[]
  readonly photos: readonly ModelPhoto[]
  /** Level of each user. */
  readonly users: readonly number[]
  /** For each group, the users in it. */
  readonly groups: readonly (readonly number[])[]
}
export interface ModelAlbum {
  /** Place of the parent in the list, always before the album; `null` at the root. */
  readonly parent: number | null
  readonly position: number
  readonly isPrivate: boolean
  readonly isLocked: boolean
  readonly inherits: boolean
}
export interface ModelGrant {
  readonly album: number
  readonly type: 'user' | 'group'
  readonly principal: number
  readonly bits: number
}
export interface ModelPhoto {
  readonly level: number
  readonly isDeleted: boolean
  readonly albums: readonly number[]
  readonly tags: readonly number[]
}
/** `admin` sees everything. */
export type ModelActor = 'guest' | 'admin' | number

const view = 1
const viewAndDownload = 3
const manage = 64

export const modelOf = (world: WorldModel, actor: ModelActor) => {
  const album = (index: number) => world.albums[index] as ModelAlbum
  const isMine = ({ type, principal }: ModelGrant): boolean =>
    typeof actor === 'number' &&
    (type === 'user' ? principal === actor : (world.groups[principal]?.includes(actor) ?? false))

  const grantsOn = (index: number): number => {
    let bits = 0
    for (const grant of world.grants) if (grant.album === index && isMine(grant)) bits |= grant.bits
    const { parent, inherits } = album(index)
    return parent !== null && inherits ? bits | grantsOn(parent) : bits
  }
  const isLocked = (index: number): boolean => {
    const { parent } = album(index)
    return album(index).isLocked || (parent !== null && isLocked(parent))
  }
  const bitsOn = (index: number): number => {
    if (actor === 'admin') return 127
    const bits = grantsOn(index)
    if (isLocked(index) && (bits & manage) === 0) return 0
    const { parent, isPrivate } = album(index)
    const isOpen = !isPrivate && (parent === null || seesAlbum(parent))
    if (!isOpen && (bits & view) === 0) return 0
    return bits | view | (isOpen ? viewAndDownload : 0)
  }
  const seesAlbum = (index: number): boolean => (bitsOn(index) & view) !== 0
  const level = actor === 'guest' ? 0 : actor === 'admin' ? 8 : (world.users[actor] ?? 0)
  const seesPhoto = (index: number): boolean => {
    const photo = world.photos[index] as ModelPhoto
    if (photo.isDeleted) return false
    return actor === 'admin' || (photo.level <= level && photo.albums.some(seesAlbum))
  }
  const isBelow = (index: number, top: number): boolean => {
    const { parent } = album(index)
    return index === top || (parent !== null && isBelow(parent, top))
  }
  const photos = world.photos.map((_, index) => index).filter(seesPhoto)
  const albums = world.albums.map((_, index) => index).filter(seesAlbum)
  /** The nearest album above that is seen. */
  const shownBelow = (index: number): number | null => {
    let { parent } = album(index)
    while (parent !== null && !seesAlbum(parent)) parent = album(parent).parent
    return parent
  }
  return {
    albums,
    photos,
    bitsOn,
    shownBelow,
    albumsOf: (photo: number) => (world.photos[photo]?.albums ?? []).filter(seesAlbum),
    direct: (top: number) => photos.filter((index) => world.photos[index]?.albums.includes(top)),
    recursive: (top: number) =>
      photos.filter((index) => world.photos[index]?.albums.some((holder) => seesAlbum(holder) && isBelow(holder, top))),
    tagged: (tag: number) => photos.filter((index) => world.photos[index]?.tags.includes(tag)),
  }
}

export const tagCount = 4
const userCount = 3
const groupCount = 2

const subset = (count: number) => fc.subarray(Array.from({ length: count }, (_, index) => index))
const level = fc.constantFrom(...levels)

/** Worlds with every shape that matters in few albums: private in public, public in private, cut off, locked, shared photos, orphans. */
export const worlds: fc.Arbitrary<WorldModel> = fc.integer({ min: 1, max: 9 }).chain((albumCount) =>
  fc.record({
    albums: fc.tuple(
      ...Array.from({ length: albumCount }, (_, index) =>
        fc.record({
          parent: index === 0 ? fc.constant(null) : fc.option(fc.nat(index - 1), { freq: 3 }),
          position: fc.nat(2),
          isPrivate: fc.boolean(),
          isLocked: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
          inherits: fc.integer({ min: 0, max: 3 }).map((n) => n !== 0),
        }),
      ),
    ),
    grants: fc.uniqueArray(
      fc.oneof(
        fc.record({
          album: fc.nat(albumCount - 1),
          type: fc.constant('user' as const),
          principal: fc.nat(userCount - 1),
          bits: fc.integer({ min: 1, max: 127 }),
        }),
        fc.record({
          album: fc.nat(albumCount - 1),
          type: fc.constant('group' as const),
          principal: fc.nat(groupCount - 1),
          bits: fc.integer({ min: 1, max: 127 }),
        }),
      ),
      { maxLength: 6, selector: ({ album, type, principal }) => `${album}/${type}/${principal}` },
    ),
    photos: fc.array(
      fc.record({
        level,
        isDeleted: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
        albums: subset(albumCount).map((albums) => albums.slice(0, 3)),
        tags: subset(tagCount),
      }),
      { minLength: 1, maxLength: 9 },
    ),
    users: fc.array(level, { minLength: userCount, maxLength: userCount }),
    groups: fc.array(subset(userCount), { minLength: groupCount, maxLength: groupCount }),
  }),
)
