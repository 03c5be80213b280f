import type { ViewContext } from '../view-context.ts'

/** The pages of one's own account, in the order they are offered in. */
const areas = {
  account: { path: '/account', name: 'account.title' },
  notifications: { path: '/account/notifications', name: 'notify.title' },
  security: { path: '/account/security', name: 'security.title' },
  keys: { path: '/account/keys', name: 'apiKeys.title' },
  links: { path: '/links', name: 'links.own' },
  favourites: { path: '/favourites', name: 'favourites.title' },
  uploads: { path: '/uploads', name: 'mine.title' },
  reference: { path: '/api/v1/reference', name: 'reference.title' },
} as const
export type AccountArea = keyof typeof areas

/** The way between the pages of one's own account. */
export type AccountNav = readonly { readonly name: string; readonly url: string; readonly isCurrent: boolean }[]

export const toAccountNav = (current: AccountArea, { links, t }: Pick<ViewContext, 'links' | 't'>): AccountNav =>
  Object.entries(areas).map(([area, { path, name }]) => ({
    name: t(name),
    url: links.path(path),
    isCurrent: area === current,
  }))
