import fc from 'fast-check'
import { fromBits, type Level } from '../../packages/core/src/access/capabilities.ts'
import type { OracleGallery } from './gallery.ts'
import type { ModelAlbum, ModelPhoto, World } from './model.types.ts'
import { groupCount, linkCount, maxAlbums, tagCount, userCount } from './worlds.ts'

/** A change through the services, between two looks. Places beyond a list wrap around. */
export type Edit =
  | { readonly do: 'level'; readonly photo: number; readonly level: Level }
  | { readonly do: 'rating'; readonly photo: number; readonly rating: number | null }
  | { readonly do: 'tags'; readonly photo: number; readonly tags: readonly number[] }
  | { readonly do: 'albums'; readonly photo: number; readonly albums: readonly number[] }
  | { readonly do: 'trash'; readonly photo: number }
  | { readonly do: 'visibility'; readonly album: number }
  | { readonly do: 'lock'; readonly album: number }
  | { readonly do: 'move'; readonly album: number; readonly parent: number | null }
  | { readonly do: 'grant'; readonly album: number; readonly group: number; readonly bits: number }
  | { readonly do: 'inherit'; readonly album: number }
  | { readonly do: 'members'; readonly group: number; readonly users: readonly number[] }
  | { readonly do: 'revoke'; readonly link: number }

const at = fc.nat(maxAlbums - 1)
const level = fc.constantFrom(0 as const, 1 as const, 2 as const, 4 as const, 8 as const)
const some = (count: number) => fc.uniqueArray(fc.nat(count - 1), { maxLength: 3 })

export const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ do: fc.constant('level' as const), photo: at, level }),
  fc.record({ do: fc.constant('rating' as const), photo: at, rating: fc.option(fc.integer({ min: -1, max: 5 })) }),
  fc.record({ do: fc.constant('tags' as const), photo: at, tags: some(tagCount) }),
  fc.record({ do: fc.constant('albums' as const), photo: at, albums: some(maxAlbums) }),
  fc.record({ do: fc.constant('trash' as const), photo: at }),
  fc.record({ do: fc.constant('visibility' as const), album: at }),
  fc.record({ do: fc.constant('lock' as const), album: at }),
  fc.record({ do: fc.constant('move' as const), album: at, parent: fc.option(at) }),
  fc.record({
    do: fc.constant('grant' as const),
    album: at,
    group: fc.nat(groupCount - 1),
    bits: fc.integer({ min: 0, max: 127 }).map((bits) => bits | 1),
  }),
  fc.record({ do: fc.constant('inherit' as const), album: at }),
  fc.record({ do: fc.constant('members' as const), group: fc.nat(groupCount - 1), users: some(userCount) }),
  fc.record({ do: fc.constant('revoke' as const), link: fc.nat(linkCount - 1) }),
)

/** Makes the change in the gallery. @returns The world after it. */
export const apply = async (gallery: OracleGallery, world: World, first: number, edit: Edit): Promise<World> => {
  const { system } = gallery
  switch (edit.do) {
    case 'level':
      return onPhoto(world, edit.photo, { level: edit.level }, (place) =>
        system.photos.update(first + place, { level: edit.level }),
      )
    case 'rating':
      return onPhoto(world, edit.photo, { rating: edit.rating }, (place) =>
        system.photos.update(first + place, { rating: edit.rating }),
      )
    case 'tags': {
      const tags = [...edit.tags].sort()
      return onPhoto(world, edit.photo, { tags }, (place) =>
        system.photos.update(first + place, { tags: tags.map((tag) => `tag ${tag}`) }),
      )
    }
    case 'albums': {
      const places = edit.albums.map((place) => place % world.albums.length)
      const albums = [...new Set(places)]
        .filter((place) => world.albums[place]?.question === null)
        .sort((a, b) => a - b)
      return onPhoto(world, edit.photo, { albums }, (place) =>
        system.photos.update(first + place, { albumIds: albums.map((album) => first + album) }),
      )
    }
    case 'trash':
      return onPhoto(world, edit.photo, { isDeleted: true }, (place) => system.photos.delete([first + place]))
    case 'visibility':
      return onAlbum(world, edit.album, async (place, album) => {
        await system.albums.update(first + place, { visibility: album.isPrivate ? 'public' : 'private' })
        return { isPrivate: !album.isPrivate }
      })
    case 'lock':
      return onAlbum(world, edit.album, async (place, album) => {
        await system.albums.update(first + place, { locked: !album.isLocked })
        return { isLocked: !album.isLocked }
      })
    case 'move':
      return onAlbum(world, edit.album, async (place) => {
        const parent = edit.parent === null ? null : edit.parent % world.albums.length
        if (parent !== null && isBelow(world, parent, place)) return {}
        await system.albums.move(first + place, { parentId: parent === null ? null : first + parent })
        return { parent }
      })
    case 'grant':
    case 'inherit':
      return grant(gallery, world, first, edit)
    case 'members': {
      const users = [...edit.users].sort()
      await system.groups.setMembers(
        gallery.groups[edit.group] as number,
        users.map((user) => gallery.users[user]?.id as number),
      )
      return { ...world, groups: world.groups.with(edit.group, users) }
    }
    case 'revoke': {
      const link = world.links[edit.link]
      if (!link || link.isRevoked) return world
      await system.shares.revoke(gallery.links[edit.link] as number)
      return {
        ...world,
        links: world.links.with(edit.link, { ...link, isRevoked: true }),
        grants: world.grants.filter(({ type, principal }) => type !== 'link' || principal !== edit.link),
      }
    }
  }
}

const onPhoto = async (
  world: World,
  wrapped: number,
  change: Partial<ModelPhoto>,
  write: (place: number) => Promise<unknown>,
): Promise<World> => {
  const place = wrapped % world.photos.length
  const photo = world.photos[place] as ModelPhoto
  if (photo.isDeleted) return world
  await write(place)
  return { ...world, photos: world.photos.with(place, { ...photo, ...change }) }
}

const onAlbum = async (
  world: World,
  wrapped: number,
  write: (place: number, album: ModelAlbum) => Promise<Partial<ModelAlbum>>,
): Promise<World> => {
  const place = wrapped % world.albums.length
  const album = world.albums[place] as ModelAlbum
  return { ...world, albums: world.albums.with(place, { ...album, ...(await write(place, album)) }) }
}

/** Grants of an album are replaced as a whole: one more for a group, or none inherited any more. */
const grant = async (
  gallery: OracleGallery,
  world: World,
  first: number,
  edit: Edit & { do: 'grant' | 'inherit' },
): Promise<World> =>
  onGrants(world, edit, async (place, inherits, grants) => {
    const idOf = { user: gallery.users.map(({ id }) => id), group: gallery.groups, link: gallery.links }
    await gallery.system.albums.setGrants(first + place, {
      inherit: inherits,
      grants: grants.map(({ type, principal, bits }) => ({
        principal: { type, id: idOf[type][principal] as number },
        // More than this is refused to a link; a row that holds more gives no more.
        capabilities: fromBits(type === 'link' ? bits & 7 : bits),
      })),
    })
  })

const onGrants = async (
  world: World,
  edit: Edit & { do: 'grant' | 'inherit' },
  write: (place: number, inherits: boolean, grants: World['grants']) => Promise<void>,
): Promise<World> => {
  const place = edit.album % world.albums.length
  const album = world.albums[place] as ModelAlbum
  const inherits = edit.do === 'inherit' ? !album.inherits : album.inherits
  const isReplaced = (one: World['grants'][number]) =>
    edit.do === 'grant' && one.type === 'group' && one.principal === edit.group
  const own = world.grants.filter((one) => one.album === place && !isReplaced(one))
  if (edit.do === 'grant') own.push({ album: place, type: 'group', principal: edit.group, bits: edit.bits })
  await write(place, inherits, own)
  return {
    ...world,
    albums: world.albums.with(place, { ...album, inherits }),
    grants: [...world.grants.filter((one) => one.album !== place), ...own],
  }
}

const isBelow = (world: World, place: number, top: number): boolean => {
  const parent = world.albums[place]?.parent ?? null
  return place === top || (parent !== null && isBelow(world, parent, top))
}
