import type { Contract } from '@vitrine/sdk/contract'
import { toPage } from '../dto/others.ts'
import { toPhoto } from '../dto/photo.ts'
import type { Handlers } from '../handler.types.ts'

export const favourites = {
  list: async ({ gallery, context: { links } }, query) =>
    toPage(await gallery.favourites.list(query), (photo) => toPhoto(photo, links)),
  add: async ({ gallery }, { photoIds }) => ({ count: await gallery.favourites.add(photoIds) }),
  remove: async ({ gallery }, { photoIds }) => ({ count: await gallery.favourites.remove(photoIds) }),
  clear: async ({ gallery }) => ({ count: await gallery.favourites.clear() }),
  get: async ({ gallery }, { id }) => ({ ...(await gallery.favourites.get(id)) }),
  ofLink: async ({ gallery, context: { links } }, { id, ...query }) =>
    toPage(await gallery.favourites.ofLink(id, query), (photo) => toPhoto(photo, links)),
} satisfies Handlers<Contract['favourites']>
