import type { Contract } from '@vitrine/sdk/contract'
import { requireTheme } from '../../themes/require-theme.ts'
import { withoutUndefined } from '../../without-undefined.ts'
import { toAlbum, toAlbumDefaults, toAlbumGrants, toAlbums, toPermalink } from '../dto/album.ts'
import type { Handlers } from '../handler.types.ts'

export const albums = {
  list: async ({ gallery, context: { links } }, { parent = null, limit, cursor }) => {
    const page = await gallery.albums.list({ parent, ...withoutUndefined({ limit, cursor }) })
    return { items: await toAlbums(gallery, page.items, links), nextCursor: page.nextCursor, total: page.total }
  },
  create: async ({ gallery, context: { links } }, draft) =>
    toAlbum(gallery, await gallery.albums.create(withoutUndefined(draft)), links),
  get: async ({ gallery, context: { links } }, { id }) => toAlbum(gallery, await gallery.albums.get(id), links),
  update: async ({ gallery, context: { links, themes } }, { id, ...patch }) => {
    requireTheme(themes, patch.theme, null)
    return toAlbum(gallery, await gallery.albums.update(id, withoutUndefined(patch)), links)
  },
  delete: async ({ gallery }, { id, photos }) => {
    await gallery.albums.delete(id, withoutUndefined({ photos }))
    return undefined
  },
  move: async ({ gallery, context: { links } }, { id, ...to }) =>
    toAlbum(gallery, await gallery.albums.move(id, withoutUndefined(to)), links),
  grants: async ({ gallery }, { id }) => toAlbumGrants(await gallery.albums.grants(id)),
  setGrants: async ({ gallery }, { id, ...grants }) =>
    toAlbumGrants(await gallery.albums.setGrants(id, withoutUndefined(grants))),
  find: async ({ gallery, context: { links } }, { text, limit }) => ({
    items: await toAlbums(gallery, await gallery.albums.find(text, withoutUndefined({ limit })), links),
  }),
  sort: async ({ gallery }, { parent, ...sorting }) => {
    await gallery.albums.sortChildren(parent, withoutUndefined(sorting))
    return undefined
  },
  reorder: async ({ gallery }, { parent, ids }) => {
    await gallery.albums.reorder(parent, ids)
    return undefined
  },
  placePhotos: async ({ gallery }, { id, photoIds, before }) => {
    await gallery.albums.placePhotos(id, photoIds, { before })
    return undefined
  },
  orderPhotos: async ({ gallery }, { id, photoIds }) => {
    await gallery.albums.orderPhotos(id, photoIds)
    return undefined
  },
  resolve: async ({ gallery }, { permalink }) => {
    const { albumId, isCurrent } = await gallery.albums.resolve(permalink)
    return { albumId, isCurrent }
  },
  permalinks: async ({ gallery }, { id }) => ({ items: (await gallery.albums.permalinks(id)).map(toPermalink) }),
  forgetPermalink: async ({ gallery }, { id, permalinkId }) => {
    await gallery.albums.forgetPermalink(id, permalinkId)
    return undefined
  },
  defaults: async ({ gallery }) => toAlbumDefaults(await gallery.albums.defaults()),
  setDefaults: async ({ gallery }, patch) => toAlbumDefaults(await gallery.albums.setDefaults(withoutUndefined(patch))),
} satisfies Handlers<Contract['albums']>
