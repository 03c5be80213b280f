import type { Contract } from '@vitrine/sdk/contract'
import type { Handlers } from '../handler.types.ts'

export const news = {
  own: async ({ gallery }) => ({ ...(await gallery.news.own()) }),
  choose: async ({ gallery }, choice) => ({ ...(await gallery.news.choose(choice)) }),
  makeFeed: async ({ gallery }) => ({ ...(await gallery.news.makeFeed()) }),
  removeFeed: async ({ gallery }) => {
    await gallery.news.removeFeed()
    return undefined
  },
  settings: async ({ gallery }) => ({ ...(await gallery.news.settings()) }),
  setSettings: async ({ gallery }, settings) => ({ ...(await gallery.news.setSettings(settings)) }),
  state: async ({ gallery }) => ({ ...(await gallery.news.state()) }),
  subscribers: async ({ gallery }, query) => {
    const { items, nextCursor, total } = await gallery.news.subscribers(query)
    return { items: items.map((item) => ({ ...item })), nextCursor, total }
  },
  chooseFor: async ({ gallery }, { id, ...choice }) => ({ ...(await gallery.news.chooseFor(id, choice)) }),
  preview: async ({ gallery }) => ({ ...(await gallery.news.preview()) }),
  send: async ({ gallery }) => ({ ...(await gallery.news.send()) }),
} satisfies Handlers<Contract['news']>
