import type { Contract } from '@vitrine/sdk/contract'
import { toPage } from '../dto/others.ts'
import { toPhoto } from '../dto/photo.ts'
import type { Handlers } from '../handler.types.ts'

export const ratings = {
  get: async ({ gallery }, { id }) => ({ ...(await gallery.ratings.get(id)) }),
  set: async ({ gallery }, { id, stars }) => ({ ...(await gallery.ratings.set(id, stars)) }),
  ofLink: async ({ gallery, context: { links } }, { id, ...query }) =>
    toPage(await gallery.ratings.ofLink(id, query), ({ photo, stars }) => ({ photo: toPhoto(photo, links), stars })),
  settings: async ({ gallery }) => ({ ...(await gallery.ratings.settings()) }),
  setSettings: async ({ gallery }, settings) => ({ ...(await gallery.ratings.setSettings(settings)) }),
} satisfies Handlers<Contract['ratings']>
