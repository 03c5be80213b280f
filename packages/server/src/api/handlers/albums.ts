import type { Contract } from '@vitrine/sdk/contract'
import { withoutUndefined } from '../../without-undefined.ts'
import { toAlbum, toAlbumGrants, toAlbums } from '../dto/album.ts'
import type { Handlers } from '../handler.types.ts'

export const albums = {
  list: async ({ gallery, context: { links } }, { parent = null, limit, cursor }) => {
    const page = await gallery.albums.list({ parent, ...withoutUndefined({ limit, cursor }) })
    return { items: await toAlbums(gallery, page.items, links), nextCursor: page.nextCursor, total: page.total }
  },
  create: async ({ gallery, context: { links } }, draft) =>
    toAlbum(gallery, await gallery.albums.create(withoutUndefined(draft)), links),
  get: async ({ gallery, context: { links } }, { id }) => toAlbum(gallery, await gallery.albums.get(id), links),
  update: async ({ gallery, context: { links } }, { id, ...patch }) =>
    toAlbum(gallery, await gallery.albums.update(id, withoutUndefined(patch)), links),
  delete: async ({ gallery }, { id, photos }) => {
    await gallery.albums.delete(id, withoutUndefined({ photos }))
    return undefined
  },
  move: async ({ gallery, context: { links } }, { id, ...to }) =>
    toAlbum(gallery, await gallery.albums.move(id, withoutUndefined(to)), links),
  grants: async ({ gallery }, { id }) => toAlbumGrants(await gallery.albums.grants(id)),
  setGrants: async ({ gallery }, { id, ...grants }) => toAlbumGrants(await gallery.albums.setGrants(id, grants)),
} satisfies Handlers<Contract['albums']>
